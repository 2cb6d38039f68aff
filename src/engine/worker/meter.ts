// Counts and times of one run: exact token counts, wall-clock milliseconds.

import type { InfillFigures } from '../engine.ts';

export interface Meter {
  /** `reached` tells how many tokens the sequence holds now, `reused` how many it held already. */
  begin(promptTokens: number, reusedTokens: number, reached: () => number): void;
  prefilled(): void;
  generated(): void;
  /** Since the prompt was evaluated; 0 before. */
  generatingMs(): number;
  figures(): InfillFigures;
}

/** Counts one run; `arrived` is when it came to this process. */
export function createMeter(arrived: number, threads: () => number): Meter {
  const began = performance.now();
  let promptTokens = 0;
  let reusedTokens = 0;
  let reached = () => 0;
  let prefilledAt: number | undefined;
  let firstTokenAt: number | undefined;
  let generatedTokens = 0;
  return {
    begin(tokens, reused, held) {
      promptTokens = tokens;
      reusedTokens = reused;
      reached = held;
    },
    prefilled() {
      prefilledAt = performance.now();
    },
    generated() {
      firstTokenAt ??= performance.now();
      generatedTokens++;
    },
    generatingMs: () => (prefilledAt === undefined ? 0 : performance.now() - prefilledAt),
    figures() {
      const now = performance.now();
      // What was generated is in the sequence too; it is no prompt.
      const evaluatedTokens = Math.max(0, Math.min(promptTokens, reached()) - reusedTokens);
      return {
        promptTokens,
        evaluatedTokens,
        reusedTokens,
        queueMs: began - arrived,
        prefillMs: (prefilledAt ?? now) - began,
        firstTokenMs: firstTokenAt === undefined ? 0 : firstTokenAt - arrived,
        generatedTokens,
        generateMs: prefilledAt === undefined ? 0 : now - prefilledAt,
        threads: threads(),
      };
    },
  };
}
