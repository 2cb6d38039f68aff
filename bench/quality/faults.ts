// What each filter earns with a model that knows the answer and errs in one way: the true middle, spoilt as users complain of.

import { filterAnswer, filters } from '../../src/completion/filters/filters.ts';
import { placeOf } from '../../src/completion/place.ts';
import { decideShape, scopeOf } from '../../src/completion/trigger.ts';
import { hasLeftScope } from '../../src/engine/worker/scopeEnd.ts';
import type { Task } from './tasks.ts';

interface Spoilt {
  readonly text: string;
  /** As if it had been cut off by its length. */
  readonly isUnfinished?: boolean;
  /** As good as the true middle. */
  readonly orElse?: string;
}

/** By the complaint; undefined where the task has no place for it. */
const faults: Readonly<Record<string, (task: Task) => Spoilt | undefined>> = {
  'says nothing wrong': ({ middle }) => ({ text: middle }),
  'goes on with what stands below': ({ middle, suffix }) => ({ text: middle + suffix }),
  'goes on with nearly that': ({ middle, suffix }) => {
    const [rest = '', ...below] = suffix.split('\n');
    const near = below.map((line) => line.replace(/;$|,$/, ''));
    return near.join() === below.join() ? undefined : { text: [middle + rest, ...near].join('\n') };
  },
  'says its last line over and over': ({ middle }) => {
    const last = middle.slice(middle.lastIndexOf('\n') + 1);
    const twice = `${middle}\n${last}`;
    return { text: [twice, last, last, last].join('\n'), orElse: twice };
  },
  'closes the block once more': ({ middle, suffix }) => {
    const closer = suffix.split('\n').find((line, number) => number > 0 && line.trim() !== '');
    return closer && /^\s*[)\]}]|^\s*end\b/.test(closer) ? { text: `${middle}\n${closer}` } : undefined;
  },
  'closes brackets that are closed behind it': ({ middle, suffix }) => {
    const closer = /^[ \t]*([)\]}][)\]};,]*)/m.exec(suffix)?.[1];
    return closer === undefined ? undefined : { text: `${middle}${closer}` };
  },
  'begins with a space too many': ({ prefix, middle }) => (/\S $/.test(prefix) ? { text: ` ${middle}` } : undefined),
  'begins with an empty line': ({ prefix, middle }) => (/\n[ \t]*$/.test(prefix) ? { text: `\n${middle}` } : undefined),
  'indents with the other character': ({ middle, prefix }) => {
    const spaces = /\n( +)\S/.exec(prefix) && !prefix.includes('\n\t');
    const text = spaces
      ? middle.replace(/\n +/g, (space) => `\n${'\t'.repeat((space.length - 1) / stepOf(prefix))}`)
      : middle;
    const other = spaces ? text : middle.replace(/\n\t+/g, (space) => `\n${'    '.repeat(space.length - 1)}`);
    return other === middle ? undefined : { text: other };
  },
  'is cut off in its last line': ({ middle }) => {
    const last = middle.lastIndexOf('\n');
    return last < 0 || middle.length - last < 6 ? undefined : { text: middle.slice(0, last + 5), isUnfinished: true };
  },
};

/** Spaces of the least indentation. */
function stepOf(text: string): number {
  return Math.min(8, ...[...text.matchAll(/\n( {2,})\S/g)].map(([, space = '']) => space.length));
}

export const faultsHead = ['', 'answers', 'mended by all', 'without them', 'fewer without one of them'];

/** One row for each fault: how many answers end as the true middle, with all filters, with none, and without one. */
export function faultRows(tasks: readonly Task[]): string[][] {
  const names = filters.map(({ name }) => name);
  return Object.entries(faults).map(([fault, spoil]) => {
    const spoilt = tasks.flatMap((task) => {
      const one = spoil(task);
      return one ? [{ task, ...one }] : [];
    });
    const right = (without: readonly string[]): number =>
      spoilt.filter((one) => isMended(one.task, one, new Set(without))).length;
    const all = right([]);
    const worth = names.map((name) => [name, all - right([name])] as const).filter(([, lost]) => lost !== 0);
    const told = worth.sort(([, a], [, b]) => b - a).map(([name, lost]) => `${name} ${lost}`);
    return [fault, `${spoilt.length}`, `${all}`, `${right(names)}`, told.join(', ') || '–'];
  });
}

/** True where the document with what is left of the answer is the true one, or a beginning of it by whole lines. */
function isMended(
  task: Task,
  { text, isUnfinished = false, orElse = task.middle }: Spoilt,
  without: ReadonlySet<string>,
): boolean {
  const { prefix, suffix, middle, language } = task;
  const document = prefix + suffix;
  const at = { text: document, offset: prefix.length, languageId: language, trigger: 'automatic' } as const;
  const shape = decideShape(at, without);
  if (shape.kind === 'none') return false;
  const place = { ...placeOf(at), isUnfinished };
  const filtered = filterAnswer(asWritten(text, prefix, shape.maxLines), place, without);
  if (filtered.kind === 'none') return false;
  const plain = (code: string): string => code.replace(/[ \t]+$/gm, '').trimEnd();
  const ends = plain(prefix + filtered.text + suffix.slice(filtered.covered));
  if ([middle, orElse].some((good) => ends === plain(prefix + good + suffix))) return true;
  const lines = middle.split('\n');
  const isBeginning = lines.some(
    (_, count) => count > 0 && plain(lines.slice(0, count).join('\n')) === plain(filtered.text),
  );
  return isUnfinished && filtered.covered === 0 && isBeginning;
}

/** As far as the worker lets a model write. */
function asWritten(text: string, prefix: string, maxLines: number): string {
  const lines = text.split('\n').slice(0, maxLines);
  if (maxLines === 1) return lines.join('\n');
  const scope = scopeOf(prefix.slice(prefix.lastIndexOf('\n') + 1));
  const count = lines.findIndex((_, number) => hasLeftScope(lines.slice(0, number + 1).join('\n'), scope));
  return lines.slice(0, count < 0 ? lines.length : count + 1).join('\n');
}
