// How sure the model must be of its first line for the line to be offered unasked.

import type { ModelInfo } from '../engine/engine.ts';

/**
 * For every model that nobody measured. What a model gives its own line is close to how often such lines are right, so
 * the number means the same with each: one line in ten that is only just offered is right, and of all that are, most.
 */
const unmeasured = 0.1;

/** By the model's own name: the lowest at which half of what `bench:quality --curve` shows is right to the line's end. */
const measured: Readonly<Record<string, number>> = {
  // 840 tasks in TypeScript and JavaScript: 22 % shown, 52 % of that exact (bench/README.md).
  'Sotto starter v0': 0.04,
};

/** A probability; 0 offers everything. */
export function leastProbability({ name }: Pick<ModelInfo, 'name'>): number {
  return measured[name] ?? unmeasured;
}

/** For those who ask by key, and for prompts that are evaluated only. */
export const anyProbability = (): number => 0;
