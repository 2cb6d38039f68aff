// Starts the parsing thread over the grammars' files.

import type { SyntaxThread } from './bindings.ts';
import { startThread } from './startThread.ts';

export interface ThreadFiles {
  /** The thread's bundle. */
  readonly scriptPath: string;
  /** Folder with the grammars' files. */
  readonly grammarFolder: string;
}

export function startSyntaxThread({ scriptPath, grammarFolder }: ThreadFiles): SyntaxThread {
  return startThread({ scriptPath, data: grammarFolder });
}
