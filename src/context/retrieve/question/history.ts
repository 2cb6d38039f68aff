// What earlier commits say about files: their subjects describe them, and what changed lately is likelier asked for.

import { subWordsOf, wordTerm } from '../../index/terms.ts';

export interface PastCommit {
  readonly subject: string;
  /** Absolute paths with forward slashes of the files that it changed. */
  readonly paths: readonly string[];
}

export interface FileHistory {
  readonly meanLength: number;
  /** Words of all subjects that touched the file. */
  lengthOf(path: string): number;
  /** How many of them hold the word. */
  countOf(path: string, term: number): number;
  /** 0 for a file that did not change, growing slowly with changes that are recent. */
  activityOf(path: string): number;
  /** Paths that a commit with the word touched. */
  pathsOf(term: number): Iterable<string>;
}

/** A commit that touches more says little about each. */
const mostPaths = 30;
/** Commits after which a change counts a third. */
const memoryCommits = 100;

/** Makes the history out of commits, newest first. */
export function createFileHistory(newestFirst: readonly PastCommit[]): FileHistory {
  const lengths = new Map<string, number>();
  const activity = new Map<string, number>();
  const counts = new Map<number, Map<string, number>>();
  let total = 0;
  newestFirst.forEach(({ subject, paths }, age) => {
    if (paths.length > mostPaths) return;
    const terms = new Set(subWordsOf(subject).map(wordTerm));
    for (const path of paths) {
      total += terms.size;
      lengths.set(path, (lengths.get(path) ?? 0) + terms.size);
      activity.set(path, (activity.get(path) ?? 0) + Math.exp(-age / memoryCommits));
      for (const term of terms) {
        const byPath = counts.get(term) ?? new Map<string, number>();
        counts.set(term, byPath.set(path, (byPath.get(path) ?? 0) + 1));
      }
    }
  });
  return {
    meanLength: total / Math.max(1, lengths.size),
    lengthOf: (path) => lengths.get(path) ?? 0,
    countOf: (path, term) => counts.get(term)?.get(path) ?? 0,
    activityOf: (path) => Math.log(1 + (activity.get(path) ?? 0)),
    pathsOf: (term) => counts.get(term)?.keys() ?? [],
  };
}
