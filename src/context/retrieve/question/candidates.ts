// The files worth reading for a question, told from the index and the paths alone.

import type { CodeIndex } from '../../index/codeIndex.ts';
import { eachSubWord, wordTermIn } from '../../index/terms.ts';
import type { Asked } from './analyse.ts';
import type { FileHistory } from './history.ts';
import { rarityOf, saturated } from './rarity.ts';

export interface Candidates {
  /** Best first. */
  readonly paths: readonly string[];
  /** Files that hold each word in a name, a comment or their path; beside `Asked.words`. */
  readonly frequencies: readonly number[];
}

const lengthShare = 0.75;
const pathWeight = 1.5;
/** Words of a history's mean file beside one more word of a subject. */
const historyLengthShare = 0.5;

interface Found {
  readonly files: Map<string, number>;
  frequency: number;
}

/** Files that hold the word, with what it is worth there. */
function searchIndex(index: CodeIndex, term: number): Found {
  const files = new Map<string, number>();
  index.eachPosting(term, (file, count) => {
    files.set(index.pathOf(file), saturated(count, index.lengthOf(file) / index.meanLength, lengthShare));
  });
  return { files, frequency: index.fileFrequency(term) };
}

/** Adds what the paths tell: each word counts once for each path. */
function searchPaths(index: CodeIndex, found: ReadonlyMap<number, Found>): void {
  const inPaths = new Map([...found.keys()].map((term) => [term, 0]));
  for (const path of index.paths()) {
    const seen = new Set<number>();
    eachSubWord(path, 0, path.length, (start, end) => {
      const term = wordTermIn(path, start, end);
      const entry = found.get(term);
      if (entry === undefined || seen.has(term)) return;
      seen.add(term);
      entry.files.set(path, (entry.files.get(path) ?? 0) + pathWeight / 2);
      inPaths.set(term, (inPaths.get(term) ?? 0) + 1);
    });
  }
  for (const [term, count] of inPaths) {
    const entry = found.get(term);
    if (entry) entry.frequency = Math.max(entry.frequency, count);
  }
}

/** Picks at most `limit` files. */
export function pickCandidates(
  { words }: Asked,
  index: CodeIndex,
  limit: number,
  history: FileHistory | undefined,
): Candidates {
  const found = new Map(words.map(({ term }) => [term, searchIndex(index, term)]));
  searchPaths(index, found);
  const scores = new Map<string, number>();
  const frequencies: number[] = [];
  for (const { term, weight } of words) {
    const { files, frequency } = found.get(term) ?? { files: new Map<string, number>(), frequency: 0 };
    const rarity = weight * rarityOf(frequency, index.fileCount);
    frequencies.push(frequency);
    for (const [path, value] of files) scores.set(path, (scores.get(path) ?? 0) + rarity * value);
    if (!history) continue;
    for (const path of history.pathsOf(term)) {
      if (index.fileId(path) === undefined) continue;
      const relative = history.lengthOf(path) / history.meanLength;
      const value = saturated(history.countOf(path, term), relative, historyLengthShare);
      scores.set(path, (scores.get(path) ?? 0) + rarity * value);
    }
  }
  const best = [...scores].sort(([pathA, a], [pathB, b]) => b - a || (pathA < pathB ? -1 : 1));
  return { paths: best.slice(0, limit).map(([path]) => path), frequencies };
}
