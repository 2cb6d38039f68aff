// Starts a thread of ours; it has no environment, and keeps no process alive.

import { type ResourceLimits, Worker } from 'node:worker_threads';

/** A thread as the extension host sees it: it gets requests, and replies. */
export interface Thread<Request, Reply> {
  post(request: Request): void;
  onReply(listener: (reply: Reply) => void): void;
  /** With the error, if there was one. */
  onEnd(listener: (error: unknown) => void): void;
  dispose(): void;
}

export interface ThreadOptions {
  /** The thread's bundle. */
  readonly scriptPath: string;
  /** What it finds in `workerData`. */
  readonly data: unknown;
  readonly limits?: ResourceLimits;
}

export function startThread<Request, Reply>({ scriptPath, data, limits }: ThreadOptions): Thread<Request, Reply> {
  const worker = new Worker(scriptPath, {
    workerData: data,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    ...(limits && { resourceLimits: limits }),
  });
  worker.unref();
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) => void worker.on('message', (reply: Reply) => listener(reply)),
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
