// What becomes of a model's answer: the filters in their order, each of which may shorten it, mend its start or drop it.

import type { NoSuggestion } from '../outcome.ts';
import type { Place } from '../place.ts';
import { bodyIndentation } from './bodyIndentation.ts';
import { closingLine } from './closingLine.ts';
import { coveredRest, withCloserBelow } from './covered.ts';
import { indentStyle } from './indentStyle.ts';
import { lastStatement } from './lastStatement.ts';
import { leadingSpace } from './leadingSpace.ts';
import { midLine } from './midLine.ts';
import { nextLine } from './nextLine.ts';
import { ownedBrackets } from './ownedBrackets.ts';
import { repeats } from './repeats.ts';
import { scope } from './scope.ts';
import { suffixStart } from './suffixStart.ts';

export interface Filter {
  readonly name: string;
  /** Pure; an empty text drops the answer. */
  apply(text: string, place: Place): string;
  /** What it means when nothing is left. */
  readonly reason: 'empty-answer' | 'repeats-suffix' | 'repetition' | 'wrong-indentation';
}

/** In the order in which they run. */
export const filters: readonly Filter[] = [
  { name: 'leadingSpace', apply: leadingSpace, reason: 'empty-answer' },
  { name: 'indentStyle', apply: indentStyle, reason: 'empty-answer' },
  { name: 'bodyIndentation', apply: bodyIndentation, reason: 'wrong-indentation' },
  { name: 'midLine', apply: midLine, reason: 'repeats-suffix' },
  { name: 'lastStatement', apply: lastStatement, reason: 'empty-answer' },
  { name: 'repeats', apply: repeats, reason: 'repetition' },
  { name: 'suffixStart', apply: suffixStart, reason: 'repeats-suffix' },
  { name: 'nextLine', apply: nextLine, reason: 'repeats-suffix' },
  { name: 'scope', apply: scope, reason: 'empty-answer' },
  { name: 'closingLine', apply: closingLine, reason: 'repeats-suffix' },
  { name: 'ownedBrackets', apply: ownedBrackets, reason: 'repeats-suffix' },
  { name: 'leastChars', apply: leastChars, reason: 'empty-answer' },
];

export type Filtered =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** How many characters of the line's rest the text brings itself. */
      readonly covered: number;
    }
  | { readonly kind: 'none'; readonly why: NoSuggestion };

/** Name of the filter that asks the syntax tree; it runs behind these. */
export const syntaxFilter = 'syntax';

/** Runs an answer through all filters but those named in `without`. */
export function filterAnswer(answer: string, place: Place, without: ReadonlySet<string> = new Set()): Filtered {
  let text = answer.replace(/\r\n?/g, '\n').trimEnd();
  for (const { name, apply, reason } of filters) {
    if (text === '' || without.has(name)) continue;
    text = apply(text, place).trimEnd();
    if (text === '') return { kind: 'none', why: { reason } };
  }
  if (text === '') return { kind: 'none', why: { reason: 'empty-answer' } };
  if (place.isMidLine) return { kind: 'text', text, covered: 0 };
  return { kind: 'text', text: withCloserBelow(text, place), covered: coveredRest(text, place.line.after) };
}

/** Fewer characters than these, beside what the line has already, are not worth the user's glance. */
const leastNew = 2;

function leastChars(text: string, { line, isMidLine, isInvoked }: Place): string {
  const visible = text.replace(/\s/g, '').length;
  const known = isMidLine ? 0 : line.after.slice(0, coveredRest(text, line.after)).replace(/\s/g, '').length;
  return visible - known < (isInvoked ? 1 : leastNew) ? '' : text;
}
