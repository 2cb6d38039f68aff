// How long to wait for the next key before the model is asked: shorter than the pause it saves, never noticeable.

export interface Debounce {
  readonly delayMs: number;
  /** How long the engine took for a whole answer. */
  report(answerMs: number): void;
}

const leastMs = 15;
const mostMs = 250;
/** A share of the usual answer time: where answers are quick, asking at each key costs little. */
const share = 0.3;
const weight = 0.2;

export function createDebounce(): Debounce {
  let meanMs = 100;
  return {
    get delayMs() {
      return Math.min(mostMs, Math.max(leastMs, meanMs * share));
    },
    report(answerMs) {
      meanMs += weight * (answerMs - meanMs);
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
