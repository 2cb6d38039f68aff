// Drops what nearly repeats the next line: fewer than a tenth of its characters differ. The same line is `suffixStart`'s.

import { isCommonplace } from '../blocks.ts';
import { depthOf } from '../indentation.ts';
import { firstCodeLine, type Place } from '../place.ts';
import { longChars } from './suffixStart.ts';

const mostShare = 0.1;
const mostChars = 400;

export function nextLine(text: string, { line, below }: Place): string {
  const found = firstCodeLine(below);
  if (found === undefined || isCommonplace(found)) return text;
  const next = found.trim();
  const lines = text.split('\n');
  const at = lines.findIndex((one, number) => {
    if (one.trim() === '') return false;
    const whole = number === 0 ? line.before + one : one;
    if (next.length < longChars && depthOf(whole) !== depthOf(found)) return false;
    return isNear(whole.trim(), next);
  });
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

function isNear(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  const limit = Math.ceil(length * mostShare) - 1;
  if (a === b || length > mostChars || Math.abs(a.length - b.length) > limit) return false;
  return haveSameWords(a, b) && distanceWithin(a, b, limit);
}

const wordsOf = (line: string): readonly string[] => line.match(/[\p{L}\p{N}_$]+/gu) ?? [];

/** Lines of a row differ in a name or a number; what repeats differs in signs, or in a word's last letter. */
function haveSameWords(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return left.length === right.length && left.every((word, number) => isSameWord(word, right[number] ?? ''));
}

function isSameWord(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return a === b || (shorter.length >= 4 && longer.length === shorter.length + 1 && longer.startsWith(shorter));
}

/** Whether at most `limit` insertions, deletions and replacements lead from one to the other (Levenshtein, in a band). */
function distanceWithin(a: string, b: string, limit: number): boolean {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = new Array<number>(b.length + 1).fill(limit + 1);
    if (i <= limit) next[0] = i;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? limit) + 1, (next[j - 1] ?? limit) + 1);
    }
    row = next;
  }
  return (row[b.length] ?? limit + 1) <= limit;
}
