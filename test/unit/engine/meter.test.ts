// Token counts are exact: what the cache held is not counted as evaluated, what was generated not as prompt.

import assert from 'node:assert/strict';
import { createMeter } from '../../../src/engine/worker/meter.ts';

describe('engine/worker/meter', () => {
  const counts: readonly (readonly [
    title: string,
    prompt: number,
    reused: number,
    reached: number,
    evaluated: number,
  ])[] = [
    ['a prompt evaluated as a whole', 100, 0, 100, 100],
    ['a prompt of which the cache held most', 100, 97, 100, 3],
    ['generated tokens in the sequence too', 100, 97, 140, 3],
    ['a run cancelled half way', 100, 20, 52, 32],
    ['a run cancelled before its first slice', 100, 20, 20, 0],
  ];
  for (const [title, promptTokens, reusedTokens, reached, evaluatedTokens] of counts) {
    it(`counts ${title}`, () => {
      const meter = createMeter(performance.now(), () => 2);
      meter.begin(promptTokens, reusedTokens, () => reached);
      const figures = meter.figures();
      assert.deepEqual(
        [figures.promptTokens, figures.reusedTokens, figures.evaluatedTokens, figures.threads],
        [promptTokens, reusedTokens, evaluatedTokens, 2],
      );
    });
  }

  it('measures generating from the end of the prompt, however long that took', () => {
    const { now } = performance;
    let clock = 0;
    performance.now = () => clock;
    try {
      const meter = createMeter(0, () => 1);
      meter.begin(1000, 0, () => 1000);
      clock = 20_000;
      assert.equal(meter.generatingMs(), 0);
      meter.prefilled();
      clock = 20_300;
      assert.equal(meter.generatingMs(), 300);
    } finally {
      performance.now = now;
    }
  });

  it('has no time to a first token, and none of generating, until there is one', () => {
    const meter = createMeter(performance.now() - 50, () => 1);
    const before = meter.figures();
    assert.deepEqual([before.firstTokenMs, before.generateMs, before.generatedTokens], [0, 0, 0]);
    assert.ok(before.queueMs >= 50);
    meter.begin(3, 0, () => 3);
    meter.prefilled();
    meter.generated();
    meter.generated();
    const after = meter.figures();
    assert.equal(after.generatedTokens, 2);
    // Counted from the arrival: the time in the queue is a part of it.
    assert.ok(after.firstTokenMs >= after.queueMs);
    assert.ok(meter.figures().generateMs >= after.generateMs);
  });
});
