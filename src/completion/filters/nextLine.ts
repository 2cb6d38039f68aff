// Drops what nearly repeats the next line: fewer than a tenth of its characters differ.

import { isCommonplace } from '../blocks.ts';
import { depthOf } from '../indentation.ts';
import { firstCodeLine, lastCodeLine, type Place } from '../place.ts';
import { longChars } from './suffixStart.ts';

const mostShare = 0.1;
const mostChars = 400;

export function nextLine(text: string, { line, above, below }: Place): string {
  const found = firstCodeLine(below);
  if (found === undefined || isCommonplace(found)) return text;
  const next = found.trim();
  const lines = text.split('\n');
  const at = lines.findIndex((one, number) => {
    if (one.trim() === '') return false;
    const whole = number === 0 ? line.before + one : one;
    if (next.length < longChars && depthOf(whole) !== depthOf(found)) return false;
    // In a row of lines that differ by a letter each, one more such line is what is wanted.
    const previous = lastCodeLine(
      number === 0 ? above : [line.before + lines[0], ...lines.slice(1, number)].join('\n'),
    );
    return isNear(whole.trim(), next) && !(previous !== undefined && isNear(previous.trim(), next));
  });
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

function isNear(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  const limit = Math.ceil(length * mostShare) - 1;
  if (length === 0 || length > mostChars || Math.abs(a.length - b.length) > limit) return false;
  return distanceWithin(a, b, limit);
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
