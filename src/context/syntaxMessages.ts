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

/** An answer of the model as it could be put into the document, perhaps with what closes it so that it can be judged. */
export interface Candidate {
  /** Takes the place of the text from `JudgeMessage.start` to here. */
  readonly oldEnd: number;
  readonly inserted: string;
  /** How much of it is the answer; the rest only completes it. */
  readonly length: number;
}

/** Which of the candidates is the first that breaks nothing? */
export interface JudgeMessage {
  readonly kind: 'judge';
  /** Names the answer. */
  readonly id: number;
  readonly key: string;
  readonly start: number;
  readonly candidates: readonly Candidate[];
}

/** What the offset stands in: a text or comment, a body with nothing in it, or other code. */
export type SyntaxPlace = 'text' | 'empty-body' | 'code';

/** What does this offset of the document stand in? */
export interface PlaceMessage {
  readonly kind: 'place';
  /** Names the answer. */
  readonly id: number;
  readonly key: string;
  readonly offset: number;
}

export type SyntaxRequest =
  | EditMessage
  | JudgeMessage
  | PlaceMessage
  | { readonly kind: 'forget'; readonly key: string };

export type SyntaxReply =
  /** Answers one edit; undefined: the language cannot be parsed, or the text takes too long. */
  | { readonly kind: 'bindings'; readonly id: number; readonly bindings: readonly Binding[] | undefined }
  /** Answers one question; -1: none of them; undefined: not known, or it takes too long. */
  | { readonly kind: 'judged'; readonly id: number; readonly first: number | undefined }
  /** Answers one question; undefined: not known. */
  | { readonly kind: 'placed'; readonly id: number; readonly place: SyntaxPlace | undefined }
  /** Something is broken, such as a grammar's file; the thread goes on. */
  | { readonly kind: 'failure'; readonly error: unknown };
