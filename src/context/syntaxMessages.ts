// What the editor's thread and the parsing thread say to each other: plain data, checked on arrival where it is used.

import type { Binding } from '../base/range.ts';

/** Replaces `[start, oldEnd)` of the document's text; a new document has an empty text. */
export interface EditMessage {
  readonly kind: 'edit';
  /** Names the answer. */
  readonly id: number;
  readonly key: string;
  readonly languageId: string;
  readonly start: number;
  readonly oldEnd: number;
  readonly inserted: string;
}

export type SyntaxRequest = EditMessage | { readonly kind: 'forget'; readonly key: string };

export type SyntaxReply =
  /** Answers one edit; undefined: the language cannot be parsed, or the text takes too long. */
  | { readonly kind: 'bindings'; readonly id: number; readonly bindings: readonly Binding[] | undefined }
  /** Something is broken, such as a grammar's file; the thread goes on. */
  | { readonly kind: 'failure'; readonly error: unknown };
