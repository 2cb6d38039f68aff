// Files whose structure is still to be known, those near to what the user looks at first.

import { folderOf } from '../retrieve/pathTable.ts';

export interface OutlineQueue {
  readonly size: number;
  add(path: string): void;
  remove(path: string): void;
  /** These and what lies in their folders come next. */
  near(paths: readonly string[]): void;
  /** Takes the next one out. */
  next(): string | undefined;
}

export function createOutlineQueue(): OutlineQueue {
  const waiting = new Set<string>();
  let near: string[] = [];
  return {
    get size() {
      return waiting.size;
    },
    add: (path) => void waiting.add(path),
    remove: (path) => void waiting.delete(path),
    near(paths) {
      const folders = new Set(paths.map(folderOf));
      const beside = [...waiting].filter((path) => folders.has(folderOf(path)));
      // The last is taken first.
      near = [...beside, ...paths.toReversed()];
    },
    next() {
      let path = near.pop();
      while (path !== undefined && !waiting.has(path)) path = near.pop();
      if (path === undefined) [path] = waiting;
      if (path !== undefined) waiting.delete(path);
      return path;
    },
  };
}
