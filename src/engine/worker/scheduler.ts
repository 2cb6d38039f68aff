// One queue over all contexts: grants one slice at a time, highest priority first, first come first served within one.

import { abortError } from '../../base/errors.ts';

export interface Scheduler {
  /**
   * Runs `slice` when it is its turn; rejects with the abort error, without running it, once `signal` has fired.
   * A slice that runs cannot be interrupted, so callers keep each below 100 ms where the machine allows it.
   */
  run<T>(priority: number, signal: AbortSignal, slice: () => Promise<T>): Promise<T>;
  readonly waiting: number;
}

interface Waiting {
  readonly priority: number;
  grant(): void;
}

export function createScheduler(): Scheduler {
  const queue: Waiting[] = [];
  let running = false;

  function grantNext(): void {
    if (running) return;
    let best = -1;
    for (let i = 0; i < queue.length; i++) {
      if (best < 0 || (queue[i]?.priority ?? 0) > (queue[best]?.priority ?? 0)) best = i;
    }
    const [next] = best < 0 ? [] : queue.splice(best, 1);
    if (!next) return;
    running = true;
    next.grant();
  }

  /** After all that is ready to run: whoever just had a slice asks for its next before somebody lower gets one. */
  function grantSoon(): void {
    setImmediate(grantNext);
  }

  function waitForTurn(priority: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        priority,
        grant: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      function leave(): void {
        queue.splice(queue.indexOf(entry), 1);
        reject(abortError());
      }
      signal.addEventListener('abort', leave, { once: true });
      queue.push(entry);
      grantSoon();
    });
  }

  return {
    get waiting() {
      return queue.length;
    },
    async run(priority, signal, slice) {
      if (signal.aborted) throw abortError();
      await waitForTurn(priority, signal);
      try {
        return await slice();
      } finally {
        running = false;
        grantSoon();
      }
    },
  };
}
