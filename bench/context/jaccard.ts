// Open tabs' windows by Jaccard similarity to the lines above the cursor, as Copilot's neighbouring tabs choose them.

import type { Found } from './method.ts';
import type { Source } from './repository.ts';

const windowLines = 60;
const mostSnippets = 4;

/** English words and keywords that tell nothing, as Copilot leaves such out. */
const stopWords = new Set(
  (
    'a an and are as at be by do for from has have if in is it its not of on or so such that the their then there ' +
    'these they this to was what when where which with abstract assert async await boolean break case catch char ' +
    'class const continue debugger def default delete double elif else enum except export extends false final ' +
    'finally float fn function goto implements import instanceof int interface let long match module new nil none ' +
    'null package pass private protected public raise return self short static struct super switch throw throws ' +
    'true try type typeof undefined use using var void volatile while yield'
  ).split(' '),
);

/** `above`: the lines up to the cursor. The best window of each tab, of these the four best. */
export function jaccardWindows(above: string, tabs: readonly Source[]): Found[] {
  const reference = new Set(above.split('\n').slice(-windowLines).flatMap(wordsOf));
  return tabs
    .flatMap((tab) => bestWindow(reference, tab) ?? [])
    .sort((a, b) => b.score - a.score)
    .slice(0, mostSnippets);
}

function wordsOf(line: string): string[] {
  return (line.match(/[A-Za-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word.toLowerCase()));
}

function bestWindow(reference: ReadonlySet<string>, { path, text }: Source): (Found & { score: number }) | undefined {
  const lines = text.split('\n');
  const words = lines.map(wordsOf);
  const counts = new Map<string, number>();
  let shared = 0;
  let best = { score: 0, line: 0 };
  const last = Math.max(1, lines.length - windowLines + 1);
  const add = (word: string): void => {
    const count = counts.get(word) ?? 0;
    if (count === 0 && reference.has(word)) shared++;
    counts.set(word, count + 1);
  };
  const remove = (word: string): void => {
    const count = counts.get(word) ?? 0;
    if (count > 1) counts.set(word, count - 1);
    else {
      counts.delete(word);
      if (reference.has(word)) shared--;
    }
  };
  for (const line of words.slice(0, windowLines - 1)) line.forEach(add);
  for (let line = 0; line < last; line++) {
    words[line + windowLines - 1]?.forEach(add);
    const score = shared / Math.max(1, reference.size + counts.size - shared);
    if (score > best.score) best = { score, line };
    words[line]?.forEach(remove);
  }
  if (best.score === 0) return undefined;
  return { path, pieces: [linesAt(lines, best.line, windowLines)], score: best.score };
}

/** Offsets of `count` lines from line `from` on, without the last line break. */
export function linesAt(lines: readonly string[], from: number, count: number): { start: number; end: number } {
  const start = lines.slice(0, from).reduce((sum, line) => sum + line.length + 1, 0);
  const taken = lines.slice(from, from + count);
  return { start, end: start + taken.reduce((sum, line) => sum + line.length + 1, -1) };
}
