// Answers which ranges of a document the model does not get to see, just as a request for a suggestion would hide them.

import * as vscode from 'vscode';
import { within } from '../base/within.ts';
import { maxDocumentChars, refuseExcluded } from '../completion/gate.ts';
import type { NoSuggestion } from '../completion/outcome.ts';
import type { Exclusion } from '../context/exclude.ts';
import type { FileRef } from '../context/workspace.ts';
import type { Hidden } from '../redaction/safeText.ts';
import { type Documents, fileRef } from './documents.ts';

export interface HiddenRange {
  readonly rule: string;
  readonly range: vscode.Range;
}

/** `whole`: the model sees nothing of the document. */
export type HiddenHere =
  | { readonly kind: 'whole'; readonly why: NoSuggestion }
  | { readonly kind: 'parts'; readonly parts: readonly HiddenRange[] };

export interface HiddenRanges {
  /** Cheap enough for each move of the cursor: what did not change is not scanned again. */
  of(document: vscode.TextDocument): Promise<HiddenHere>;
  /** The hidden range that touches `range`, the first one of several. */
  at(document: vscode.TextDocument, range: vscode.Range): Promise<HiddenRange | undefined>;
}

export interface HiddenRangesDeps {
  readonly documents: Documents;
  decide(file: FileRef, text?: string): Promise<Exclusion>;
  /** Resolves when the redaction knows all it has to know. */
  ready(): Promise<void>;
  /** Resolves when the document's syntax is known as it is now, or will not be. */
  syntaxKnown(document: vscode.TextDocument): Promise<void>;
  /** What a request hides in the document as it is now. */
  hidden(document: vscode.TextDocument): readonly Hidden[];
}

/** A thread that parses for longer has its hands full; what is known without it is shown then. */
const patienceMs = 1_000;

export function createHiddenRanges({ documents, decide, ready, syntaxKnown, hidden }: HiddenRangesDeps): HiddenRanges {
  const of = async (document: vscode.TextDocument): Promise<HiddenHere> => {
    if (documents.measure(document, 0).documentChars > maxDocumentChars)
      return { kind: 'whole', why: { reason: 'too-large' } };
    const [exclusion] = await Promise.all([decide(fileRef(document), documents.text(document)), ready()]);
    const why = refuseExcluded(exclusion);
    if (why) return { kind: 'whole', why };
    // What was closed meanwhile is forgotten, and must not be remembered again.
    if (!document.isClosed) await within(patienceMs, syntaxKnown(document));
    if (document.isClosed) return { kind: 'parts', parts: [] };
    // Offsets become positions before anything else can happen to the document.
    const parts = hidden(document).map(({ rule, range }) => ({
      rule,
      range: new vscode.Range(document.positionAt(range.start), document.positionAt(range.end)),
    }));
    return { kind: 'parts', parts };
  };
  return {
    of,
    async at(document, range) {
      const here = await of(document);
      return here.kind === 'parts' ? here.parts.find((part) => part.range.intersection(range)) : undefined;
    },
  };
}
