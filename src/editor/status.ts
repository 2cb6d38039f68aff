// The one status bar item: the state in words, its details on hover, the actions on click.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import type { LastOutcomes } from '../completion/lastOutcomes.ts';
import type { NoSuggestion } from '../completion/outcome.ts';
import { type LastPrompt, type StatusWords, statusWords } from '../completion/statusText.ts';
import type { Engine } from '../engine/engine.ts';
import type { Requests } from './requests.ts';

export interface StatusDeps {
  readonly engine: Engine;
  readonly requests: Requests;
  readonly outcomes: LastOutcomes;
  lastPrompt(): LastPrompt | undefined;
  /** Whatever may change what holds for the active document, beside the editor itself. */
  readonly onChange: readonly Event<unknown>[];
  readonly log: Log;
}

/** What happens at every key is drawn at most so often: the item would flicker, and the host would work for it. */
const drawDelayMs = 120;
/** What holds for a document is looked at when typing and moving pause for so long. */
const checkDelayMs = 50;

export function createStatus({ engine, requests, outcomes, lastPrompt, onChange, log }: StatusDeps): Disposable {
  const item = vscode.window.createStatusBarItem('sotto.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Sotto';
  item.command = 'sotto.showActions';
  let here: NoSuggestion | undefined;
  let drawTimer: NodeJS.Timeout | undefined;
  let checkTimer: NodeJS.Timeout | undefined;
  let checks = 0;

  const draw = (): void => {
    clearTimeout(drawTimer);
    drawTimer = undefined;
    const { state, sandbox } = engine;
    const { takenCount } = outcomes;
    const offered = outcomes.offered();
    show(item, statusWords({ engine: state, sandbox, here, offered, lastPrompt: lastPrompt(), takenCount }));
  };
  const check = async (): Promise<void> => {
    checks += 1;
    const own = checks;
    const editor = vscode.window.activeTextEditor;
    const found = editor && (await requests.check(editor.document, editor.selection.active));
    if (own !== checks) return;
    here = found;
    draw();
  };
  const scheduleCheck = (): void => {
    clearTimeout(checkTimer);
    checkTimer = setTimeout(() => check().catch((error: unknown) => log.error('A check failed', error)), checkDelayMs);
  };
  const drawSoon = (): void => {
    drawTimer ??= setTimeout(draw, drawDelayMs);
  };
  const engineChanged = (): void => {
    const { kind } = engine.state;
    if (kind === 'idle' || kind === 'failed') draw();
    else drawSoon();
  };

  draw();
  item.show();
  scheduleCheck();
  const subscriptions: Disposable[] = [
    item,
    engine.onState(engineChanged),
    outcomes.onChange(drawSoon),
    vscode.window.onDidChangeActiveTextEditor(scheduleCheck),
    // Typing moves the cursor too; what holds may hang on the line, the number of cursors and the text.
    vscode.window.onDidChangeTextEditorSelection(scheduleCheck),
    vscode.workspace.onDidSaveTextDocument(scheduleCheck),
    vscode.workspace.onDidOpenTextDocument(scheduleCheck),
    ...onChange.map((event) => event(scheduleCheck)),
  ];
  return {
    dispose() {
      clearTimeout(drawTimer);
      clearTimeout(checkTimer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function show(item: vscode.StatusBarItem, { state, icon, severity, details }: StatusWords): void {
  item.text = `$(${icon}) Sotto: ${state}`;
  item.tooltip = tooltip(state, details);
  item.backgroundColor =
    severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
  item.accessibilityInformation = {
    label: `Sotto, private code assistant: ${state}. Opens the actions.`,
    role: 'button',
  };
}

function tooltip(state: string, details: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(`**Sotto: ${state}**`);
  for (const detail of details) markdown.appendMarkdown('\n\n').appendText(detail);
  return markdown.appendMarkdown('\n\nEverything runs on this machine. Click for the actions.');
}
