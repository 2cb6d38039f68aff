// After a crash the worker starts again, each time a little later; three crashes within a minute end that.

import { UserError } from '../base/errors.ts';

export interface CrashPolicy {
  /** Notes a crash; the error when it was one too many. */
  record(nowMs: number): UserError | undefined;
  /** Waits before the next start, longer after each recent crash. */
  backOff(nowMs: number): Promise<void>;
  forget(): void;
}

const windowMs = 60_000;
const mostCrashes = 3;
const firstDelayMs = 250;

export function createCrashPolicy(): CrashPolicy {
  let crashes: number[] = [];
  return {
    record(nowMs) {
      crashes = [...crashes.filter((at) => nowMs - at < windowMs), nowMs];
      if (crashes.length < mostCrashes) return undefined;
      const message = `The engine crashed ${crashes.length} times within a minute and stays off: the model file or the memory may be the cause.`;
      return new UserError('engine-crashed', message, 'restart-engine');
    },
    async backOff(nowMs) {
      const recent = crashes.filter((at) => nowMs - at < windowMs).length;
      if (recent === 0) return;
      await new Promise((resolve) => setTimeout(resolve, firstDelayMs * 2 ** (recent - 1)));
    },
    forget() {
      crashes = [];
    },
  };
}
