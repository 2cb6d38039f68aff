// Ranges of what a pattern's groups match in one line.

import type { Range } from '../base/range.ts';

/** Range of a group of a match made with the flag `d`. */
export function groupRange(match: RegExpMatchArray, group: number): Range | undefined {
  const indices = match.indices?.[group];
  return indices && { start: indices[0], end: indices[1] };
}

/** Ranges of group 1 of each match whose values `isSecret` takes. */
export function findGroups(line: string, pattern: RegExp, isSecret: (match: RegExpMatchArray) => boolean): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(pattern)) {
    const range = isSecret(match) ? groupRange(match, 1) : undefined;
    if (range && range.end > range.start) found.push(range);
  }
  return found;
}
