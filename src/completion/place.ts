// What stands around the cursor, as the filters of an answer see it: plain texts, cut to what can matter.

import type { CompletionRequest } from './outcome.ts';
import { type CursorLine, cursorLine, restIsClosers } from './trigger.ts';

export interface Place {
  readonly line: CursorLine;
  /** Whole lines above the cursor's line, each with its line feed. */
  readonly above: string;
  /** Whole lines below the cursor's line, without carriage returns. */
  readonly below: string;
  /** Of the code at the cursor: in a Markdown file that of the code block. */
  readonly languageId: string;
  readonly isInvoked: boolean;
  /** Only what fits before the rest of the line is wanted. */
  readonly isMidLine: boolean;
  /** The answer was cut off by its length or by time. */
  readonly isUnfinished: boolean;
}

/** UTF-16 code units above and below. */
const mostAbove = 8192;
const mostBelow = 4096;

export function placeOf({
  text,
  offset,
  languageId,
  trigger,
}: Pick<CompletionRequest, 'text' | 'offset' | 'languageId' | 'trigger'>): Place {
  const line = cursorLine(text, offset);
  const lineStart = offset - line.before.length;
  const lineEnd = text.indexOf('\n', offset);
  const from = lineStart - mostAbove;
  const above = text.slice(from > 0 ? text.indexOf('\n', from) + 1 : 0, lineStart);
  const below = lineEnd < 0 ? '' : text.slice(lineEnd + 1, lineEnd + 1 + mostBelow);
  return {
    line,
    above: withLineFeeds(above),
    below: withLineFeeds(below),
    languageId,
    isInvoked: trigger === 'invoked',
    isMidLine: !restIsClosers(line.after),
    isUnfinished: false,
  };
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** The first line with something on it. */
export function firstCodeLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}

/** The last line with something on it. */
export function lastCodeLine(text: string): string | undefined {
  return text.split('\n').findLast((line) => line.trim() !== '');
}
