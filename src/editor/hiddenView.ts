// Shows over the text of a document what the model does not get to see, and lists it in words; on and off by one command.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { explain } from '../completion/outcome.ts';
import { countSentence, ruleWords, whyAlwaysHidden } from '../redaction/hiddenText.ts';
import type { HiddenRange, HiddenRanges } from './hiddenRanges.ts';
import { notSecretCommand, notSecretTitle, placeOf } from './notSecret.ts';

export interface HiddenView extends Disposable {
  /** On or off for the active document. */
  toggle(): Promise<void>;
}

export interface HiddenViewDeps {
  readonly hiddenRanges: HiddenRanges;
  /** What else changes what is hidden, beside the text. */
  readonly onChange: Event<unknown>;
  readonly log: Log;
}

/** While the user types, what is drawn moves along with the text. */
const drawDelayMs = 150;
const listTitle = 'List…';
const offTitle = 'Turn Off';

export function createHiddenView({ hiddenRanges, onChange, log }: HiddenViewDeps): HiddenView {
  // A dashed border and words tell it without colours, which come from the theme.
  const decoration = vscode.window.createTextEditorDecorationType({
    border: '1px dashed',
    borderColor: new vscode.ThemeColor('editorInfo.foreground'),
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorInfo.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const shown = new Set<vscode.TextDocument>();
  let timer: NodeJS.Timeout | undefined;
  let draws = 0;

  const draw = async (): Promise<void> => {
    draws += 1;
    const own = draws;
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const here = shown.has(document) ? await hiddenRanges.of(document) : undefined;
      if (own !== draws) return;
      const parts = here?.kind === 'parts' ? here.parts : [];
      editor.setDecorations(
        decoration,
        parts.map((part) => decorate(document, part)),
      );
    }
  };
  const drawSoon = (): void => {
    if (shown.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => draw().catch((error: unknown) => log.error('What is hidden could not be shown', error)),
      drawDelayMs,
    );
  };
  const turnOff = async (document: vscode.TextDocument): Promise<void> => {
    shown.delete(document);
    await draw();
  };

  const subscriptions: Disposable[] = [
    decoration,
    onChange(drawSoon),
    vscode.window.onDidChangeVisibleTextEditors(drawSoon),
    // Of any document: a value typed into a dotenv file is hidden in all others.
    vscode.workspace.onDidChangeTextDocument(drawSoon),
    vscode.workspace.onDidCloseTextDocument((document) => void shown.delete(document)),
  ];
  return {
    async toggle() {
      const editor = vscode.window.activeTextEditor;
      if (!editor) {
        await vscode.window.showInformationMessage('Sotto: No text editor is active.');
        return;
      }
      const { document } = editor;
      if (shown.has(document)) {
        await turnOff(document);
        vscode.window.setStatusBarMessage('Sotto: What is hidden is no longer shown.', 4_000);
        return;
      }
      const here = await hiddenRanges.of(document);
      if (here.kind === 'whole') {
        await vscode.window.showInformationMessage(`Sotto: ${explain(here.why)}`);
        return;
      }
      shown.add(document);
      await draw();
      const buttons = here.parts.length > 0 ? [listTitle, offTitle] : [offTitle];
      const chosen = await vscode.window.showInformationMessage(
        `Sotto: ${countSentence(here.parts.length)} Marked until you run the command again.`,
        ...buttons,
      );
      if (chosen === listTitle) await list(editor, hiddenRanges);
      if (chosen === offTitle) await turnOff(document);
    },
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function decorate(document: vscode.TextDocument, { rule, range }: HiddenRange): vscode.DecorationOptions {
  const hoverMessage = new vscode.MarkdownString('**Hidden from the model**: ');
  hoverMessage.appendText(ruleWords(rule)).appendMarkdown('\n\n');
  const always = whyAlwaysHidden(document.getText(range), rule);
  if (always === undefined) {
    const place = encodeURIComponent(JSON.stringify(placeOf(document, range.start)));
    hoverMessage.appendMarkdown(`[${notSecretTitle}](command:${notSecretCommand}?${place})`);
    hoverMessage.isTrusted = { enabledCommands: [notSecretCommand] };
  } else {
    hoverMessage.appendText(always);
  }
  return {
    range,
    hoverMessage,
    renderOptions: {
      after: {
        contentText: `hidden: ${ruleWords(rule)}`,
        color: new vscode.ThemeColor('descriptionForeground'),
        fontStyle: 'italic',
        margin: '0 0.5em',
      },
    },
  };
}

type Entry = vscode.QuickPickItem & { readonly range: vscode.Range };

/** The same in words, for who does not look at colours and borders: line and rule, and a way to the place. */
async function list(editor: vscode.TextEditor, hiddenRanges: HiddenRanges): Promise<void> {
  const here = await hiddenRanges.of(editor.document);
  if (here.kind === 'whole') return;
  const entries = here.parts.map(
    ({ rule, range }): Entry => ({ label: `Line ${range.start.line + 1}`, description: ruleWords(rule), range }),
  );
  const chosen = await vscode.window.showQuickPick(entries, {
    title: 'Hidden from the Model',
    placeHolder: 'Go to a hidden value',
    matchOnDescription: true,
  });
  if (!chosen) return;
  const { document, viewColumn } = editor;
  const selection = new vscode.Range(chosen.range.start, chosen.range.start);
  await vscode.window.showTextDocument(document, { selection, ...(viewColumn === undefined ? {} : { viewColumn }) });
}
