// The client over a worker that the test plays: answers find their request, crashes restart it, states are told in order.

import assert from 'node:assert/strict';
import { isAbortError, UserError } from '../../../src/base/errors.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createEngineClient } from '../../../src/engine/client.ts';
import type { InfillOptions } from '../../../src/engine/engine.ts';
import type { LoadOptions } from '../../../src/engine/protocol.ts';
import { createFakeWorker, type FakeWorker } from '../../support/fakeWorker.ts';
import { plainAnswer, plainChat, plainRequest, plainResult, safe } from '../../support/infill.ts';
import { withoutWaiting } from '../../support/withoutWaiting.ts';

const load: LoadOptions = { modelPath: '/m.gguf', fimOrder: 'auto', contextTokens: 0, threads: 0 };

/** A client over fake workers, one for each start; `loads` false: none loads before it is told to. */
function fake({ loads = true, unloadAfterMs = 0, onBattery = (): boolean => false } = {}) {
  const workers: FakeWorker[] = [];
  const states: string[] = [];
  const engine = createEngineClient(
    {
      workerPath: 'never/worker.mjs',
      execPath: 'never/node',
      packagePaths: [],
      resolveModel: async () => load,
      unloadAfterMs: () => unloadAfterMs,
      onBattery,
      log: silentLog,
    },
    async (_options, receive) => {
      const worker = createFakeWorker(receive, loads);
      workers.push(worker);
      return worker;
    },
  );
  engine.onState(({ kind }) => states.push(kind));
  return {
    engine,
    states,
    workers,
    worker: (number = 0): FakeWorker => workers[number] ?? assert.fail(`no worker ${number}`),
    ask: (options: Partial<InfillOptions> = {}) =>
      engine.infill(plainRequest, { signal: new AbortController().signal, ...options }),
  };
}

const turn = (): Promise<void> => new Promise((wake) => setImmediate(wake));

describe('engine/client, over a worker', () => {
  it('gives each request its own text and its own result', async () => {
    const { engine, states, worker, ask } = fake();
    const heard: string[] = [];
    const asked = [
      ask({ onText: (text) => heard.push(`first ${text}`) }),
      ask({ onText: (text) => heard.push(`second ${text}`) }),
    ];
    await turn();
    assert.deepEqual([engine.state.kind, engine.sandbox, engine.workerPid], ['thinking', 'partial', 1]);
    const [first = 0, second = 0] = worker().requests;
    worker().say({ type: 'text', id: second, text: 'b' });
    worker().say({ type: 'text', id: first, text: 'a' });
    worker().say({ type: 'done', id: second, result: { ...plainResult, text: 'bb' } });
    worker().say({ type: 'text', id: second, text: 'late' });
    worker().say({ type: 'done', id: first, result: { ...plainResult, text: 'aa' } });
    assert.deepEqual(
      (await Promise.all(asked)).map(({ text }) => text),
      ['aa', 'bb'],
    );
    assert.deepEqual(heard, ['second b', 'first a']);
    assert.deepEqual(
      states.filter((state, at) => state !== states[at - 1]),
      ['starting', 'ready', 'thinking', 'ready'],
    );
  });

  it('tells each worker of the battery before a request, once for each change', async () => {
    let onBattery = false;
    const { worker, ask } = fake({ onBattery: () => onBattery });
    const told: boolean[] = [];
    for (const now of [false, true, true, false]) {
      onBattery = now;
      const asked = ask();
      await turn();
      worker().say({ type: 'done', id: worker().requests.at(-1) ?? 0, result: plainResult });
      await asked;
    }
    for (const message of worker().sent) if (message.type === 'power') told.push(message.onBattery);
    assert.deepEqual(told, [true, false]);
  });

  it('sends plain texts and nothing of the host’s objects', async () => {
    const { worker, ask } = fake();
    void ask().catch(() => undefined);
    await turn();
    const [message] = worker().sent;
    assert.ok(message?.type === 'infill');
    assert.deepEqual(message.request, {
      ...plainRequest,
      leastProbability: 0.01,
      path: 'a.ts',
      before: 'let a = ',
      after: '',
      afterHidden: 0,
      alternatives: 0,
      scope: undefined,
      context: [{ id: '1', path: 'b.ts', text: 'let b' }],
    });
  });

  it('passes cancelling on, and rejects when the worker has let go', async () => {
    const { worker, ask } = fake();
    const stop = new AbortController();
    const asked = ask({ signal: stop.signal });
    const other = ask();
    await turn();
    const [id = 0, otherId = 0] = worker().requests;
    stop.abort();
    assert.deepEqual(worker().sent.at(-1), { type: 'cancel', id });
    worker().say({ type: 'cancelled', id, figures: undefined });
    await assert.rejects(asked, isAbortError);
    worker().say({ type: 'done', id: otherId, result: plainResult });
    assert.equal((await other).text, plainResult.text);
  });

  it('sends nothing for a request that gave up while the model was loading', async () => {
    const { worker, ask } = fake({ loads: false });
    const stop = new AbortController();
    const quitter = ask({ signal: stop.signal });
    const patient = ask();
    await turn();
    stop.abort();
    await assert.rejects(quitter, isAbortError);
    worker().loaded();
    await turn();
    assert.equal(worker().requests.length, 1);
    worker().say({ type: 'done', id: worker().requests[0] ?? 0, result: plainResult });
    assert.equal((await patient).text, plainResult.text);
  });

  it('brings the worker’s failures over: what the user can mend as it is, all else without its words', async () => {
    const { worker, ask } = fake();
    const asked = [ask(), ask()];
    await turn();
    const [first = 0, second = 0] = worker().requests;
    const error = { kind: 'user', code: 'model-no-fim', message: 'No markers.', action: 'choose-model' } as const;
    worker().say({ type: 'failed', id: first, error });
    worker().say({ type: 'failed', id: second, error: { kind: 'bug', frames: 'Error\n at secret' } });
    await assert.rejects(asked[0] ?? assert.fail(), new UserError(error.code, error.message, error.action));
    await assert.rejects(asked[1] ?? assert.fail(), (bug: Error) => !bug.message.includes('secret'));
  });

  it('starts another worker after a crash and cancels what was under way; a third crash within a minute ends that', () =>
    withoutWaiting(async () => {
      const { engine, workers, worker, ask } = fake();
      for (const number of [0, 1, 2]) {
        const asked = ask();
        for (let i = 0; i < 500 && workers.length <= number; i++) await new Promise((wake) => setTimeout(wake, 0));
        await turn();
        worker(number).die();
        await assert.rejects(asked, number < 2 ? isAbortError : /3 times within a minute/);
        assert.equal(engine.state.kind, number < 2 ? 'idle' : 'failed');
      }
      await assert.rejects(ask(), /3 times within a minute/);
      assert.equal(workers.length, 3);
      await engine.restart();
      void ask().catch(() => undefined);
      await turn();
      assert.equal(workers.length, 4);
    }));

  it('gives a conversation its words, how far it is read and its result', async () => {
    const { engine, worker } = fake();
    const heard: unknown[] = [];
    const asked = engine.chat(plainChat, {
      signal: new AbortController().signal,
      onText: (added, part) => heard.push([part, added]),
      onProgress: (progress) => heard.push(progress),
    });
    const counted = engine.countTokens([safe('let a')], new AbortController().signal);
    await turn();
    const [chat, count] = worker().sent.filter(({ type }) => type === 'chat' || type === 'count');
    assert.ok(chat?.type === 'chat' && count?.type === 'count');
    assert.deepEqual(chat.request.messages[1], { role: 'user', content: 'Why?' });
    const progress = { readTokens: 4, promptTokens: 10 };
    worker().say({ type: 'progress', id: chat.id, progress });
    worker().say({ type: 'added', id: chat.id, part: 'reasoning', text: 'so' });
    worker().say({ type: 'counted', id: count.id, counts: [2] });
    worker().say({ type: 'answered', id: chat.id, result: plainAnswer });
    assert.deepEqual([await asked, await counted], [plainAnswer, [2]]);
    assert.deepEqual(heard, [progress, ['reasoning', 'so']]);
    assert.equal(engine.state.kind, 'ready');
  });

  it('tells who waits for an answer that the process ended, once it did, and while it starts', () =>
    withoutWaiting(async () => {
      for (const loads of [true, false]) {
        const { engine, worker } = fake({ loads });
        const { signal } = new AbortController();
        const asked = engine.chat(plainChat, { signal });
        const counted = engine.countTokens([safe('let a')], signal);
        await turn();
        worker().die();
        await assert.rejects(asked, (error) => error instanceof UserError && error.code === 'engine-crashed');
        await assert.rejects(counted, isAbortError);
        await engine.dispose();
      }
    }));

  it('tells what a conversation cost that was cancelled', async () => {
    const { engine, worker } = fake();
    const controller = new AbortController();
    const costs: unknown[] = [];
    const asked = engine.chat(plainChat, { signal: controller.signal, onCancelled: (figures) => costs.push(figures) });
    await turn();
    controller.abort();
    const { figures } = plainAnswer;
    const id = worker().sent.flatMap((message) => (message.type === 'cancel' ? [message.id] : []))[0] ?? 0;
    worker().say({ type: 'cancelled', id, figures });
    await assert.rejects(asked, isAbortError);
    assert.deepEqual(costs, [figures]);
  });

  it('tells who waits for a load that is stopped on purpose that it was cancelled, not that it failed', async () => {
    const { engine, worker, ask } = fake({ loads: false });
    const asked = ask();
    await turn();
    const restarted = engine.restart();
    await assert.rejects(asked, isAbortError);
    await restarted;
    assert.deepEqual([engine.state.kind, worker().stopped], ['idle', true]);
  });

  it('unloads after a while without requests, and loads again for the next', async () => {
    const { engine, workers, worker, ask } = fake({ unloadAfterMs: 1 });
    const asked = ask();
    await turn();
    await new Promise((wake) => setTimeout(wake, 10));
    assert.equal(worker().stopped, false);
    worker().say({ type: 'done', id: worker().requests[0] ?? 0, result: plainResult });
    await asked;
    for (let i = 0; i < 500 && !worker().stopped; i++) await new Promise((wake) => setTimeout(wake, 1));
    assert.deepEqual([worker().stopped, engine.state.kind], [true, 'idle']);
    const next = ask();
    await turn();
    worker(1).say({ type: 'done', id: worker(1).requests[0] ?? 0, result: plainResult });
    await next;
    assert.equal(workers.length, 2);
  });

  it('shows the state of the next worker, not of the one that is still ending', async () => {
    const { engine, worker, ask } = fake();
    void ask().catch(() => undefined);
    await turn();
    const restarted = engine.restart();
    assert.equal(engine.state.kind, 'idle');
    const next = ask();
    await restarted;
    await turn();
    assert.equal(engine.state.kind, 'thinking');
    worker(1).say({ type: 'done', id: worker(1).requests[0] ?? 0, result: plainResult });
    await next;
  });

  it('rejects what is under way when it ends, and ends the worker', async () => {
    const { engine, worker, ask } = fake();
    const asked = ask();
    await turn();
    const ended = engine.dispose();
    await assert.rejects(asked, isAbortError);
    await ended;
    assert.equal(worker().stopped, true);
    await assert.rejects(ask(), isAbortError);
  });
});
