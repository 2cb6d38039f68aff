// The context of conversations: as large as memory allows, and gone when nobody needs it.

import assert from 'node:assert/strict';
import type { LlamaContextSequence } from 'node-llama-cpp';
import { createChatContext, planChatTokens } from '../../../src/engine/worker/chatContext.ts';
import { eventually } from '../../support/wait.ts';

function fake({ idleMs = 0, freeBytes = 2 ** 40 } = {}) {
  const events: string[] = [];
  let nowMs = 0;
  let fails = false;
  const context = createChatContext({
    async open() {
      events.push('open');
      if (fails) throw new Error('no memory');
      const dispose = async (): Promise<void> => void events.push('dispose');
      return { sequence: {} as LlamaContextSequence, contextTokens: 512, dispose };
    },
    now: () => nowMs,
    freeBytes: () => freeBytes,
    checkMs: 1,
  });
  const pass = (): void => {
    nowMs += idleMs;
  };
  const fail = (now: boolean): void => {
    fails = now;
  };
  return { context, events, pass, fail };
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise((wake) => setTimeout(wake, 2));
};

describe('engine/worker/chatContext', () => {
  it('is made at the first question, and once', async () => {
    const { context, events } = fake();
    assert.deepEqual(events, []);
    const used = await Promise.all([1, 2].map((n) => context.use(async ({ contextTokens }) => contextTokens + n)));
    assert.deepEqual([used, events], [[513, 514], ['open']]);
  });

  it('goes when nobody has asked for a while, and comes again', async () => {
    const { context, events, pass } = fake({ idleMs: 10 * 60_000 });
    await context.use(async () => {
      pass();
      await turns();
      assert.deepEqual(events, ['open']);
    });
    pass();
    await eventually('the end of the context', () => events.length === 2);
    await context.use(async () => undefined);
    assert.deepEqual(events, ['open', 'dispose', 'open']);
  });

  it('goes at once when the memory is short, but for who uses it', async () => {
    const { context, events } = fake({ freeBytes: 1 });
    await context.use(async () => {
      await turns();
      assert.deepEqual(events, ['open']);
    });
    await eventually('the end of the context', () => events.length === 2);
  });

  it('is tried again after it could not be made', async () => {
    const { context, events, fail } = fake();
    fail(true);
    await assert.rejects(
      context.use(async () => undefined),
      /no memory/,
    );
    fail(false);
    await context.use(async () => undefined);
    assert.deepEqual(events, ['open', 'open']);
  });
});

describe('engine/worker/chatContext, the plan', () => {
  const gib = 2 ** 30;
  const plan = (mostTokens: number, freeBytes: number, perToken: number) =>
    planChatTokens({ mostTokens, freeBytes, bytesOf: (tokens) => tokens * perToken });

  it('takes what the model was trained for, up to what is read in a bearable time', () => {
    assert.equal(plan(4096, 8 * gib, 1000), 4096);
    assert.equal(plan(131_072, 8 * gib, 1000), 16_384);
  });

  it('leaves half of the free memory to others', () => {
    assert.equal(plan(16_384, gib, 65_536), 8192);
    assert.equal(plan(16_384, 64 * gib, 2 ** 18), 8192);
  });

  it('is none where not even a short conversation fits', () => {
    assert.equal(plan(16_384, 2 ** 20, 65_536), 0);
    assert.equal(plan(256, 8 * gib, 1000), 256);
  });
});
