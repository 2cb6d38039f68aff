// What one request for ghost text ends in: an item, or the reason why there is none, in the user's words.

import type { UserError } from '../base/errors.ts';
import type { Range } from '../base/range.ts';
import type { InfillFigures } from '../engine/engine.ts';

/** Every way to get no suggestion. */
export type NoSuggestion =
  | { readonly reason: 'off' }
  | { readonly reason: 'paused' }
  | { readonly reason: 'folder-off' }
  | { readonly reason: 'language-off'; readonly languageId: string }
  | { readonly reason: 'unfocused' }
  | { readonly reason: 'secret-file'; readonly rule: string }
  | { readonly reason: 'excluded-file'; readonly by: string }
  | { readonly reason: 'too-large' }
  | { readonly reason: 'binary' }
  | { readonly reason: 'long-line' }
  | { readonly reason: 'several-cursors' }
  | { readonly reason: 'prose' }
  | { readonly reason: 'inside-secret' }
  | { readonly reason: 'inside-word' }
  | { readonly reason: 'after-statement' }
  | { readonly reason: 'nothing-to-complete' }
  | { readonly reason: 'empty-answer' }
  | { readonly reason: 'not-confident' }
  | { readonly reason: 'too-slow' }
  | { readonly reason: 'repeats-suffix' }
  | { readonly reason: 'repetition' }
  | { readonly reason: 'wrong-indentation' }
  | { readonly reason: 'breaks-syntax' }
  | { readonly reason: 'unsafe-answer' }
  | { readonly reason: 'cancelled' }
  | { readonly reason: 'failed'; readonly error: UserError };

export interface CompletionItem {
  /** What is inserted for `range`. */
  readonly text: string;
  /** Offsets in the document; it holds the cursor, and ends behind auto-closed brackets that `text` brings itself. */
  readonly range: Range;
}

/** The same outcome with each item changed. */
export function mapItems(
  outcome: CompletionOutcome,
  change: (item: CompletionItem) => CompletionItem,
): CompletionOutcome {
  if (outcome.kind === 'none') return outcome;
  const { item, alternatives } = outcome;
  return { ...outcome, item: change(item), ...(alternatives && { alternatives: alternatives.map(change) }) };
}

export type CompletionOutcome =
  | {
      readonly kind: 'item';
      readonly item: CompletionItem;
      /** Others that the user may choose instead; only where it was asked for by key. */
      readonly alternatives?: readonly CompletionItem[];
      /** True when no token was evaluated for it. */
      readonly fromMemory: boolean;
      readonly figures: InfillFigures | undefined;
      readonly hiddenCount: number;
    }
  | { readonly kind: 'none'; readonly why: NoSuggestion };

/** One request; plain values only, taken from the editor at one moment. */
export interface CompletionRequest {
  /** Opaque and stable per document: the KV cache line and the redaction cache are named by it. */
  readonly session: string;
  readonly text: string;
  /** What belongs above the document, each with its line feed: the cells above in a notebook. */
  readonly above?: string;
  /** The cursor, in UTF-16 code units. */
  readonly offset: number;
  readonly languageId: string;
  /** Workspace-relative path for the prompt, or a bare name. */
  readonly displayPath: string;
  /** Absolute path with forward slashes, by which other files know this one; the model never sees it. */
  readonly path?: string;
  readonly trigger: 'automatic' | 'invoked';
  /** What the suggest widget has selected, and would put in place of a range: the item begins with it. */
  readonly selected: { readonly text: string; readonly range: Range } | undefined;
  readonly signal: AbortSignal;
}

export interface Completion {
  complete(request: CompletionRequest): Promise<CompletionOutcome>;
  /** The editor was idle at this place: moves the anchor and evaluates the window into the KV cache. */
  warmUp(request: CompletionRequest): Promise<void>;
  /** Nobody looks any more: what goes ahead of the question ends. */
  rest(): void;
  /** The document was closed. */
  forget(session: string): void;
}

/** One sentence for the user; never holds text of the document. */
export function explain(why: NoSuggestion): string {
  switch (why.reason) {
    case 'off':
      return 'Suggestions are turned off.';
    case 'paused':
      return 'Suggestions are paused for some minutes.';
    case 'folder-off':
      return 'Suggestions are turned off in this folder.';
    case 'language-off':
      return `Suggestions are turned off for ${why.languageId} files.`;
    case 'unfocused':
      return 'This window does not have the focus; only the focused window computes.';
    case 'secret-file':
      return `This is a secret file (${why.rule}); the model never sees it.`;
    case 'excluded-file':
      return `This file is excluded by ${why.by}.`;
    case 'too-large':
      return 'This document is too large for suggestions.';
    case 'binary':
      return 'This document holds binary data.';
    case 'long-line':
      return 'The line at the cursor is too long for suggestions.';
    case 'several-cursors':
      return 'There is more than one cursor.';
    case 'prose':
      return 'In Markdown there are suggestions in code blocks, and elsewhere when you ask for one.';
    case 'inside-secret':
      return 'The cursor stands inside a hidden secret.';
    case 'inside-word':
      return 'The cursor stands inside a word.';
    case 'after-statement':
      return 'The line before the cursor is complete.';
    case 'nothing-to-complete':
      return 'There is nothing before the cursor to go on from.';
    case 'empty-answer':
      return 'The model had nothing to add here.';
    case 'not-confident':
      return 'The model was not sure enough; Alt+\\ shows what it has.';
    case 'too-slow':
      return 'The model ran out of time before it had a word; a smaller one is quicker.';
    case 'repeats-suffix':
      return 'The answer only repeated what follows the cursor.';
    case 'repetition':
      return 'The answer repeated itself.';
    case 'wrong-indentation':
      return 'Here Tab indents; there is a suggestion when the line is indented, or when you ask for it.';
    case 'breaks-syntax':
      return 'The answer would have broken the syntax of the file.';
    case 'unsafe-answer':
      return 'The answer looked like a secret and was dropped.';
    case 'cancelled':
      return 'The request was replaced by a newer one.';
    case 'failed':
      return why.error.message;
  }
}
