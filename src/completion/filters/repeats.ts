// Ends an answer before it says the same for the third time.

import { isCommonplace } from '../blocks.ts';
import type { Place } from '../place.ts';

/** Lines that may repeat together. */
const longestPeriod = 4;
const linesAbove = 8;
const inLine = /^(.*?\S)??(\S.{5,60}?)\2{2,}/;
const mostLineChars = 400;

export function repeats(text: string, { line, above }: Place): string {
  const aboveLines = above.split('\n').slice(-linesAbove - 1, -1);
  const [first = '', ...others] = text.split('\n');
  const lines = [...aboveLines, line.before + first, ...others];
  for (let end = aboveLines.length + 1; end <= lines.length; end++) {
    for (let period = 1; period <= longestPeriod; period++) {
      if (!endsThreefold(lines.slice(0, end), period)) continue;
      const kept = end - period - aboveLines.length;
      return kept <= 0 ? '' : [first, ...others].slice(0, kept).join('\n');
    }
  }
  return [first, ...others].map(once).join('\n');
}

function endsThreefold(lines: readonly string[], period: number): boolean {
  if (lines.length < 3 * period) return false;
  const last = lines.slice(-period).map((line) => line.trim());
  if (last.every((line) => line === '' || isCommonplace(line))) return false;
  return last.every((line, number) => {
    const at = lines.length - period + number;
    return lines[at - period]?.trim() === line && lines[at - 2 * period]?.trim() === line;
  });
}

/** Within a line: what repeats is said once, and what follows is left out. */
function once(line: string): string {
  if (line.length > mostLineChars) return line;
  const found = inLine.exec(line);
  if (!found || !/[\p{L}]/u.test(found[2] ?? '')) return line;
  return `${found[1] ?? ''}${found[2] ?? ''}`.replace(/[\s.,;:+*/|&-]+$/, '');
}
