// Where an answer could have gone another way, and which of the others count.

import assert from 'node:assert/strict';
import type { Token } from 'node-llama-cpp';
import { branchesOf, differentTexts, type Step } from '../../../src/engine/worker/alternatives.ts';

const steps = (...confidences: readonly number[]): Step[] =>
  confidences.map((confidence, at) => ({ token: at as Token, confidence, isFirstLine: at < 4 }));

describe('engine/alternatives', () => {
  it('branches at the least sure tokens of the first line, and nowhere where the model is sure', () => {
    assert.deepEqual(branchesOf(steps(0.6, 0.999, 0.2, 0.6, 0.1)), [
      { kept: [0, 1], not: 2 },
      { kept: [], not: 0 },
      { kept: [0, 1, 2], not: 3 },
    ]);
    assert.deepEqual(branchesOf([]), []);
  });

  async function texts(first: string, count: number, others: readonly string[]) {
    let asked = 0;
    const branches = branchesOf(steps(...others.slice(0, 4).map(() => 0.5)));
    const found = await differentTexts(first, { branches, count, answer: async () => others[asked++] ?? '' });
    return { found, asked };
  }

  it('takes what differs, from the first and from each other, and no more than wanted', async () => {
    assert.deepEqual(await texts('a', 2, ['b', 'c', 'd']), { found: ['b', 'c'], asked: 2 });
    assert.deepEqual(await texts('a', 2, ['a ', 'b', 'b', ' ']), { found: ['b'], asked: 4 });
    assert.deepEqual(await texts('a', 0, ['b']), { found: [], asked: 0 });
  });
});
