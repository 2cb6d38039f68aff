// Counts what the index leaves out, by reason and without a name, for the log.

export interface LeftOut {
  /** `files` more for this reason; a folder counts as one. */
  add(reason: string, files?: number): void;
  counts(): Readonly<Record<string, number>>;
}

export function createLeftOut(): LeftOut {
  const counts = new Map<string, number>();
  return {
    add: (reason, files = 1) => void counts.set(reason, (counts.get(reason) ?? 0) + files),
    counts: () => Object.fromEntries([...counts].sort(([, a], [, b]) => b - a)),
  };
}
