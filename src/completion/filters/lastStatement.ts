// Of a block that was cut off by its length or by time, keeps the statements that are whole, and closes what they opened.

import { opensBody } from '../blocks.ts';
import { closerOf, nestingOf } from '../brackets.ts';
import { indentationOf } from '../indentation.ts';
import type { Place } from '../place.ts';

export function lastStatement(text: string, { line, languageId, isUnfinished }: Place): string {
  const lines = text.trimEnd().split('\n');
  if (!isUnfinished || lines.filter((one) => one.trim() !== '').length < 2) return text;
  let kept = lines.slice(0, -1);
  const opened = (count: number): number => nestingOf(kept.slice(0, count).join('\n'), languageId).open.length;
  for (let count = kept.length; count > 0; count--) {
    const last = kept[count - 1] ?? '';
    if (last.trim() === '' || opensBody(last, languageId)) continue;
    if (opened(count) === 0) return kept.slice(0, count).join('\n');
  }
  // Not even the first statement is whole.
  while (kept.length > 1 && opensBody(kept.at(-1) ?? '', languageId)) kept = kept.slice(0, -1);
  const body = kept.join('\n').trimEnd();
  const whole = line.before + body;
  const { open } = nestingOf(whole, languageId, line.before.length);
  const closers = open
    .filter(({ at }) => at >= line.before.length)
    .reverse()
    .map(({ char, at }) => `\n${indentationOf(whole.slice(whole.lastIndexOf('\n', at) + 1))}${closerOf[char]}`);
  return body + closers.join('');
}
