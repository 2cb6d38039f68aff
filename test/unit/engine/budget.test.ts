// The parts of a prompt and its answer always fit the context together, whatever its size.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leastContextTokens, shareOut } from '../../../src/engine/worker/budget.ts';

/** BOS and three markers. */
const leastForMarkers = 4;
const parts = ['prefix', 'suffix', 'middle', 'context', 'generate'] as const;

describe('engine/worker/budget', () => {
  it('fits the context at every size, with room for the markers', () => {
    fc.assert(
      fc.property(fc.integer({ min: leastContextTokens, max: 32_768 }), (contextTokens) => {
        const budget = shareOut(contextTokens);
        const sum = parts.reduce((total, part) => total + budget[part], 0);
        assert.ok(sum + leastForMarkers <= contextTokens, `${sum} of ${contextTokens}`);
        for (const part of parts) assert.ok(Number.isInteger(budget[part]) && budget[part] >= 0, part);
        for (const part of ['prefix', 'suffix', 'middle', 'generate'] as const) assert.ok(budget[part] > 0, part);
        assert.ok(budget.prefix >= budget.suffix && budget.prefix >= budget.middle);
      }),
      { numRuns: 500 },
    );
  });

  const sizes: readonly (readonly [contextTokens: number, filesOfOthers: boolean])[] = [
    [256, false],
    [512, false],
    [1023, false],
    [1024, true],
    [2048, true],
    [4096, true],
    [32_768, true],
  ];
  for (const [contextTokens, filesOfOthers] of sizes) {
    it(`${filesOfOthers ? 'has' : 'has no'} room for other files in ${contextTokens} tokens`, () => {
      assert.equal(shareOut(contextTokens).context > 0, filesOfOthers);
    });
  }

  it('goes no further than the bounds where more tokens cost more than they bring', () => {
    const { prefix, suffix, context } = shareOut(131_072);
    assert.deepEqual({ prefix, suffix, context }, { prefix: 1024, suffix: 256, context: 1024 });
  });
});
