// Marks hidden ranges over the text of the documents for which that was turned on, and follows what is typed.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';
import type { NoSuggestion } from '../completion/outcome.ts';
import { ruleWords, whyAlwaysHidden } from '../redaction/hiddenText.ts';
import type { HiddenRange, HiddenRanges } from './hiddenRanges.ts';
import { notSecretCommand, notSecretTitle, placeOf } from './notSecret.ts';

export interface HiddenMarks extends Disposable {
  isOn(document: vscode.TextDocument): boolean;
  turnOn(document: vscode.TextDocument): Promise<void>;
  turnOff(document: vscode.TextDocument): Promise<void>;
}

export interface HiddenMarksDeps {
  readonly hiddenRanges: HiddenRanges;
  /** What else changes what is hidden, beside the text. */
  readonly onChange: Event<unknown>;
  /** A marked document is hidden as a whole from now on, and no longer marked. */
  onWhole(why: NoSuggestion): void;
  onError(error: unknown): void;
}

/** While the user types, what is drawn moves along with the text. */
const drawDelayMs = 150;

export function createHiddenMarks({ hiddenRanges, onChange, onWhole, onError }: HiddenMarksDeps): HiddenMarks {
  const decoration = vscode.window.createTextEditorDecorationType(decorationOptions);
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
      // Without a word, a file that became secret as a whole would look like one without secrets.
      if (here?.kind === 'whole' && shown.delete(document)) onWhole(here.why);
      const parts = here?.kind === 'parts' ? here.parts : [];
      editor.setDecorations(
        decoration,
        parts.map((part) => toDecoration(document, part)),
      );
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => draw().catch(onError), drawDelayMs);
  };
  const drawSoon = (): void => {
    if (shown.size > 0) schedule();
  };
  const subscriptions: Disposable[] = [
    decoration,
    onChange(drawSoon),
    vscode.window.onDidChangeVisibleTextEditors(drawSoon),
    // Of any document: a value typed into a dotenv file is hidden in all others.
    vscode.workspace.onDidChangeTextDocument(drawSoon),
    // Also fires when the language changes; the editor then stays, and so would its marks.
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (shown.delete(document)) schedule();
    }),
  ];
  return {
    isOn: (document) => shown.has(document),
    turnOn(document) {
      shown.add(document);
      return draw();
    },
    turnOff(document) {
      shown.delete(document);
      return draw();
    },
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A dashed border and words tell it without colours, which come from the theme. */
const decorationOptions: vscode.DecorationRenderOptions = {
  border: '1px dashed',
  borderColor: new vscode.ThemeColor('editorInfo.foreground'),
  backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
  overviewRulerColor: new vscode.ThemeColor('editorInfo.foreground'),
  overviewRulerLane: vscode.OverviewRulerLane.Right,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
};

function toDecoration(document: vscode.TextDocument, { rule, range }: HiddenRange): vscode.DecorationOptions {
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
  const after: vscode.ThemableDecorationAttachmentRenderOptions = {
    contentText: `hidden: ${ruleWords(rule)}`,
    color: new vscode.ThemeColor('descriptionForeground'),
    fontStyle: 'italic',
    margin: '0 0.5em',
  };
  return { range, hoverMessage, renderOptions: { after } };
}
