// Turns the model's answer into what is inserted: cut where it leaves its place, and laid over closed brackets.

import type { NoSuggestion } from './outcome.ts';
import { type CursorLine, restIsClosers } from './trigger.ts';

export interface Answer {
  readonly text: string;
  readonly line: CursorLine;
  /** What stands below the cursor's line. */
  readonly below: string;
  readonly invoked: boolean;
}

export type Trimmed =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** How many characters of the line's rest the text brings itself. */
      readonly covered: number;
    }
  | { readonly kind: 'none'; readonly why: NoSuggestion };

/** Fewer visible characters than these are not worth the user's glance. */
const leastChars = 2;

export function trimAnswer(answer: Answer): Trimmed {
  const { line, below } = answer;
  let text = answer.text.replace(/\r\n?/g, '\n').trimEnd();
  if (restIsClosers(line.after)) text = cutAtDedent(text, line.before);
  else text = withoutRest(text.split('\n', 1)[0] ?? '', line.after);
  text = cutAtBelow(text, below).trimEnd();
  if (answer.text.trim() !== '' && text.trim() === '') return { kind: 'none', why: { reason: 'repeats-suffix' } };
  const visible = text.replace(/\s/g, '').length;
  if (visible === 0 || (visible < leastChars && !answer.invoked)) {
    return { kind: 'none', why: { reason: 'empty-answer' } };
  }
  return { kind: 'text', text, covered: restIsClosers(line.after) ? coveredRest(text, line.after) : 0 };
}

/** Ends a block at the first line that is indented less than the cursor's own; closing lines of that block may stay. */
export function cutAtDedent(text: string, before: string): string {
  const indentation = /^\s*/.exec(before)?.[0].length ?? 0;
  const lines = text.split('\n');
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    const own = /^\s*/.exec(line)?.[0].length ?? 0;
    if (own < indentation) return lines.slice(0, i).join('\n');
    // Back at the cursor's own depth after a block: only what closes it belongs to it.
    if (own === indentation && before.trim() !== '') {
      return lines.slice(0, /^\s*[)\]}]/.test(line) ? i + 1 : i).join('\n');
    }
  }
  return text;
}

/** Ends the text before a line that stands below the cursor already; lone brackets repeat everywhere and do not count. */
export function cutAtBelow(text: string, below: string): string {
  const next = below
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
  if (next === undefined || !/[\p{L}\p{N}]/u.test(next)) return text;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trim() === next);
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

/** In mid-line: what fits before the rest of the line, so without the rest's own beginning at its end. */
export function withoutRest(text: string, rest: string): string {
  const known = rest.trimEnd();
  if (known.trimStart() !== '' && known.trimStart().startsWith(text.trim())) return '';
  for (let length = Math.min(text.length, known.length); length > 0; length--) {
    if (text.endsWith(known.slice(0, length))) return text.slice(0, text.length - length);
  }
  return text;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

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
