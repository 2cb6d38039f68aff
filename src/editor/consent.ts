// Remembers which model files inside a workspace the user allowed by a click: each by its real path and as it was then.

import type * as vscode from 'vscode';

export interface Consent {
  /** The files that are still what the user allowed. */
  allowedPaths(): Promise<ReadonlySet<string>>;
  allow(realPath: string): Promise<void>;
}

/** What changes when a file is replaced; undefined when there is none. */
export type StampOf = (realPath: string) => Promise<string | undefined>;

const key = 'allowedModels';

/** `state` belongs to this machine: it is not offered to Settings Sync. */
export function createConsent(state: vscode.Memento, stampOf: StampOf): Consent {
  const allowed = (): Record<string, string> => state.get<Record<string, string>>(key, {});
  return {
    async allowedPaths() {
      const paths = new Set<string>();
      for (const [path, stamp] of Object.entries(allowed())) {
        if ((await stampOf(path)) === stamp) paths.add(path);
      }
      return paths;
    },
    async allow(realPath) {
      const stamp = await stampOf(realPath);
      if (stamp !== undefined) await state.update(key, { ...allowed(), [realPath]: stamp });
    },
  };
}
