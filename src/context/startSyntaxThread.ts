// Starts the parsing thread; it has no environment, and keeps no process alive.

import { Worker } from 'node:worker_threads';
import type { SyntaxThread } from './bindings.ts';
import type { SyntaxReply } from './syntaxMessages.ts';

export interface ThreadFiles {
  /** The thread's bundle. */
  readonly scriptPath: string;
  /** Folder with the grammars' files. */
  readonly grammarFolder: string;
}

export function startSyntaxThread({ scriptPath, grammarFolder }: ThreadFiles): SyntaxThread {
  const worker = new Worker(scriptPath, {
    workerData: grammarFolder,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  worker.unref();
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) => void worker.on('message', (reply: SyntaxReply) => listener(reply)),
    onEnd(listener) {
      let error: unknown;
      worker.on('error', (thrown) => {
        error = thrown;
      });
      worker.on('exit', () => listener(error));
    },
    dispose: () => void worker.terminate(),
  };
}
