// The wait before the model is asked: a share of what it takes, within bounds, and over at once when cancelled.

import assert from 'node:assert/strict';
import { createDebounce, pause } from '../../../src/completion/debounce.ts';

describe('completion/debounce', () => {
  it('waits longer where answers take longer, within bounds', () => {
    const delayAfter = (answerMs: number): number => {
      const debounce = createDebounce();
      for (let i = 0; i < 50; i++) debounce.report(answerMs);
      return debounce.delayMs;
    };
    const delays = [0, 50, 200, 500, 10_000].map(delayAfter);
    assert.deepEqual(
      delays,
      [...delays].sort((a, b) => a - b),
    );
    for (const delay of delays) assert.ok(delay >= 15 && delay <= 250, `${delay}`);
    assert.ok((delays[3] ?? 0) > (delays[1] ?? 0));
  });

  it('does not jump because of one answer', () => {
    const debounce = createDebounce();
    const before = debounce.delayMs;
    debounce.report(before + 100);
    assert.ok(Math.abs(debounce.delayMs - before) < 50);
  });

  it('ends a pause at once when the signal fires', async () => {
    const stop = new AbortController();
    const day = 86_400_000;
    const paused = pause(day, stop.signal);
    stop.abort();
    await paused;
    await pause(0, new AbortController().signal);
  });
});
