// What the user can do with Sotto: one function per command, and the quick pick that offers them all.

import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { languageIsOn } from '../base/settings.ts';
import type { Engine } from '../engine/engine.ts';
import type { AllowedValues } from './allowedValues.ts';
import type { Consent } from './consent.ts';
import type { EnabledHere } from './enabledHere.ts';
import { allowModelCommand, type ErrorReporter } from './errors.ts';
import type { ModelChoice } from './modelChoice.ts';
import { forgetAllowed } from './notSecret.ts';
import { type Pauses, pauseMinutes } from './pauses.ts';
import type { SettingsSource } from './settings.ts';
import type { VscodeLog } from './vscodeLog.ts';

export interface ActionDeps {
  readonly settings: SettingsSource;
  readonly enabledHere: EnabledHere;
  readonly pauses: Pauses;
  readonly consent: Consent;
  readonly engine: Engine;
  readonly errors: ErrorReporter;
  readonly log: VscodeLog;
  readonly modelChoice: ModelChoice;
  readonly allowedValues: AllowedValues;
  whyNoSuggestion(): Promise<void>;
  showHidden(): Promise<void>;
  showStatistics(): Promise<void>;
  clearStatistics(): Promise<void>;
}

export type Action = () => Promise<void>;

/** Command id → what it does; contributed commands begin with `sotto.`, internal ones with `_sotto.`. */
export function createActions(deps: ActionDeps): Readonly<Record<string, Action>> {
  const { settings, enabledHere, consent, engine, errors, log } = deps;
  const restart: Action = async () => {
    errors.reset();
    await engine.restart();
  };
  const chooseModel: Action = async () => {
    const [file] = (await vscode.window.showOpenDialog(modelDialog)) ?? [];
    if (!file) return;
    // Picking the very file is the consent.
    await consent.allow(await realpath(file.fsPath));
    errors.reset();
    if (file.fsPath === settings.current.model) await engine.restart();
    else await settings.setModel(file.fsPath);
  };
  return {
    'sotto.showActions': () => showActions(deps),
    'sotto.toggle': () => enabledHere.set(!isOnHere(deps)),
    'sotto.pause': async () => (deps.pauses.running ? deps.pauses.resume() : deps.pauses.pause()),
    'sotto.toggleFolder': () => toggleFolder(deps),
    'sotto.toggleLanguage': () => toggleLanguage(deps),
    'sotto.chooseModel': chooseModel,
    'sotto.useStarterModel': async () => {
      errors.reset();
      await settings.setModel('');
    },
    'sotto.restartEngine': restart,
    'sotto.openLog': async () => log.show(),
    'sotto.whyNoSuggestion': () => deps.whyNoSuggestion(),
    'sotto.showHidden': () => deps.showHidden(),
    'sotto.forgetAllowed': () => forgetAllowed(deps.allowedValues),
    'sotto.showStatistics': () => deps.showStatistics(),
    'sotto.clearStatistics': () => deps.clearStatistics(),
    [allowModelCommand]: async () => {
      await deps.modelChoice.allow();
      await restart();
    },
  };
}

const modelDialog: vscode.OpenDialogOptions = {
  title: 'Choose a Model File',
  openLabel: 'Use This Model',
  canSelectMany: false,
  filters: { 'GGUF models': ['gguf'], 'All files': ['*'] },
};

function isOnHere({ enabledHere, settings }: ActionDeps): boolean {
  return enabledHere.value ?? settings.current.enable;
}

async function toggleLanguage({ settings }: ActionDeps): Promise<void> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  if (languageId === undefined) {
    await vscode.window.showInformationMessage('Sotto: Open a file of the language first.');
    return;
  }
  await settings.setLanguage(languageId, !languageIsOn(settings.current, languageId));
}

async function toggleFolder({ pauses }: ActionDeps): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || pauses.folderOf(document) === undefined) {
    await vscode.window.showInformationMessage('Sotto: Open a file of the folder first.');
    return;
  }
  await pauses.toggleFolder(document);
}

type Choice = vscode.QuickPickItem & { readonly command: string };

async function showActions(deps: ActionDeps): Promise<void> {
  const chosen = await vscode.window.showQuickPick(choices(deps), {
    title: 'Sotto',
    placeHolder: 'What shall Sotto do?',
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

function choices(deps: ActionDeps): Choice[] {
  const { settings, pauses } = deps;
  const document = vscode.window.activeTextEditor?.document;
  const languageId = document?.languageId;
  const turn = (on: boolean): string => (on ? '$(circle-slash) Turn off' : '$(check) Turn on');
  const list: Choice[] = [
    { label: '$(question) Why no suggestion?', command: 'sotto.whyNoSuggestion' },
    { label: '$(eye-closed) Show what is hidden in this file', command: 'sotto.showHidden' },
    {
      label: pauses.running
        ? '$(debug-start) Go on offering suggestions'
        : `$(debug-pause) Pause for ${pauseMinutes} minutes`,
      command: 'sotto.pause',
    },
    { label: `${turn(isOnHere(deps))} in this workspace`, command: 'sotto.toggle' },
    { label: '$(folder-opened) Choose a model file…', command: 'sotto.chooseModel' },
    { label: '$(debug-restart) Restart the engine', command: 'sotto.restartEngine' },
    { label: '$(graph) Show statistics', command: 'sotto.showStatistics' },
    { label: '$(output) Open the log', command: 'sotto.openLog' },
  ];
  const folder = document && pauses.folderOf(document);
  if (document && folder !== undefined) {
    const on = pauses.at(document)?.reason !== 'folder-off';
    list.splice(4, 0, { label: `${turn(on)} in the folder ${folder}`, command: 'sotto.toggleFolder' });
  }
  if (languageId !== undefined) {
    const on = languageIsOn(settings.current, languageId);
    list.splice(4, 0, { label: `${turn(on)} for ${languageId} files`, command: 'sotto.toggleLanguage' });
  }
  if (settings.current.model !== '') {
    const label = '$(home) Use the starter model';
    list.splice(-2, 0, { label, description: settings.current.model, command: 'sotto.useStarterModel' });
  }
  return list;
}
