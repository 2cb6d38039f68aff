// A crash restarts the worker, each time a little later; the third within a minute does not.

import assert from 'node:assert/strict';
import { createCrashPolicy } from '../../../src/engine/crashPolicy.ts';

const minute = 60_000;

describe('engine/crashPolicy', () => {
  const cases: readonly (readonly [title: string, crashesAt: readonly number[], stops: boolean])[] = [
    ['one crash', [0], false],
    ['two at once', [0, 0], false],
    ['three within a minute', [0, 10_000, minute - 1], true],
    ['three, the first a minute ago', [0, 10_000, minute], false],
    ['one every half minute', [0, minute / 2, minute, (minute / 2) * 3], false],
    ['three after a quiet hour', [0, 60 * minute, 60 * minute + 1, 60 * minute + 2], true],
  ];
  for (const [title, crashesAt, stops] of cases) {
    it(`${stops ? 'stops' : 'goes on'} after ${title}`, () => {
      const policy = createCrashPolicy();
      const errors = crashesAt.map((at) => policy.record(at));
      assert.ok(errors.slice(0, -1).every((error) => error === undefined));
      const last = errors.at(-1);
      assert.equal(last?.code, stops ? 'engine-crashed' : undefined);
      if (last) assert.deepEqual([last.action, last.message.includes('3 times')], ['restart-engine', true]);
    });
  }

  it('forgets', () => {
    const policy = createCrashPolicy();
    for (let i = 0; i < 2; i++) policy.record(0);
    policy.forget();
    assert.equal(policy.record(1), undefined);
  });

  it('waits longer after each recent crash, and not at all without one', async () => {
    const waits: number[] = [];
    const { setTimeout } = globalThis;
    globalThis.setTimeout = ((wake: () => void, ms: number) => {
      waits.push(ms);
      queueMicrotask(wake);
    }) as unknown as typeof setTimeout;
    try {
      const policy = createCrashPolicy();
      await policy.backOff(0);
      policy.record(0);
      await policy.backOff(1);
      policy.record(2);
      await policy.backOff(3);
      await policy.backOff(2 * minute);
    } finally {
      globalThis.setTimeout = setTimeout;
    }
    const [first = Number.NaN, second = Number.NaN, ...more] = waits;
    assert.deepEqual(more, []);
    assert.ok(first > 0 && second > first, `${waits}`);
  });
});
