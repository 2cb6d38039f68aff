// How long to wait for the next key before the model is asked: as long as an answer that the next key throws away is
// worth, and no longer than it takes to see that the user pauses.

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
      // Quick enough to show between two keys.
      if (answerMs <= intervalMs) return leastMs;
      return Math.max(leastMs, Math.min(mostMs, share * answerMs, intervals * intervalMs));
    },
    report(ms) {
      answerMs += weight * (ms - answerMs);
    },
  };
}

/** Resolves after `ms`, at once when there is nothing to wait for or `signal` fires; the caller looks at the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted || ms <= 0) return Promise.resolve();
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
