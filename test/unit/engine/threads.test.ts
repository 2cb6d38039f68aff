// The number of threads follows the load of a simulated machine: down at once, up again when it is quiet.

import assert from 'node:assert/strict';
import { createThreadGovernor, type ThreadGovernor } from '../../../src/engine/worker/threads.ts';

/** Milliseconds a token: more threads are faster until one has to share its core; then each barrier waits for it. */
const machine = (cores: number, busy: number) => (threads: number) =>
  threads + busy > cores ? 300 : 1 / threads + 0.01 * threads;

/** Reports `count` tokens, and says how often each number of threads was used. */
function run(governor: ThreadGovernor, msPerToken: (threads: number) => number, count: number): Map<number, number> {
  const used = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const { threads } = governor;
    used.set(threads, (used.get(threads) ?? 0) + 1);
    governor.report(1, msPerToken(threads));
  }
  return used;
}

describe('engine/worker/threads', () => {
  for (const cores of [2, 4, 8]) {
    it(`steps down at once on ${cores} cores when another program gets busy, and climbs again after it`, () => {
      const governor = createThreadGovernor({ fixed: 0, start: cores, most: cores });
      run(governor, machine(cores, 0), 40);
      assert.equal(governor.threads, cores);
      governor.report(1, machine(cores, 1)(cores));
      assert.ok(governor.threads < cores, `${governor.threads} threads`);
      const used = run(governor, machine(cores, 1), 1000);
      assert.ok((used.get(cores) ?? 0) <= 20, `${used.get(cores)} of 1000 with every core`);
      run(governor, machine(cores, 0), 200 * cores);
      assert.ok(governor.threads >= cores - 1, `${governor.threads} threads`);
      const quiet = run(governor, machine(cores, 0), 1000);
      assert.ok((quiet.get(cores) ?? 0) > 500, `${quiet.get(cores)} of 1000 with every core`);
    });
  }

  it('keeps to a limit, and climbs again when it is lifted', () => {
    const governor = createThreadGovernor({ fixed: 0, start: 8, most: 8 });
    run(governor, machine(8, 0), 40);
    governor.limit(4);
    assert.ok(Math.max(...run(governor, machine(8, 0), 1000).keys()) <= 4);
    governor.limit(8);
    run(governor, machine(8, 0), 2000);
    assert.ok(governor.threads >= 7, `${governor.threads} threads`);
    governor.limit(0);
    assert.equal(governor.threads, 1);
  });

  it('leaves a fixed number alone', () => {
    const governor = createThreadGovernor({ fixed: 6, start: 8, most: 8 });
    governor.limit(2);
    assert.equal(governor.threads, 6);
  });

  it('goes on down until it finds a number that the other programs leave free', () => {
    const governor = createThreadGovernor({ fixed: 0, start: 8, most: 8 });
    run(governor, machine(8, 0), 40);
    run(governor, machine(8, 6), 4);
    assert.equal(governor.threads, 2);
  });

  it('comes down to one thread where only one is quick', () => {
    const governor = createThreadGovernor({ fixed: 0, start: 2, most: 2 });
    run(governor, (threads) => (threads === 1 ? 1 : 20), 200);
    assert.equal(governor.threads, 1);
  });

  it('stays within its bounds, whatever it is told', () => {
    const governor = createThreadGovernor({ fixed: 0, start: 9, most: 3 });
    for (let i = 0; i < 2000; i++) {
      assert.ok(governor.threads >= 1 && governor.threads <= 3);
      governor.report(i % 5, ((i * 7919) % 101) + 1);
    }
    assert.equal(createThreadGovernor({ fixed: 0, start: 0, most: 0 }).threads, 1);
  });

  it('never changes a number that the user fixed', () => {
    const governor = createThreadGovernor({ fixed: 3, start: 1, most: 2 });
    assert.deepEqual([...run(governor, machine(2, 1), 300).keys()], [3]);
  });
});
