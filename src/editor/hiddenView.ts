// Shows what of a document the model does not get to see: marked over the text and listed in words, on and off by one command.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { explain, type NoSuggestion } from '../completion/outcome.ts';
import { countSentence, ruleWords } from '../redaction/hiddenText.ts';
import { createHiddenMarks, type HiddenMarks } from './hiddenMarks.ts';
import type { HiddenRanges } from './hiddenRanges.ts';

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

const listTitle = 'List…';
const offTitle = 'Turn Off';

export function createHiddenView({ hiddenRanges, onChange, log }: HiddenViewDeps): HiddenView {
  const onError = (error: unknown): void => log.error('What is hidden could not be shown', error);
  const onWhole = (why: NoSuggestion): void => void sayWhole(why).catch(onError);
  const marks = createHiddenMarks({ hiddenRanges, onChange, onWhole, onError });
  return {
    async toggle() {
      const editor = vscode.window.activeTextEditor;
      if (!editor) {
        await vscode.window.showInformationMessage('Sotto: No text editor is active.');
      } else if (marks.isOn(editor.document)) {
        await marks.turnOff(editor.document);
        vscode.window.setStatusBarMessage('Sotto: What is hidden is no longer marked.', 4_000);
      } else {
        await show(editor, hiddenRanges, marks);
      }
    },
    dispose: () => marks.dispose(),
  };
}

async function sayWhole(why: NoSuggestion): Promise<void> {
  await vscode.window.showInformationMessage(`Sotto: ${explain(why)}`);
}

async function show(editor: vscode.TextEditor, hiddenRanges: HiddenRanges, marks: HiddenMarks): Promise<void> {
  const { document } = editor;
  const here = await hiddenRanges.of(document);
  if (here.kind === 'whole') {
    await sayWhole(here.why);
    return;
  }
  await marks.turnOn(document);
  const chosen = await vscode.window.showInformationMessage(
    `Sotto: ${countSentence(here.parts.length)} Marked until you run the command again.`,
    ...(here.parts.length > 0 ? [listTitle, offTitle] : [offTitle]),
  );
  if (chosen === listTitle) await list(editor, hiddenRanges);
  if (chosen === offTitle) await marks.turnOff(document);
}

type Entry = vscode.QuickPickItem & { readonly range: vscode.Range };

/** The same in words, for who does not look at colours and borders: line and rule, and a way to the place. */
async function list({ document, viewColumn }: vscode.TextEditor, hiddenRanges: HiddenRanges): Promise<void> {
  const here = await hiddenRanges.of(document);
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
  const selection = new vscode.Range(chosen.range.start, chosen.range.start);
  await vscode.window.showTextDocument(document, { selection, ...(viewColumn === undefined ? {} : { viewColumn }) });
}
