// The composition root: builds everything once, in order, by plain calls; nothing heavy happens until the first need.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type AuditReport, countByRule, createAudit } from './audit/audit.ts';
import { createStoredStatistics } from './audit/storedStatistics.ts';
import { changesModel } from './base/settings.ts';
import { createCompletion } from './completion/complete.ts';
import { createLastOutcomes } from './completion/lastOutcomes.ts';
import { createOffers } from './completion/offers.ts';
import type { SentPrompt } from './completion/prompt.ts';
import { createBindings } from './context/bindings.ts';
import { createIndexClient } from './context/index/indexClient.ts';
import { startIndexThread } from './context/index/startIndexThread.ts';
import { startSyntaxThread } from './context/startSyntaxThread.ts';
import { type Accepted, createAcceptedSuggestions } from './editor/acceptedSuggestions.ts';
import { createActions } from './editor/actions.ts';
import { createAllowedValues } from './editor/allowedValues.ts';
import { createConsent } from './editor/consent.ts';
import { createDocuments } from './editor/documents.ts';
import { createEnabledHere } from './editor/enabledHere.ts';
import { createEnvValues } from './editor/envValues.ts';
import { createErrorReporter } from './editor/errors.ts';
import { createFocus } from './editor/focus.ts';
import { createHiddenRanges } from './editor/hiddenRanges.ts';
import { createHiddenView } from './editor/hiddenView.ts';
import { createIndexing } from './editor/indexing.ts';
import { acceptedCommand, createInlineProvider } from './editor/inlineProvider.ts';
import { createLiveExclusion } from './editor/liveExclusion.ts';
import { createModelChoice, stampOf } from './editor/modelChoice.ts';
import { allowValueAt, createNotSecretProvider, notSecretCommand, type Place } from './editor/notSecret.ts';
import { createPauses } from './editor/pauses.ts';
import { createRequests } from './editor/requests.ts';
import { createRivals } from './editor/rivals.ts';
import { createSettings } from './editor/settings.ts';
import { createStatisticsView } from './editor/statisticsView.ts';
import { createStatus } from './editor/status.ts';
import { createVscodeLog } from './editor/vscodeLog.ts';
import { createVscodeWorkspace } from './editor/vscodeWorkspace.ts';
import { createWarmUp } from './editor/warmUp.ts';
import { showWhyNot } from './editor/whyNot.ts';
import { createWorkspaceContext } from './editor/workspaceContext.ts';
import { createEngineClient } from './engine/client.ts';
import { createPower, readPowerSupplies } from './engine/power.ts';
import { createRedactor } from './redaction/safeText.ts';

let stop: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const startMs = performance.now();
  const log = createVscodeLog();
  const onError = (error: unknown): void => log.error('A listener failed', error);

  const settings = createSettings(onError);
  const enabledHere = createEnabledHere(context.workspaceState, onError);
  const pauses = createPauses(context.workspaceState, onError);
  const consent = createConsent(context.globalState, stampOf);
  const focus = createFocus(onError);
  const errors = createErrorReporter(log);
  const workspace = createVscodeWorkspace();
  const documents = createDocuments();
  const outcomes = createLastOutcomes(onError);
  const audit = createAudit({ onError });

  const redactor = createRedactor();
  const bindings = createBindings({
    startThread: () =>
      startSyntaxThread({
        scriptPath: context.asAbsolutePath(join('dist', 'syntax.mjs')),
        grammarFolder: context.asAbsolutePath(join('dist', 'grammars')),
      }),
    onError: (error) => log.error('Parsing failed', error),
    now: () => performance.now(),
  });
  const exclusion = createLiveExclusion({ workspace, settings, onError });
  const envValues = createEnvValues({
    ...{ workspace, redactor },
    onFileChange(path) {
      exclusion.invalidate(path);
      collector.recheck();
    },
    onValues: () => collector.invalidate(),
  });
  const { secrets, globalState: state } = context;
  const allowedValues = createAllowedValues({ secrets, state, redactor, onError });
  const hiddenRanges = createHiddenRanges({
    documents,
    decide: exclusion.decide,
    ready: () => envValues.ready(),
    syntaxKnown(document) {
      const key = documents.session(document);
      bindings.bindingsOf(key, document.languageId, documents.text(document));
      return bindings.settled(key);
    },
    hidden(document) {
      const [key, text] = [documents.session(document), documents.text(document)];
      const bound = bindings.bindingsOf(key, document.languageId, text);
      return redactor.redact({ key, text, ...(bound && { bindings: bound }) }).hidden;
    },
  });
  const index = createIndexClient({
    startThread: () =>
      startIndexThread(context.asAbsolutePath(join('dist', 'index.mjs')), {
        grammarFolder: context.asAbsolutePath(join('dist', 'grammars')),
        storageFolder: context.storageUri?.scheme === 'file' ? context.storageUri.fsPath : undefined,
        version: `${context.extension.packageJSON.version}`,
      }),
    log,
    now: () => performance.now(),
  });
  const workspaceContext = createWorkspaceContext({
    ...{ index, workspace, exclusion, redactor, log },
    syntax: bindings,
  });
  const { collector } = workspaceContext;
  const hiddenView = createHiddenView({ hiddenRanges, onChange: allowedValues.onChange, log });

  const starterPath = context.asAbsolutePath(join('models', 'starter.gguf'));
  const modelChoice = createModelChoice({ starterPath, workspace, consent, settings: () => settings.current });
  const power = createPower({ readSupplies: readPowerSupplies, now: () => performance.now() });
  const engine = createEngineClient({
    workerPath: context.asAbsolutePath(join('dist', 'worker.mjs')),
    execPath: process.execPath,
    // In the package they lie beside the worker; in a checkout they are in its root.
    packagePaths: [context.asAbsolutePath('node_modules')].filter((path) => existsSync(path)),
    resolveModel: () => modelChoice.resolve(),
    unloadAfterMs: () => settings.current.unloadAfterMinutes * 60_000,
    onBattery: power.onBattery,
    log,
  });
  engine.onState((now) => now.kind === 'failed' && errors.show(now.error));
  const completion = createCompletion({
    engine,
    redactor,
    syntax: bindings,
    collector,
    onBattery: power.onBattery,
    onSent: (sent) => audit.record(reportOf(sent)),
  });

  const requests = createRequests({
    documents,
    focus,
    settings: () => settings.current,
    enabledHere: () => enabledHere.value,
    quiet: (document) => pauses.at(document),
    decide: exclusion.decide,
    ready: () => envValues.ready(),
  });
  const statistics = createStoredStatistics({
    read: () => context.globalState.get('statistics'),
    write: (days) => context.globalState.update('statistics', days),
    onError,
  });
  const offers = createOffers(statistics);
  const accepted = createAcceptedSuggestions(statistics);
  const statisticsView = createStatisticsView(statistics);
  const provider = createInlineProvider({ requests, completion, documents, outcomes, offers, focus, errors, log });
  const whyNoSuggestion = (): Promise<void> => showWhyNot({ requests, outcomes, documents, engine });
  const actions = createActions({
    ...{ settings, enabledHere, pauses, consent, modelChoice, engine, errors, log, allowedValues },
    whyNoSuggestion,
    showHidden: () => hiddenView.toggle(),
    showStatistics: () => statisticsView.show(),
    clearStatistics: () => statisticsView.clear(),
  });

  context.subscriptions.push(
    log,
    settings,
    exclusion,
    focus,
    pauses,
    createRivals({ state: context.globalState, onError }),
    envValues,
    bindings,
    index,
    workspaceContext,
    createIndexing({
      ...{ index, exclusion },
      isOn: () => enabledHere.value ?? settings.current.enable,
      onChange: [settings.onChange, enabledHere.onChange],
    }),
    allowedValues.onChange(() => collector.invalidate()),
    allowedValues,
    hiddenView,
    statistics,
    accepted,
    statisticsView,
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**' },
      createNotSecretProvider({ hiddenRanges, allowedValues }),
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && allowedValues.refresh()),
    vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider),
    ...Object.entries(actions).map(([id, action]) => vscode.commands.registerCommand(id, action)),
    vscode.commands.registerCommand(acceptedCommand, (taken: Accepted) => {
      outcomes.countTaken();
      accepted.follow(taken);
    }),
    vscode.commands.registerCommand(notSecretCommand, (...place: Place) =>
      allowValueAt({ hiddenRanges, allowedValues }, ...place),
    ),
    createStatus({
      ...{ engine, requests, outcomes, log },
      lastPrompt: () => audit.last,
      onChange: [settings.onChange, enabledHere.onChange, pauses.onChange],
    }),
    createWarmUp({ requests, completion, engine, focus, log }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      const session = documents.end(document);
      if (session === undefined) return;
      outcomes.forget(session);
      offers.forget(session);
      completion.forget(session);
      bindings.forget(session);
    }),
    settings.onChange(({ before, after }) => {
      if (before.enable !== after.enable) enabledHere.set(undefined).catch(onError);
      if (!changesModel(before, after)) return;
      errors.reset();
      engine.restart().catch(onError);
    }),
  );
  stop = () => engine.dispose();
  log.info(`activated in ${Math.round(performance.now() - startMs)} ms`);
}

/** VS Code waits for it, so that no process outlives the window. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

function reportOf({ feature, hiddenRules, result: { figures, used } }: SentPrompt): AuditReport {
  return {
    feature,
    promptTokens: figures.promptTokens,
    evaluatedTokens: figures.evaluatedTokens,
    reusedTokens: figures.reusedTokens,
    generatedTokens: figures.generatedTokens,
    totalMs: figures.queueMs + figures.prefillMs + figures.generateMs,
    contextFiles: used.contextIds.length,
    hiddenByRule: countByRule(hiddenRules.map((rule) => ({ rule }))),
  };
}
