// A generous set of recently used files for the peers: what the file imports, then what lies nearest to it.

import type { SourceFile } from './repository.ts';
import type { Task } from './tasks.ts';

/** Copilot looks at so many of its neighbouring tabs. */
export const mostTabs = 20;
const mostImported = 10;

/** Most likely first: imported files in the order of the imports, then files of the same language by distance. */
export function openTabs(
  { file }: Task,
  files: readonly SourceFile[],
  importedBy: (file: SourceFile) => readonly string[],
): SourceFile[] {
  const byPath = new Map(files.map((one) => [one.path, one]));
  const imported = importedBy(file)
    .slice(0, mostImported)
    .flatMap((path) => byPath.get(path) ?? []);
  const near = files
    .filter((one) => one !== file && one.languageId === file.languageId && !imported.includes(one))
    .map((one) => ({ one, distance: distance(file.path, one.path), alike: alike(nameOf(file.path), nameOf(one.path)) }))
    .sort((a, b) => a.distance - b.distance || b.alike - a.alike || (a.one.path < b.one.path ? -1 : 1));
  return [...imported, ...near.map(({ one }) => one)].slice(0, mostTabs);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folders to go up and down. */
function distance(a: string, b: string): number {
  const [from, to] = [a.split('/'), b.split('/')];
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return from.length + to.length - 2 * same;
}

/** Length of the common beginning and end of two names. */
function alike(a: string, b: string): number {
  let front = 0;
  while (front < Math.min(a.length, b.length) && a[front] === b[front]) front++;
  let back = 0;
  while (back < Math.min(a.length, b.length) - front && a.at(-1 - back) === b.at(-1 - back)) back++;
  return front + back;
}
