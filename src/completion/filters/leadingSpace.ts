// Takes off what an answer has too much at its start: a second space behind a space, and empty lines on an empty line.

import { nestingOf } from '../brackets.ts';
import type { Place } from '../place.ts';

export function leadingSpace(text: string, { line: { before }, languageId }: Place): string {
  if (before.trim() === '') return text.replace(/^(?:[ \t]*\n)+(?=[^\n])/, '');
  if (!/[ \t]$/.test(before) || nestingOf(before, languageId).inside === 'text') return text;
  // A comment behind code may be set apart.
  return text.replace(/^[ \t]+(?!\s|#|\/[/*]|--)/, '');
}
