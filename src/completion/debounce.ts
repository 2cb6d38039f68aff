// How long to wait for the next key before the model is asked: only where the wait is likely to save an answer that the
// next key would throw away.

export interface Debounce {
  /** A key was pressed, at a time in milliseconds on any steady clock; returns how long to wait. */
  delayMs(nowMs: number): number;
  /** How long the engine took for a whole answer. */
  report(answerMs: number): void;
}

const leastMs = 15;
const mostMs = 250;
/** The wait that a saved answer is worth, as a share of its time. */
const share = 0.3;
/** Who has not typed for this many usual intervals pauses. */
const intervals = 1.2;
/** A longer silence is no part of the rhythm. */
const longestIntervalMs = 1000;
const weight = 0.2;

export function createDebounce(): Debounce {
  let answerMs = 100;
  let intervalMs = 200;
  let lastKeyMs = Number.NEGATIVE_INFINITY;
  return {
    delayMs(nowMs) {
      const sinceMs = nowMs - lastKeyMs;
      lastKeyMs = nowMs;
      if (sinceMs < longestIntervalMs) intervalMs += weight * (sinceMs - intervalMs);
      const wait = intervals * intervalMs;
      // A wait that ends before the next key comes saves nothing.
      return wait <= Math.min(mostMs, share * answerMs) ? Math.max(leastMs, wait) : leastMs;
    },
    report(ms) {
      answerMs += weight * (ms - answerMs);
    },
  };
}

/** Resolves after `ms`, at once when `signal` has fired or fires; the caller looks at the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
