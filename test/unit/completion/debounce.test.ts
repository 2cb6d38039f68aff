// The wait before the model is asked: only where it saves answers, within bounds, and over at once when cancelled.

import assert from 'node:assert/strict';
import { createDebounce, pause } from '../../../src/completion/debounce.ts';

describe('completion/debounce', () => {
  /** The wait after a run of keys, one each `intervalMs`, at a model that takes `answerMs`. */
  const delayOf = (intervalMs: number, answerMs: number): number => {
    const debounce = createDebounce();
    for (let i = 0; i < 50; i++) debounce.report(answerMs);
    for (let key = 0; key < 50; key++) debounce.delayMs(key * intervalMs);
    return debounce.delayMs(50 * intervalMs);
  };

  it('waits for the next key of a fast typist where answers take long', () => {
    for (const intervalMs of [50, 80, 120]) {
      const delayMs = delayOf(intervalMs, 2000);
      assert.ok(delayMs > intervalMs && delayMs <= 250, `${intervalMs}: ${delayMs}`);
    }
  });

  it('asks nearly at once where answers are quick', () => {
    for (const intervalMs of [50, 120, 300]) assert.ok(delayOf(intervalMs, 60) <= 20);
  });

  it('waits longer where answers take longer, within bounds', () => {
    const delays = [60, 300, 600, 900, 9000].map((answerMs) => delayOf(200, answerMs));
    assert.deepEqual(
      delays,
      [...delays].sort((a, b) => a - b),
    );
    assert.ok((delays[2] ?? 0) > (delays[0] ?? 0) && (delays[4] ?? 0) <= 250);
  });

  it('asks nearly at once where the answer comes before the next key', () => {
    for (const intervalMs of [250, 400, 900]) assert.ok(delayOf(intervalMs, 200) <= 20);
  });

  it('takes a silence for no rhythm, and does not jump because of one answer', () => {
    const debounce = createDebounce();
    for (let i = 0; i < 50; i++) debounce.report(2000);
    for (let key = 0; key < 50; key++) debounce.delayMs(key * 100);
    const before = debounce.delayMs(5000);
    assert.ok(Math.abs(debounce.delayMs(65_000) - before) < 1);
    debounce.report(1000);
    assert.ok(Math.abs(debounce.delayMs(65_100) - before) < 5);
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
