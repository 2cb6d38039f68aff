// Makes the plain request of a document and a position, or says why there is none; suggestions and warm-up share it.

import type * as vscode from 'vscode';
import { window } from 'vscode';
import type { Settings } from '../base/settings.ts';
import { languageAt } from '../completion/embedded.ts';
import { maxDocumentChars, refuse, refuseExcluded, refuseInside } from '../completion/gate.ts';
import type { CompletionRequest, NoSuggestion } from '../completion/outcome.ts';
import type { Exclusion } from '../context/exclude.ts';
import type { FileRef } from '../context/workspace.ts';
import { cellsAbove } from './cells.ts';
import { absolutePath, type Documents, displayPath, fileRef } from './documents.ts';
import type { Focus } from './focus.ts';

export interface RequestDeps {
  readonly documents: Documents;
  readonly focus: Focus;
  settings(): Settings;
  /** What the user chose for this workspace, if anything. */
  enabledHere(): boolean | undefined;
  /** Why the user wants quiet in this document for now, if at all. */
  quiet(document: vscode.TextDocument): NoSuggestion | undefined;
  decide(file: FileRef, text?: string): Promise<Exclusion>;
  /** Resolves when the redaction knows all it has to know. */
  ready(): Promise<void>;
}

export interface Asked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly trigger: CompletionRequest['trigger'];
  readonly selected: CompletionRequest['selected'];
  readonly signal: AbortSignal;
}

export type Prepared =
  | { readonly kind: 'request'; readonly request: CompletionRequest }
  | { readonly kind: 'none'; readonly why: NoSuggestion };

export interface Requests {
  /** Takes text and cursor at once, before it waits for anything, so that they belong together. */
  prepare(asked: Asked): Promise<Prepared>;
  /** What stands against suggestions at this place, whatever is typed. */
  check(document: vscode.TextDocument, position: vscode.Position): Promise<NoSuggestion | undefined>;
}

export function createRequests({
  documents,
  focus,
  settings,
  enabledHere,
  quiet,
  decide,
  ready,
}: RequestDeps): Requests {
  const refused = (
    document: vscode.TextDocument,
    position: vscode.Position,
    trigger: CompletionRequest['trigger'],
  ): NoSuggestion | undefined =>
    refuse({
      settings: settings(),
      enabledHere: enabledHere(),
      quiet: quiet(document),
      languageId: document.languageId,
      trigger,
      focused: focus.focused,
      cursorCount: cursorCount(document),
      ...documents.measure(document, position.line),
    });
  return {
    async prepare({ document, position, trigger, selected, signal }) {
      const session = documents.session(document);
      const first = refused(document, position, trigger);
      if (first) return { kind: 'none', why: first };
      const text = documents.text(document);
      if (text.length > maxDocumentChars) return { kind: 'none', why: { reason: 'too-large' } };
      const offset = document.offsetAt(position);
      const { languageId } = document;
      const innerLanguageId = languageAt(languageId, text, offset);
      const inside = refuseInside({ settings: settings(), languageId, innerLanguageId, trigger });
      if (inside) return { kind: 'none', why: inside };
      const request: CompletionRequest = {
        session,
        text,
        above: cellsAbove(document),
        offset,
        languageId,
        displayPath: displayPath(document.uri),
        path: absolutePath(document.uri),
        trigger,
        selected,
        signal,
      };
      const [exclusion] = await Promise.all([decide(fileRef(document), text), ready()]);
      const why = refuseExcluded(exclusion);
      return why ? { kind: 'none', why } : { kind: 'request', request };
    },
    async check(document, position) {
      const first = refused(document, position, 'invoked');
      if (first && first.reason !== 'language-off') return first;
      // That a file is secret is worth more to the user than that its language is off.
      return refuseExcluded(await decide(fileRef(document), documents.text(document))) ?? first;
    },
  };
}

function cursorCount(document: vscode.TextDocument): number {
  const editor = window.activeTextEditor;
  return editor?.document === document ? editor.selections.length : 1;
}
