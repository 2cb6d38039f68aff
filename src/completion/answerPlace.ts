// Where an answer belongs, so that it can be told whether a document has since gone along it and no other way.

import type { CompletionRequest } from './outcome.ts';

export interface AnswerPlace {
  readonly session: string;
  /** Offset in the document where the answer begins. */
  readonly offset: number;
  /** What stood before it, and behind its line: an answer holds only where these still stand. */
  readonly before: string;
  readonly below: string;
}

export type Where = Pick<CompletionRequest, 'session' | 'text' | 'offset'>;

const comparedChars = 1000;

export function answerPlace({ session, text, offset }: Where): AnswerPlace {
  return { session, offset, before: before(text, offset), below: lineBelow(text, offset) };
}

/**
 * What is left of `answer` when its beginning stands between its place and the cursor: '' when all of it does; undefined
 * where anything else does, or the document changed around it.
 */
export function restOfAnswer(answer: string, place: AnswerPlace, { session, text, offset }: Where): string | undefined {
  // A typed line end may be two characters where the answer's is one.
  const isNear = offset >= place.offset && offset - place.offset <= 2 * answer.length;
  if (session !== place.session || !isNear) return undefined;
  const typed = withLineFeeds(text.slice(place.offset, offset));
  if (!answer.startsWith(typed) || lineBelow(text, offset) !== place.below) return undefined;
  return before(text, place.offset) === place.before ? answer.slice(typed.length) : undefined;
}

export function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function before(text: string, offset: number): string {
  return text.slice(Math.max(0, offset - comparedChars), offset);
}

/** From the end of the cursor's line: what the editor closes by itself on that line comes and goes. */
function lineBelow(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return end < 0 ? '' : text.slice(end, end + comparedChars);
}
