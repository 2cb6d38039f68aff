// Scores the files that were read: BM25 for each field by itself, then summed, so that a word found in several ways counts for each.

import type { Asked } from './analyse.ts';
import type { FileHistory } from './history.ts';
import { type Field, type FileHits, fields } from './hits.ts';
import { rarityOf, saturated } from './rarity.ts';

export interface ScoredFile {
  readonly path: string;
  readonly found: FileHits;
  /** Of its best piece, in the same measure. */
  readonly pieceScore: number;
}

export interface LexicalDeps {
  readonly asked: Asked;
  /** Beside `asked.words`. */
  readonly rarities: readonly number[];
  /** Words in names and comments of the workspace's mean file. */
  readonly meanLength: number;
  readonly history: FileHistory | undefined;
}

interface Weight {
  readonly weight: number;
  /** How much the field's length counts against it. */
  readonly lengthShare: number;
}

/** Found on the development repositories of bench/retrieval. */
export const weights: Readonly<Record<Field | 'pair' | 'history', Weight>> & {
  readonly piece: number;
  readonly activity: number;
} = {
  folder: { weight: 0.5, lengthShare: 0.3 },
  name: { weight: 2, lengthShare: 0.4 },
  definition: { weight: 1, lengthShare: 0.75 },
  identifier: { weight: 1, lengthShare: 0.75 },
  comment: { weight: 1, lengthShare: 0.75 },
  text: { weight: 1, lengthShare: 0.6 },
  /** Two words side by side in the question and in the text. */
  pair: { weight: 0.5, lengthShare: 0.75 },
  /** Subjects of commits that changed the file. */
  history: { weight: 1, lengthShare: 0.5 },
  /** The file's best piece by itself. */
  piece: 0.4,
  activity: 0.3,
};

const lengthOf = ({ lengths }: FileHits): number => lengths.identifier + lengths.comment + lengths.text;

/**
 * Weights of the asked words, from how many of `fileCount` files hold them: the index does not know texts, the files that
 * were read do.
 */
export function raritiesOf(
  { words }: Asked,
  frequencies: readonly number[],
  read: readonly FileHits[],
  fileCount: number,
): number[] {
  return words.map(({ weight }, word) => {
    const holding = read.filter(({ counts }) => fields.some((field) => (counts[field][word] ?? 0) > 0)).length;
    return weight * rarityOf(Math.max(frequencies[word] ?? 0, holding), fileCount);
  });
}

/** Scores beside `files`. */
export function scoreFiles(
  files: readonly ScoredFile[],
  { asked, rarities, meanLength, history }: LexicalDeps,
): number[] {
  const total = (length: (found: FileHits) => number): number =>
    files.reduce((sum, { found }) => sum + length(found), 0);
  // Files worth reading are longer than others: the mean of each field is brought down to the workspace's.
  const indexed = total(({ lengths }) => lengths.identifier + lengths.comment);
  const workspaceShare = indexed === 0 ? 1 / Math.max(1, files.length) : meanLength / indexed;
  const mean = (length: (found: FileHits) => number): number => Math.max(0.05, total(length) * workspaceShare);
  const means = Object.fromEntries(fields.map((field) => [field, mean(({ lengths }) => lengths[field])])) as Record<
    Field,
    number
  >;
  means.folder = total(({ lengths }) => lengths.folder) / Math.max(1, files.length);
  means.name = total(({ lengths }) => lengths.name) / Math.max(1, files.length);
  const meanWords = mean(lengthOf);

  function byFields({ counts, lengths }: FileHits): number {
    let sum = 0;
    for (const field of fields) {
      const { weight, lengthShare } = weights[field];
      const relative = lengths[field] / means[field];
      counts[field].forEach((count, word) => {
        if (count > 0) sum += weight * (rarities[word] ?? 0) * saturated(count, relative, lengthShare);
      });
    }
    return sum;
  }

  /** A pair is about as rare as both of its words together are. */
  function byPairs(found: FileHits): number {
    let sum = 0;
    for (const [key, count] of found.pairs) {
      const first = Math.floor(key / asked.words.length);
      const rarity = (rarities[first] ?? 0) + (rarities[key - first * asked.words.length] ?? 0);
      sum += rarity * saturated(count, lengthOf(found) / meanWords, weights.pair.lengthShare);
    }
    return sum;
  }

  function byHistory(path: string): number {
    if (!history) return 0;
    const relative = history.lengthOf(path) / history.meanLength;
    return asked.words.reduce(
      (sum, { term }, word) =>
        sum + (rarities[word] ?? 0) * saturated(history.countOf(path, term), relative, weights.history.lengthShare),
      0,
    );
  }

  return files.map(({ path, found, pieceScore }) => {
    const words = byFields(found) + weights.pair.weight * byPairs(found) + weights.piece * pieceScore;
    const active = 1 + weights.activity * (history?.activityOf(path) ?? 0);
    return (words + weights.history.weight * byHistory(path)) * active;
  });
}
