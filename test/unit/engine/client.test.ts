// What the client decides before any process runs: forged SafeText is refused, one start serves all, failures stay.

import assert from 'node:assert/strict';
import { isAbortError, UserError } from '../../../src/base/errors.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createEngineClient } from '../../../src/engine/client.ts';
import {
  type ContextSnippet,
  type Engine,
  type InfillOptions,
  type InfillRequest,
  type InfillResult,
  Priority,
} from '../../../src/engine/engine.ts';
import type { LoadOptions } from '../../../src/engine/protocol.ts';
import { createRedactor, type SafeText } from '../../../src/redaction/safeText.ts';
import { createFakeWorker, type FakeWorker } from '../../support/fakeWorker.ts';

const safe = (text: string): SafeText => createRedactor().redact({ text }).safe;
const snippet: ContextSnippet = { id: '1', path: safe('b.ts'), text: safe('let b') };
const request: InfillRequest = {
  session: 'a',
  context: [snippet],
  path: safe('a.ts'),
  before: safe('let a = '),
  firstLine: 0,
  after: safe(''),
  maxLines: 1,
  maxTokens: 8,
  budgetMs: 1000,
  priority: Priority.completion,
};
const missing = new UserError('model-missing', 'There is no such file.', 'choose-model');

interface Probe {
  readonly engine: Engine;
  readonly states: readonly string[];
  /** How often the model was asked for, that is, how many starts there were. */
  readonly starts: () => number;
  ask(change?: Partial<InfillRequest>, signal?: AbortSignal): Promise<unknown>;
}

/** A client whose model never gets as far as a process. */
function probe(resolveModel: () => Promise<LoadOptions>): Probe {
  let starts = 0;
  const states: string[] = [];
  const engine = createEngineClient({
    workerPath: 'never/worker.mjs',
    execPath: 'never/node',
    packagePaths: [],
    resolveModel: () => {
      starts++;
      return resolveModel();
    },
    unloadAfterMs: () => 0,
    log: silentLog,
  });
  engine.onState(({ kind }) => states.push(kind));
  return {
    engine,
    states,
    starts: () => starts,
    ask: (change = {}, signal = new AbortController().signal) => engine.infill({ ...request, ...change }, { signal }),
  };
}

const fails = (): Promise<never> => Promise.reject(missing);

describe('engine/client, SafeText', () => {
  const real = safe('let a = ');
  const forged: Readonly<Record<string, unknown>> = {
    'a cast': { text: 'let a = ', hiddenCount: 0 },
    'parsed JSON': JSON.parse(JSON.stringify(real)),
    'a spread copy': { ...real },
    'a structured clone': structuredClone(real),
    'an heir': Object.create(real),
    'a proxy': new Proxy(real, {}),
    'a string': 'let a = ',
    nothing: undefined,
  };
  const fields: Readonly<Record<string, (value: SafeText) => Partial<InfillRequest>>> = {
    before: (before) => ({ before }),
    after: (after) => ({ after }),
    path: (path) => ({ path }),
    'context.text': (text) => ({ context: [snippet, { ...snippet, text }] }),
    'context.path': (path) => ({ context: [{ ...snippet, path }, snippet] }),
  };
  for (const [field, change] of Object.entries(fields)) {
    for (const [title, value] of Object.entries(forged)) {
      it(`refuses ${title} as ${field} before anything starts`, async () => {
        const { engine, states, starts, ask } = probe(fails);
        await assert.rejects(ask(change(value as SafeText)), (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.ok(error.message.includes(field) && !error.message.includes('let a'));
          return true;
        });
        assert.deepEqual([starts(), states, engine.state.kind], [0, [], 'idle']);
      });
    }
  }

  it('lets what redaction made pass', async () => {
    const { starts, ask } = probe(fails);
    await assert.rejects(ask(), missing);
    assert.equal(starts(), 1);
  });
});

describe('engine/client, starting', () => {
  it('starts nothing before the first request, nor for one that is cancelled already', async () => {
    const { engine, starts, ask } = probe(fails);
    await assert.rejects(ask({}, AbortSignal.abort()), isAbortError);
    assert.deepEqual(
      [starts(), engine.state.kind, engine.workerPid, engine.sandbox],
      [0, 'idle', undefined, undefined],
    );
  });

  it('shares one start, and its failure, among all who wait', async () => {
    const { engine, states, starts, ask } = probe(fails);
    await Promise.all([ask(), ask(), ask()].map((asked) => assert.rejects(asked, missing)));
    assert.deepEqual([starts(), states], [1, ['starting', 'failed']]);
    assert.deepEqual(engine.state, { kind: 'failed', error: missing });
  });

  it('does not try again after a failure until it is restarted', async () => {
    const { engine, starts, ask } = probe(fails);
    await assert.rejects(ask(), missing);
    await assert.rejects(ask(), missing);
    assert.equal(starts(), 1);
    await engine.restart();
    assert.equal(engine.state.kind, 'idle');
    await assert.rejects(ask(), missing);
    assert.equal(starts(), 2);
  });

  it('is idle again after a failure that the user cannot mend, and tries again', async () => {
    const { engine, starts, ask } = probe(() => Promise.reject(new Error('bug')));
    await assert.rejects(ask(), /bug/);
    assert.equal(engine.state.kind, 'idle');
    await assert.rejects(ask(), /bug/);
    assert.equal(starts(), 2);
  });

  it('lets one give up while it starts, and the others wait on', async () => {
    let fail = (): void => assert.fail();
    const { engine, starts, ask } = probe(() => new Promise((_resolve, reject) => (fail = () => reject(missing))));
    const stop = new AbortController();
    const quitter = ask({}, stop.signal);
    const patient = ask();
    stop.abort();
    await assert.rejects(quitter, isAbortError);
    assert.equal(engine.state.kind, 'starting');
    await new Promise((wake) => setImmediate(wake));
    fail();
    await assert.rejects(patient, missing);
    assert.equal(starts(), 1);
  });

  it('refuses what comes after its end', async () => {
    const { engine, starts, ask } = probe(fails);
    await engine.dispose();
    await assert.rejects(ask(), isAbortError);
    assert.equal(starts(), 0);
  });
});

const load: LoadOptions = { modelPath: '/m.gguf', fimOrder: 'auto', contextTokens: 0, threads: 0 };

/** A client over fake workers, one for each start; `loads` false: none loads before it is told to. */
function fake({ loads = true, unloadAfterMs = 0 } = {}) {
  const workers: FakeWorker[] = [];
  const states: string[] = [];
  const engine = createEngineClient(
    {
      workerPath: 'never/worker.mjs',
      execPath: 'never/node',
      packagePaths: [],
      resolveModel: async () => load,
      unloadAfterMs: () => unloadAfterMs,
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
      engine.infill(request, { signal: new AbortController().signal, ...options }),
  };
}

const turn = (): Promise<void> => new Promise((wake) => setImmediate(wake));
const result: InfillResult = {
  text: 'x',
  stopReason: 'end',
  figures: {
    promptTokens: 1,
    evaluatedTokens: 1,
    reusedTokens: 0,
    queueMs: 0,
    prefillMs: 0,
    firstTokenMs: 0,
    generatedTokens: 1,
    generateMs: 0,
    threads: 1,
  },
  meanLogProbability: undefined,
  used: { contextIds: [], prefixCutChars: 0, suffixCutChars: 0 },
};

/** Runs `test` with back-off times cut to nothing. */
async function withoutWaiting(test: () => Promise<void>): Promise<void> {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = ((wake: () => void) => setTimeout(wake, 0)) as unknown as typeof setTimeout;
  try {
    await test();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}

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
    worker().say({ type: 'done', id: second, result: { ...result, text: 'bb' } });
    worker().say({ type: 'text', id: second, text: 'late' });
    worker().say({ type: 'done', id: first, result: { ...result, text: 'aa' } });
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

  it('sends plain texts and nothing of the host’s objects', async () => {
    const { worker, ask } = fake();
    void ask().catch(() => undefined);
    await turn();
    const [message] = worker().sent;
    assert.ok(message?.type === 'infill');
    assert.deepEqual(message.request, {
      ...request,
      path: 'a.ts',
      before: 'let a = ',
      after: '',
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
    worker().say({ type: 'done', id: otherId, result });
    assert.equal((await other).text, 'x');
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
    worker().say({ type: 'done', id: worker().requests[0] ?? 0, result });
    assert.equal((await patient).text, 'x');
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

  it('starts another worker after a crash, and a third crash within a minute ends that', () =>
    withoutWaiting(async () => {
      const { engine, workers, worker, ask } = fake();
      for (const number of [0, 1, 2]) {
        const asked = ask();
        for (let i = 0; i < 500 && workers.length <= number; i++) await new Promise((wake) => setTimeout(wake, 0));
        await turn();
        worker(number).die();
        await assert.rejects(asked, (error) => error instanceof UserError && error.code === 'engine-crashed');
        assert.equal(engine.state.kind, number < 2 ? 'idle' : 'failed');
      }
      await assert.rejects(ask(), /3 times within a minute/);
      assert.equal(workers.length, 3);
      await engine.restart();
      void ask().catch(() => undefined);
      await turn();
      assert.equal(workers.length, 4);
    }));

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
    worker().say({ type: 'done', id: worker().requests[0] ?? 0, result });
    await asked;
    for (let i = 0; i < 500 && !worker().stopped; i++) await new Promise((wake) => setTimeout(wake, 1));
    assert.deepEqual([worker().stopped, engine.state.kind], [true, 'idle']);
    const next = ask();
    await turn();
    worker(1).say({ type: 'done', id: worker(1).requests[0] ?? 0, result });
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
    worker(1).say({ type: 'done', id: worker(1).requests[0] ?? 0, result });
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
