// A document keeps its KV cache line, the one unused for longest is taken over, and each serves one request at a time.

import assert from 'node:assert/strict';
import { isAbortError } from '../../../src/base/errors.ts';
import { createSlots } from '../../../src/engine/worker/slots.ts';

const turn = (): Promise<void> => new Promise((wake) => setImmediate(wake));

describe('engine/worker/slots', () => {
  it('gives a session the slot it had, with its anchor', async () => {
    const slots = createSlots<string, number>(['one', 'two']);
    const first = await slots.with('a', async (slot) => {
      slot.anchor = 7;
      return slot.sequence;
    });
    assert.notEqual(await slots.with('b', async ({ sequence }) => sequence), first);
    await slots.with('a', async ({ sequence, session, anchor }) =>
      assert.deepEqual([sequence, session, anchor], [first, 'a', 7]),
    );
  });

  it('takes the slot unused for longest from its session, without its anchor', async () => {
    const slots = createSlots<string, number>(['one', 'two']);
    const use = (session: string) =>
      slots.with(session, async (slot) => {
        const { anchor } = slot;
        slot.anchor = 1;
        return [slot.sequence, anchor];
      });
    const [a] = await use('a');
    const [b] = await use('b');
    await use('a');
    assert.deepEqual(await use('c'), [b, undefined]);
    assert.deepEqual(await use('a'), [a, 1]);
    assert.deepEqual(await use('b'), [b, undefined]);
  });

  it('runs requests for one slot in the order they came, also after one that fails', async () => {
    const slots = createSlots<string, number>(['one']);
    const order: string[] = [];
    let running = 0;
    const use = (session: string, fails = false) =>
      slots.with(session, async () => {
        running++;
        assert.equal(running, 1);
        await turn();
        running--;
        order.push(session);
        if (fails) throw new Error(session);
      });
    const failing = assert.rejects(use('a', true), /a/);
    await Promise.all([failing, use('b'), use('a'), use('c')]);
    assert.deepEqual(order, ['a', 'b', 'a', 'c']);
  });

  it('lets go at once who gives up before his turn, and serves the rest', async () => {
    const slots = createSlots<string, number>(['one']);
    let end = (): void => assert.fail();
    const busy = slots.with('a', () => new Promise<void>((resolve) => (end = resolve)));
    const stop = new AbortController();
    const quitter = slots.with('a', () => assert.fail('it had its turn'), stop.signal);
    const patient = slots.with('a', async ({ sequence }) => sequence, new AbortController().signal);
    await turn();
    stop.abort();
    await assert.rejects(quitter, isAbortError);
    end();
    await busy;
    assert.equal(await patient, 'one');
  });

  it('runs to its end who began before the signal fired', async () => {
    const slots = createSlots<string, number>(['one']);
    const stop = new AbortController();
    const begun = slots.with(
      'a',
      async ({ sequence }) => {
        stop.abort();
        await turn();
        return sequence;
      },
      stop.signal,
    );
    assert.equal(await begun, 'one');
  });

  it('prefers a slot at rest to one in use', async () => {
    const slots = createSlots<string, number>(['one', 'two']);
    let end = (): void => assert.fail();
    const busy = slots.with('a', ({ sequence }) => new Promise<string>((resolve) => (end = () => resolve(sequence))));
    await turn();
    const b = await slots.with('b', async ({ sequence }) => sequence);
    assert.equal(await slots.with('c', async ({ sequence }) => sequence), b);
    end();
    assert.notEqual(await busy, b);
  });

  it('says so where there is no slot at all', async () => {
    await assert.rejects(
      createSlots([]).with('a', async () => undefined),
      RangeError,
    );
  });
});
