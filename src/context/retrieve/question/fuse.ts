// Joins rankings that measure different things by their ranks alone, and spreads an answer over files.

export interface Ranking {
  /** Best first, each path once. */
  readonly paths: readonly string[];
  readonly weight: number;
}

/** How little the first ranks differ: small, because a name that is spelt out is nearly always meant. */
const rankOffset = 10;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): each ranking adds `weight / (offset + rank)`.
 * Best first, ties in the order of the first ranking that has them.
 */
export function fuse(rankings: readonly Ranking[]): { readonly path: string; readonly score: number }[] {
  const scores = new Map<string, number>();
  for (const { paths, weight } of rankings) {
    paths.forEach((path, rank) => {
      scores.set(path, (scores.get(path) ?? 0) + weight / (rankOffset + rank + 1));
    });
  }
  return [...scores].map(([path, score]) => ({ path, score })).sort((a, b) => b.score - a.score);
}

/** One of each list in turn, in the order of the lists: no file fills an answer before the others have been heard. */
export function takeInTurn<T>(lists: readonly (readonly T[])[], limit: number): T[] {
  const taken: T[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let round = 0; round < longest; round++) {
    for (const list of lists) {
      const item = list[round];
      if (item === undefined) continue;
      if (taken.length === limit) return taken;
      taken.push(item);
    }
  }
  return taken;
}
