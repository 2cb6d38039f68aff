// Takes off what an answer has too much at its start: a second space behind a space, and empty lines on an empty line.

import type { Place } from '../place.ts';

export function leadingSpace(text: string, { line: { before } }: Place): string {
  if (before.trim() === '') return text.replace(/^(?:[ \t]*\n)+(?=[^\n])/, '');
  return /[ \t]$/.test(before) ? text.replace(/^[ \t]+/, '') : text;
}
