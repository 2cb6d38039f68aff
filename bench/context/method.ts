// What every way to find context gives for a task, and how a budget of tokens is filled with it, the same for all.

import type { Range } from '../../src/base/range.ts';
import { namesIn, type SourceFile } from './repository.ts';
import type { Task } from './tasks.ts';

/** Whole lines of a file, best first in a list. */
export interface Found {
  readonly path: string;
  readonly pieces: readonly Range[];
}

export type Method = (task: Task) => readonly Found[];

export interface Packing {
  readonly root: string;
  readonly files: ReadonlyMap<string, SourceFile>;
  countTokens(text: string): number;
}

/** Two tokens are what the prompt's layout needs beside path and text. */
const layoutTokens = 2;

/**
 * The snippets that the budget holds: whole ones, best first, one that does not fit passed over, as the product does.
 * With `crops` the first that does not fit is cut at a line's end instead, and ends the list.
 */
export function fillBudget(
  found: readonly Found[],
  task: Task,
  budgetTokens: number,
  packing: Packing,
  crops: boolean,
): Found[] {
  const fitting: Found[] = [];
  let left = budgetTokens;
  for (const snippet of found) {
    const tokens = tokensOf(snippet, task, packing);
    if (tokens <= left) {
      left -= tokens;
      fitting.push(snippet);
    } else if (crops) {
      const cropped = cropTo(snippet, task, left, packing);
      return cropped ? [...fitting, cropped] : fitting;
    }
  }
  return fitting;
}

function tokensOf({ path, pieces }: Found, task: Task, packing: Packing): number {
  const source = textOf(path, task, packing);
  const text = joinPieces(pieces.map(({ start, end }) => source.slice(start, end)));
  return packing.countTokens(path.slice(packing.root.length)) + packing.countTokens(text) + layoutTokens;
}

/** As the product joins them: what is left out between two is a line of dots. */
export function joinPieces(pieces: readonly string[]): string {
  return pieces.join('...\n');
}

function cropTo({ path, pieces }: Found, task: Task, budgetTokens: number, packing: Packing): Found | undefined {
  const [piece] = pieces;
  if (!piece) return undefined;
  const text = textOf(path, task, packing);
  const ends = lineEnds(text, piece);
  let [fits, tooMany] = [0, ends.length];
  const upTo = (lines: number): Found => ({
    path,
    pieces: [{ start: piece.start, end: ends[lines - 1] ?? piece.start }],
  });
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (tokensOf(upTo(middle), task, packing) <= budgetTokens) fits = middle;
    else tooMany = middle;
  }
  return fits === 0 ? undefined : upTo(fits);
}

function lineEnds(text: string, { start, end }: Range): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) ends.push(at);
  return [...ends, end];
}

export function textOf(path: string, task: Task, { files }: Packing): string {
  return path === task.file.path ? task.text : (files.get(path)?.text ?? '');
}

/** Which of the task's identifiers stand in code within the snippets: no import, no comment, no text. */
export function shownNames(found: readonly Found[], task: Task, packing: Packing): Set<string> {
  const wanted = new Set(task.wanted);
  const shown = new Set<string>();
  for (const { path, pieces } of found) {
    const { file } = task;
    const names =
      path === file.path ? namesIn(task.text, file.languageId, importsLeft(task)) : packing.files.get(path)?.names;
    for (const { name, start, end } of names ?? []) {
      if (wanted.has(name) && pieces.some((piece) => piece.start <= start && end <= piece.end)) shown.add(name);
    }
  }
  return shown;
}

/** The file's imports, moved by what was taken out. */
function importsLeft({ file, text, offset }: Task): Range[] {
  const gone = file.text.length - text.length;
  return file.outline.imports
    .filter(({ range }) => range.end <= offset || range.start >= offset + gone)
    .map(({ range }) => (range.end <= offset ? range : { start: range.start - gone, end: range.end - gone }));
}
