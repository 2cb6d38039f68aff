// How much of a known answer the first files of a ranking hold.

export const depths = [5, 10] as const;

/** Share of the answer among the first `depth` of `ranked`. */
export function recallAt(depth: number, ranked: readonly string[], answer: ReadonlySet<string>): number {
  return ranked.slice(0, depth).filter((path) => answer.has(path)).length / answer.size;
}

/** Mean of the values; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
