// Lays an answer over the brackets and quotes that the editor closed by itself.

import { closerOf } from '../brackets.ts';
import { indentationOf } from '../indentation.ts';
import type { Place } from '../place.ts';

/**
 * How many characters of `rest`, which the editor closed by itself, the text closes too: brackets that it closes
 * without opening them, and quotes that it ends, in the order of the rest.
 */
export function coveredRest(text: string, rest: string): number {
  const open: string[] = [];
  let covered = 0;
  for (const char of text) {
    const next = rest[covered];
    if (next === undefined) break;
    if (open.at(-1) === char) open.pop();
    else if (closerOf[char]) open.push(closerOf[char]);
    else if (char === next && open.length === 0) covered++;
  }
  // A space is met in any text; it counts only with the bracket or quote behind it.
  return rest.slice(0, covered).trimEnd().length;
}

/** A block that leaves its closing bracket to the rest of the line puts it on a line of its own. */
export function withCloserBelow(text: string, { line: { before, after } }: Place): string {
  if (!text.includes('\n') || !/^\s*[)\]}]/.test(after) || coveredRest(text, after) > 0) return text;
  return `${text}\n${indentationOf(before)}`;
}
