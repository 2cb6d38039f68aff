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
      closesBody(whole) &&
      !continuesBody(whole) &&
      closerOf(whole) === closerOf(next)
    );
  });
  return at < 0 ? text : lines.slice(0, at).join('\n');
}

/** The bracket or the word. */
function closerOf(line: string): string {
  return /^\s*([)\]}]|<\/\S*|\w+)/.exec(line)?.[1] ?? '';
}
