// Ends an answer where it reaches the first line that stands below the cursor already.

import { isCommonplace } from '../blocks.ts';
import { depthOf } from '../indentation.ts';
import { firstCodeLine, type Place } from '../place.ts';

/** A line as long as this is the same wherever it stands; a shorter one counts only at the same depth. */
export const longChars = 24;

export function suffixStart(text: string, { line, below }: Place): string {
  const next = firstCodeLine(below);
  if (next === undefined || isCommonplace(next)) return text;
  const wanted = next.trim();
  const lines = text.split('\n');
  const at = lines.findIndex((one, number) => {
    if (one.trim() === '') return false;
    const whole = number === 0 ? line.before + one : one;
    return whole.trim() === wanted && (wanted.length >= longChars || depthOf(whole) === depthOf(next));
  });
  return at < 0 ? text : lines.slice(0, at).join('\n');
}
