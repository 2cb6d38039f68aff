// Files that speak of the same things as the lines around the cursor: rare names in common, weighted by how rare they are.

import type { CodeIndex } from '../index/codeIndex.ts';
import { createFamilyCheck } from './languageFamily.ts';
import type { NameInUse } from './namesInUse.ts';
import { folderOf, nameOf, withoutExtension } from './pathTable.ts';

export interface SimilarFile {
  readonly file: number;
  readonly path: string;
  /** 1 for the most similar one. */
  readonly weight: number;
}

const mostNames = 40;
const reachLines = 60;
/** Uses further away, and names of more files, tell too little for what they cost. */
const mostLines = 180;
const mostShare = 0.04;
const leastCommon = 60;

/** How much a name tells: the fewer files use it, the more. */
export function rarity(term: number, index: CodeIndex): number {
  return rarityOf(index.fileFrequency(term), index);
}

function rarityOf(frequency: number, index: CodeIndex): number {
  return Math.max(0, Math.log((index.fileCount + 1) / (frequency + 0.5)));
}

/** The names that tell most, nearest and rarest first. */
export function tellingNames(names: Iterable<NameInUse>, index: CodeIndex): { term: number; weight: number }[] {
  const common = Math.max(leastCommon, mostShare * index.fileCount);
  return [...names]
    .filter(({ lines, isImported }) => isImported || lines <= mostLines)
    .map(({ term, lines, isImported }) => ({ term, lines, isImported, frequency: index.fileFrequency(term) }))
    .filter(({ frequency }) => frequency > 0 && frequency <= common)
    .map(({ term, lines, isImported, frequency }) => ({
      term,
      weight: rarityOf(frequency, index) * (Math.exp(-lines / reachLines) + (isImported ? 0.5 : 0.1)),
    }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, mostNames);
}

/** Most similar first; a file beside the document or named like it counts more. */
export function similarFiles(
  { path, languageId }: { readonly path: string; readonly languageId: string },
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
  const isOfFamily = createFamilyCheck(languageId);
  const ranked = [...scores]
    .map(([file, score]) => ({ file, score: score / Math.sqrt(200 + index.lengthOf(file)) }))
    .sort((a, b) => b.score - a.score || a.file - b.file)
    .slice(0, limit * 6)
    .flatMap(({ file, score }) => {
      const other = index.pathOf(file);
      if (!isOfFamily(other)) return [];
      const near = folderOf(other) === folderOf(path) ? 1.3 : 1;
      return [{ file, path: other, score: score * near * (1 + alike(path, other)) }];
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
