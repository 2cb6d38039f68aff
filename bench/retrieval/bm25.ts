// The plain peer: BM25 over whole files, identifiers with their camel-case parts; it keeps only the words that are asked.

export interface FileRanking {
  /** The file's new text; undefined when it is gone. */
  change(path: string, text: string | undefined): void;
  /** Best first, at most `limit` paths. */
  rank(question: string, limit: number): Promise<readonly string[]> | readonly string[];
}

const saturation = 1.2;
const lengthShare = 0.75;

/** Lower-case words: each run of letters and digits, and its camel-case parts where there are several. */
export function plainWords(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const parts = run.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? [];
    words.push(run.toLowerCase());
    if (parts.length > 1) words.push(...parts.map((part) => part.toLowerCase()));
  }
  return words;
}

/** Best first, ties by path, so that each run ends alike. */
export function bestPaths(scores: ReadonlyMap<string, number>, limit: number): string[] {
  return [...scores]
    .sort(([pathA, a], [pathB, b]) => b - a || (pathA < pathB ? -1 : 1))
    .slice(0, limit)
    .map(([path]) => path);
}

interface Doc {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/** `questions`: all that will be asked; other words need not be counted. */
export function createBm25(questions: readonly string[]): FileRanking {
  const vocabulary = new Set(questions.flatMap(plainWords));
  const docs = new Map<string, Doc>();
  const holders = new Map<string, number>();
  let totalLength = 0;

  function add(doc: Doc, sign: 1 | -1): void {
    totalLength += sign * doc.length;
    for (const word of doc.counts.keys()) holders.set(word, (holders.get(word) ?? 0) + sign);
  }

  function score({ counts, length }: Doc, words: ReadonlySet<string>): number {
    const norm = saturation * (1 - lengthShare + (lengthShare * length * docs.size) / totalLength);
    let sum = 0;
    for (const word of words) {
      const count = counts.get(word) ?? 0;
      const found = holders.get(word) ?? 0;
      if (count === 0) continue;
      const rarity = Math.log(1 + (docs.size - found + 0.5) / (found + 0.5));
      sum += (rarity * count * (saturation + 1)) / (count + norm);
    }
    return sum;
  }

  return {
    change(path, text) {
      const old = docs.get(path);
      if (old) add(old, -1);
      docs.delete(path);
      if (text === undefined) return;
      const words = plainWords(text);
      const counts = new Map<string, number>();
      for (const word of words) if (vocabulary.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
      const doc = { counts, length: words.length };
      docs.set(path, doc);
      add(doc, 1);
    },
    rank(question, limit) {
      const words = new Set(plainWords(question));
      const scores = new Map<string, number>();
      for (const [path, doc] of docs) {
        const value = score(doc, words);
        if (value > 0) scores.set(path, value);
      }
      return bestPaths(scores, limit);
    },
  };
}
