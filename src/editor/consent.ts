// Remembers which model files inside a workspace the user allowed by a click, each by its real path.

import type * as vscode from 'vscode';

export interface Consent {
  allowedPaths(): ReadonlySet<string>;
  allow(realPath: string): Promise<void>;
}

const key = 'allowedModels';

/** `state` belongs to this machine: it is not offered to Settings Sync. */
export function createConsent(state: vscode.Memento): Consent {
  const allowed = (): string[] => state.get<string[]>(key, []);
  return {
    allowedPaths: () => new Set(allowed()),
    async allow(realPath) {
      await state.update(key, [...new Set([...allowed(), realPath])]);
    },
  };
}
