// What a run over tasks comes to: the shares that the benchmark prints, by language and in all, and the gate's curve.

import type { Answered } from './ask.ts';

/** Shares from 0 to 1; all but `shown` are shares of what is shown, 0 where nothing is. */
export interface Tally {
  readonly tasks: number;
  readonly shown: number;
  readonly exactMatch: number;
  readonly editSimilarity: number;
  readonly parses: number;
  readonly overrun: number;
  /** The first line is right as far as it goes. */
  readonly rightSoFar: number;
}

export function tallyOf(answers: readonly Answered[]): Tally {
  const shown = answers.flatMap((answer) => answer.shown ?? []);
  const parsed = shown.filter(({ isParsed }) => isParsed !== undefined);
  return {
    tasks: answers.length,
    shown: share(answers, (answer) => answer.shown !== undefined),
    exactMatch: share(shown, ({ isExact }) => isExact),
    editSimilarity: mean(shown.map(({ similarity }) => similarity)),
    parses: share(parsed, ({ isParsed }) => isParsed === true),
    overrun: share(shown, ({ isOverrun }) => isOverrun),
    rightSoFar: share(shown, ({ isRightSoFar }) => isRightSoFar),
  };
}

/** What leaving a part out does, task by task: a share alone hides what is won and lost at once. */
export function changesOf(answers: readonly Answered[], whole: readonly Answered[]): string[] {
  const pairs = answers.map((answer, at) => [answer.shown, whole[at]?.shown] as const);
  const count = (is: (now: Answered['shown'], then: Answered['shown']) => boolean): string =>
    `${pairs.filter(([now, then]) => is(now, then)).length}`;
  const isRight = (shown: Answered['shown']): boolean => shown?.isExact === true;
  const isBroken = (shown: Answered['shown']): boolean => shown?.isParsed === false;
  return [
    count((now, then) => now?.text !== then?.text),
    count((now, then) => isRight(now) && !isRight(then)),
    count((now, then) => isRight(then) && !isRight(now)),
    count((now, then) => isBroken(now) && !isBroken(then)),
    count((now, then) => isBroken(then) && !isBroken(now)),
  ];
}

export const changesHead = ['changed', 'right +', 'right −', 'broken +', 'broken −'];

export function byLanguage(answers: readonly Answered[]): [language: string, Answered[]][] {
  const groups = new Map<string, Answered[]>();
  for (const answer of answers) {
    const group = groups.get(answer.task.language) ?? [];
    group.push(answer);
    groups.set(answer.task.language, group);
  }
  return [...groups];
}

export const tallyHead = ['', 'tasks', 'shown', 'exact', 'so far', 'similar', 'parses', 'over-run'];

export function tallyRow(name: string, tally: Tally): string[] {
  const { shown, exactMatch, rightSoFar, editSimilarity, parses, overrun } = tally;
  const shares = [shown, exactMatch, rightSoFar, editSimilarity, parses, overrun];
  return [name, `${tally.tasks}`, ...shares.map((value) => `${(100 * value).toFixed(1)} %`)];
}

/** Why nothing was shown, the most frequent first. */
export function reasonsOf(answers: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of answers) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none';
}

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return mean(all.map((one) => (is(one) ? 1 : 0)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
