// Files that speak of the same things as the lines around the cursor: rare names in common, weighted by how rare they are.

import type { CodeIndex } from '../index/codeIndex.ts';
import type { NameInUse } from './namesInUse.ts';
import { folderOf, nameOf, withoutExtension } from './pathTable.ts';

export interface SimilarFile {
  readonly file: number;
  readonly path: string;
  /** 1 for the most similar one. */
  readonly weight: number;
}

const mostNames = 60;
const mostPostings = 3000;
const reachLines = 60;

/** How much a name tells: the fewer files use it, the more. */
export function rarity(term: number, index: CodeIndex): number {
  return Math.max(0, Math.log((index.fileCount + 1) / (index.fileFrequency(term) + 0.5)));
}

/** The names that tell most, nearest and rarest first. */
export function tellingNames(names: Iterable<NameInUse>, index: CodeIndex): { term: number; weight: number }[] {
  return [...names]
    .map(({ term, lines, isImported }) => ({ term, lines, isImported, frequency: index.fileFrequency(term) }))
    .filter(({ frequency }) => frequency > 0 && frequency <= mostPostings)
    .map(({ term, lines, isImported }) => ({
      term,
      weight: rarity(term, index) * (Math.exp(-lines / reachLines) + (isImported ? 0.5 : 0.1)),
    }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, mostNames);
}

/** Most similar first; a file beside the document or named like it counts more. */
export function similarFiles(
  path: string,
  telling: readonly { readonly term: number; readonly weight: number }[],
  index: CodeIndex,
  limit: number,
): SimilarFile[] {
  const own = index.fileId(path);
  const scores = new Map<number, number>();
  for (const { term, weight } of telling) {
    index.eachPosting(term, (file) => {
      if (file !== own) scores.set(file, (scores.get(file) ?? 0) + weight);
    });
  }
  const extension = path.slice(withoutExtension(path).length);
  const ranked = [...scores]
    .map(([file, score]) => ({ file, score: score / Math.sqrt(200 + index.lengthOf(file)) }))
    .sort((a, b) => b.score - a.score || a.file - b.file)
    .slice(0, limit * 3)
    .map(({ file, score }) => {
      const other = index.pathOf(file);
      const near = folderOf(other) === folderOf(path) ? 1.3 : 1;
      return {
        file,
        path: other,
        score: score * near * (other.endsWith(extension) ? 1 : 0.5) * (1 + alike(path, other)),
      };
    })
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, limit);
  const best = ranked[0]?.score ?? 1;
  return ranked.map(({ file, path: other, score }) => ({ file, path: other, weight: score / best }));
}

/** Share of words that two file names have in common: `fooController` and `barController`, `foo.test` and `foo`. */
function alike(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const both = left.filter((word) => right.includes(word)).length;
  return both / Math.max(1, left.length, right.length);
}

function wordsOf(path: string): string[] {
  return (withoutExtension(nameOf(path)).match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map((word) =>
    word.toLowerCase(),
  );
}
