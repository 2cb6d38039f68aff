// Where the words of a question stand in one file, and as what: in its path, a defined name, a name, a comment or a text.

import type { IndexedDefinition } from '../../index/codeIndex.ts';
import { scanNames } from '../../index/scanNames.ts';
import { eachSubWord, wordTermIn } from '../../index/terms.ts';
import { type Asked, isSilent } from './analyse.ts';

export const fields = ['folder', 'name', 'definition', 'identifier', 'comment', 'text'] as const;
export type Field = (typeof fields)[number];

export interface Hit {
  /** Offset in the text. */
  readonly at: number;
  /** Index in `Asked.words`. */
  readonly word: number;
}

export interface FileHits {
  /** How often each word of the question stands in the field; beside `Asked.words`. */
  readonly counts: Readonly<Record<Field, Uint32Array>>;
  /** Words of the field in all. */
  readonly lengths: Readonly<Record<Field, number>>;
  /** How often two words that stand side by side in the question do so here; keys as in `Asked.pairs`. */
  readonly pairs: ReadonlyMap<number, number>;
  /** Hits in the text in their order; a defined name counts twice. */
  readonly hits: readonly Hit[];
}

export interface ScannedFile {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly definitions: readonly IndexedDefinition[];
}

/** Words of texts are the ones between names and comments, so that a scan meets each word once. */
export function scanHits({ path, languageId, text, definitions }: ScannedFile, { words, pairs }: Asked): FileHits {
  const indexOf = new Map(words.map(({ term }, index) => [term, index]));
  const counts = Object.fromEntries(fields.map((field) => [field, new Uint32Array(words.length)])) as Record<
    Field,
    Uint32Array
  >;
  const lengths = Object.fromEntries(fields.map((field) => [field, 0])) as Record<Field, number>;
  const pairCounts = new Map<number, number>();
  const hits: Hit[] = [];
  let previous: number | undefined;

  function countPair(index: number | undefined): void {
    if (previous !== undefined && index !== undefined) {
      const key = Math.min(previous, index) * words.length + Math.max(previous, index);
      if (pairs.has(key)) pairCounts.set(key, (pairCounts.get(key) ?? 0) + 1);
    }
    previous = index;
  }

  function count(field: Field, source: string, start: number, end: number): void {
    eachSubWord(source, start, end, (from, to) => {
      const term = wordTermIn(source, from, to);
      const index = indexOf.get(term);
      lengths[field]++;
      if (index !== undefined) {
        const among = counts[field];
        among[index] = (among[index] ?? 0) + 1;
        if (source === text) hits.push({ at: from, word: index });
      }
      // A defined name stands in the text too, where its neighbours are counted.
      if (field !== 'definition' && !isSilent(term)) countPair(index);
    });
  }

  const slash = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  count('folder', path, 0, slash);
  count('name', path, slash, dot > slash ? dot : path.length);
  previous = undefined;
  let behind = 0;
  const visit = (field: Field) => (start: number, end: number) => {
    if (start > behind) count('text', text, behind, start);
    count(field, text, start, end);
    behind = end;
  };
  scanNames(text, languageId, { name: visit('identifier'), comment: visit('comment') });
  count('text', text, behind, text.length);
  for (const { nameRange } of definitions) count('definition', text, nameRange.start, nameRange.end);
  hits.sort((a, b) => a.at - b.at);
  return { counts, lengths, pairs: pairCounts, hits };
}
