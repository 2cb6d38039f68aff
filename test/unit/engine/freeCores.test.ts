// The cores that other programs leave free, from made-up counts of idle time.

import assert from 'node:assert/strict';
import { type CoreTimes, watchCores } from '../../../src/engine/worker/freeCores.ts';

/** What a watch says after `total` milliseconds of all cores, `idle` of them idle. */
function freeAfter(cores: number, total: number, idle: number): number {
  const times: CoreTimes[] = [
    { cores, total: 5000, idle: 1000 },
    { cores, total: 5000 + total, idle: 1000 + idle },
  ];
  return watchCores(() => times.shift() ?? assert.fail('read a third time')).free();
}

describe('engine/worker/freeCores', () => {
  const cases: readonly (readonly [title: string, cores: number, total: number, idle: number, free: number])[] = [
    ['all, where only this process was busy', 2, 1000, 500, 2],
    ['one, where every core was busy', 2, 1000, 0, 1],
    ['one, where another program left a quarter of a core', 2, 1000, 125, 1],
    ['those that idled and its own', 8, 8000, 5000, 6],
    ['no more than there are', 4, 4000, 4000, 4],
    ['all, where the system does not count', 4, 0, 0, 4],
  ];
  for (const [title, cores, total, idle, free] of cases) {
    it(`are ${title}`, () => assert.equal(freeAfter(cores, total, idle), free));
  }
});
