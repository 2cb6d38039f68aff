// Types the true first line of a task key by key, and watches whether the ghost text stays what it was.

import type { Completion } from '../../src/completion/outcome.ts';
import { pathOf, type Task } from './tasks.ts';

export interface Steadiness {
  readonly keys: number;
  /** Keys after which ghost text stands there. */
  readonly shown: number;
  /** Keys that typed what the ghost text before them said, with more of it to come. */
  readonly along: number;
  /** Of these, keys after which other ghost text stands there, or none. */
  readonly alongReplaced: number;
  readonly alongGone: number;
  /** Keys that typed something else than the ghost text before them. */
  readonly apart: number;
  /** Of these, keys after which other ghost text stands there at once. */
  readonly apartReplaced: number;
}

type Counts = { -readonly [name in keyof Steadiness]: number };

const nothing: Steadiness = {
  ...{ keys: 0, shown: 0, along: 0, alongReplaced: 0, alongGone: 0, apart: 0, apartReplaced: 0 },
};

/** As fast as answers come; `number` tells the tasks apart. */
export async function typeTask(task: Task, number: number, completion: Completion): Promise<Steadiness> {
  const counts: Counts = { ...nothing };
  const session = `typing ${number}`;
  const line = /^\s*[^\n]*/.exec(task.middle)?.[0] ?? '';
  let before = '';
  for (let length = 0; length <= line.length; length++) {
    const typed = task.prefix + line.slice(0, length);
    const outcome = await completion.complete({
      session,
      text: typed + task.suffix,
      offset: typed.length,
      languageId: task.language,
      displayPath: pathOf(task),
      trigger: 'automatic',
      selected: undefined,
      signal: new AbortController().signal,
    });
    const now = outcome.kind === 'item' ? outcome.item.text : '';
    if (length > 0) count(counts, { before, key: line[length - 1] ?? '', now });
    before = now;
  }
  completion.forget(session);
  return counts;
}

/** What is left of it must be worth showing on its own. */
const leastLeft = 2;

export function count(counts: Counts, { before, key, now }: { before: string; key: string; now: string }): void {
  counts.keys++;
  if (now !== '') counts.shown++;
  if (before === '') return;
  if (!before.startsWith(key)) {
    counts.apart++;
    if (now !== '') counts.apartReplaced++;
    return;
  }
  const left = before.slice(key.length);
  if (left.replace(/\s/g, '').length < leastLeft) return;
  counts.along++;
  if (now === '') counts.alongGone++;
  // More may come behind it: what stands there stays where it is.
  else if (!now.startsWith(left)) counts.alongReplaced++;
}

export function sumOf(all: readonly Steadiness[]): Steadiness {
  const sum: Counts = { ...nothing };
  for (const one of all) for (const name of Object.keys(sum) as (keyof Steadiness)[]) sum[name] += one[name];
  return sum;
}

export const steadinessHead = ['', 'keys', 'ghost text', 'as said', 'replaced', 'gone', 'otherwise', 'replaced'];

export function steadinessRow(name: string, sum: Steadiness): string[] {
  const of = (part: number, all: number): string => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`);
  return [
    ...[name, `${sum.keys}`, of(sum.shown, sum.keys), `${sum.along}`],
    ...[of(sum.alongReplaced, sum.along), of(sum.alongGone, sum.along)],
    ...[`${sum.apart}`, of(sum.apartReplaced, sum.apart)],
  ];
}
