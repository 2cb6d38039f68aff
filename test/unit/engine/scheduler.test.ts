// One slice at a time, the highest priority first, and nobody who gave up is ever run.

import assert from 'node:assert/strict';
import { isAbortError } from '../../../src/base/errors.ts';
import { createScheduler, type Scheduler } from '../../../src/engine/worker/scheduler.ts';

const never = (): AbortSignal => new AbortController().signal;
/** Long enough for all that the scheduler posts to itself. */
async function turn(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((wake) => setImmediate(wake));
}

/** A slice that ends when it is told to, and the order in which slices began. */
function stage(scheduler: Scheduler) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    began,
    end: (name: string) => ends.get(name)?.(),
    run: (name: string, priority: number, signal = never()) =>
      scheduler.run(priority, signal, () => {
        began.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
  };
}

describe('engine/worker/scheduler', () => {
  it('serves the highest priority first, and within one in the order they came', async () => {
    const { began, end, run } = stage(createScheduler());
    const first = run('first', 1);
    await turn();
    const others = [run('low', 1), run('a', 5), run('b', 5), run('middle', 3), run('c', 5)];
    for (const name of ['first', 'a', 'b', 'c', 'middle', 'low']) {
      await turn();
      assert.equal(began.at(-1), name);
      end(name);
    }
    assert.equal(await first, 'first');
    assert.deepEqual(await Promise.all(others), ['low', 'a', 'b', 'middle', 'c']);
  });

  it('ranks requests that arrive together before it grants one', async () => {
    const { began, end, run } = stage(createScheduler());
    const both = [run('warm-up', 1), run('completion', 5)];
    for (const name of ['completion', 'warm-up']) {
      await turn();
      assert.equal(began.at(-1), name);
      end(name);
    }
    await Promise.all(both);
  });

  it('never runs two slices at once', async () => {
    const scheduler = createScheduler();
    let running = 0;
    const slice = async (): Promise<void> => {
      running++;
      assert.equal(running, 1);
      await turn();
      running--;
    };
    await Promise.all(Array.from({ length: 12 }, (_, index) => scheduler.run(index % 3, never(), slice)));
    assert.equal(scheduler.waiting, 0);
  });

  it('lets a request between two slices of a longer one of lower priority', async () => {
    const scheduler = createScheduler();
    const order: string[] = [];
    const slices = async (name: string, priority: number, count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        await scheduler.run(priority, never(), async () => {
          order.push(name);
          await turn();
        });
      }
    };
    const long = slices('long', 1, 4);
    await turn();
    await Promise.all([long, slices('short', 5, 2)]);
    assert.deepEqual(order.slice(1, 3), ['short', 'short']);
    assert.equal(order.length, 6);
  });

  it('rejects at once who gives up while waiting, and serves the rest', async () => {
    const scheduler = createScheduler();
    const { began, end, run } = stage(scheduler);
    const first = run('first', 1);
    await turn();
    const stop = new AbortController();
    const quitter = run('quitter', 5, stop.signal);
    const patient = run('patient', 1);
    stop.abort();
    await assert.rejects(quitter, isAbortError);
    assert.equal(scheduler.waiting, 1);
    end('first');
    await turn();
    end('patient');
    await Promise.all([first, patient]);
    assert.deepEqual(began, ['first', 'patient']);
  });

  it('does not begin a slice for a signal that fired before, or in the same turn', async () => {
    const scheduler = createScheduler();
    const { began, end, run } = stage(scheduler);
    await assert.rejects(run('late', 5, AbortSignal.abort()), isAbortError);
    const stop = new AbortController();
    const quick = run('quick', 5, stop.signal);
    stop.abort();
    await assert.rejects(quick, isAbortError);
    const next = run('next', 1);
    await turn();
    end('next');
    await next;
    assert.deepEqual(began, ['next']);
  });

  it('leaves a running slice alone when its signal fires', async () => {
    const { end, run } = stage(createScheduler());
    const stop = new AbortController();
    const running = run('running', 5, stop.signal);
    await turn();
    stop.abort();
    end('running');
    assert.equal(await running, 'running');
  });

  it('is free again after a slice that fails, by a rejection or at once', async () => {
    const scheduler = createScheduler();
    const failure = new Error('slice');
    await assert.rejects(
      scheduler.run(1, never(), () => Promise.reject(failure)),
      failure,
    );
    await assert.rejects(
      scheduler.run(1, never(), () => {
        throw failure;
      }),
      failure,
    );
    assert.equal(await scheduler.run(1, never(), async () => 'next'), 'next');
  });
});
