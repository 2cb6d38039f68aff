// Leaves out the line that closes a block where the line below closes it already.

import { closesBody, continuesBody } from '../blocks.ts';
import { depthOf } from '../indentation.ts';
import { firstCodeLine, type Place } from '../place.ts';

export function closingLine(text: string, { line, below }: Place): string {
  const next = firstCodeLine(below);
  if (next === undefined || !closesBody(next)) return text;
  const lines = text.split('\n');
  const at = lines.findIndex((one, number) => {
    if (number === 0 && line.before.trim() !== '') return false;
    const whole = number === 0 ? line.before + one : one;
    return (
      depthOf(whole) === depthOf(next) &&
      !opensItself(lines.slice(0, number), whole, line.before) &&
      closesBody(whole) &&
      !continuesBody(whole) &&
      closerOf(whole) === closerOf(next)
    );
  });
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

/** A line of the answer's own opened, at that depth, what this line closes. */
function opensItself(lines: readonly string[], closing: string, before: string): boolean {
  const depth = depthOf(closing);
  const last = lines.findLast((line, number) => {
    if (line.trim() === '' || (number === 0 && before.trim() !== '')) return false;
    return depthOf(number === 0 ? before + line : line) === depth;
  });
  return last !== undefined && (!closesBody(last) || continuesBody(last));
}

/** The bracket or the word. */
function closerOf(line: string): string {
  return /^\s*([)\]}]|<\/\S*|\w+)/.exec(line)?.[1] ?? '';
}
