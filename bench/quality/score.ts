// How good one shown suggestion is against the text that really stood there: pure functions over the two texts.

import type { CompletionItem } from '../../src/completion/outcome.ts';
import type { Task } from './tasks.ts';

export interface Score {
  /** The first line with anything on it is the true one, to its end. */
  readonly isExact: boolean;
  /** The first line is a beginning of the true one, or is it: right as far as it goes. */
  readonly isRightSoFar: boolean;
  /** 1 less the edit distance over the longer length, between the shown lines and as many of the true ones. */
  readonly similarity: number;
  /** The shown text goes on beyond the end of the true middle. */
  readonly isOverrun: boolean;
}

/** What an item that lies over closed brackets brings of them itself counts as true there. */
export function scoreItem(item: CompletionItem, { middle, suffix }: Task, cursor: number): Score {
  const shown = lines(item.text);
  const truth = lines(middle + suffix.slice(0, item.range.end - cursor));
  const first = firstFilled(shown);
  const shownFirst = shown.slice(0, first + 1).join('\n');
  const truthFirst = truth.slice(0, firstFilled(truth) + 1).join('\n');
  return {
    isExact: shownFirst === truthFirst,
    isRightSoFar: truthFirst.startsWith(shownFirst),
    similarity: editSimilarity(shown.join('\n'), truth.slice(0, shown.length).join('\n')),
    isOverrun: goesBeyond(shown, truth),
  };
}

/** The document with the item in it. */
export function withItem({ prefix, suffix }: Task, item: CompletionItem): string {
  const text = prefix + suffix;
  return text.slice(0, item.range.start) + item.text + text.slice(item.range.end);
}

/** Without the blank at line ends, nor blank lines at the end. */
function lines(text: string): string[] {
  return text
    .replace(/[ \t\r]+$/gm, '')
    .trimEnd()
    .split('\n');
}

function firstFilled(all: readonly string[]): number {
  return Math.max(
    0,
    all.findIndex((line) => line.trim() !== ''),
  );
}

/** More lines than there were, or the true last line and more behind it. */
function goesBeyond(shown: readonly string[], truth: readonly string[]): boolean {
  if (shown.length !== truth.length) return shown.length > truth.length;
  const [own = '', last = ''] = [shown.at(-1), truth.at(-1)];
  return own.length > last.length && own.startsWith(last);
}

export function editSimilarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer;
}

/** Levenshtein's, in UTF-16 code units. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
