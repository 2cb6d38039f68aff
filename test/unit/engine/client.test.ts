// What the client decides before any process runs: forged SafeText is refused, one start serves all, failures stay.

import assert from 'node:assert/strict';
import { isAbortError, UserError } from '../../../src/base/errors.ts';
import { silentLog } from '../../../src/base/log.ts';
import { createEngineClient } from '../../../src/engine/client.ts';
import type { ChatRequest, Engine, InfillRequest } from '../../../src/engine/engine.ts';
import type { LoadOptions } from '../../../src/engine/protocol.ts';
import type { SafeText } from '../../../src/redaction/safeText.ts';
import { plainChat, plainRequest, safe, snippet } from '../../support/infill.ts';
import { withoutWaiting } from '../../support/withoutWaiting.ts';

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
    ask: (change = {}, signal = new AbortController().signal) =>
      engine.infill({ ...plainRequest, ...change }, { signal }),
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

  const chatFields: Readonly<Record<string, (value: SafeText) => Partial<ChatRequest>>> = {
    'messages.content': (content) => ({ messages: [...plainChat.messages, { role: 'user', content }] }),
    prefill: (prefill) => ({ prefill }),
  };
  const { signal } = new AbortController();
  async function refuses(field: string, started: Probe, work: Promise<unknown>): Promise<void> {
    await assert.rejects(work, (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.ok(error.message.includes(field) && !error.message.includes('let a'));
      return true;
    });
    assert.deepEqual([started.starts(), started.states, started.engine.state.kind], [0, [], 'idle']);
  }
  for (const [title, value] of Object.entries(forged)) {
    for (const [field, change] of Object.entries(chatFields)) {
      // A beginning that is not given is none.
      if (field === 'prefill' && value === undefined) continue;
      it(`refuses ${title} as ${field} of a conversation before anything starts`, async () => {
        const started = probe(fails);
        const request = { ...plainChat, ...change(value as SafeText) };
        await refuses(field, started, started.engine.chat(request, { signal }));
      });
    }
    it(`refuses to count ${title}`, async () => {
      const started = probe(fails);
      await refuses('text', started, started.engine.countTokens([real, value as SafeText], signal));
    });
  }
  it('refuses a role that is other words', async () => {
    const started = probe(fails);
    const messages = [{ role: 'let a = ' as 'user', content: real }];
    await refuses('messages.role', started, started.engine.chat({ ...plainChat, messages }, { signal }));
  });

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

  it('is idle again after a failure that the user cannot mend, cancels quietly and tries again', () =>
    withoutWaiting(async () => {
      const { engine, starts, ask } = probe(() => Promise.reject(new Error('bug')));
      await assert.rejects(ask(), isAbortError);
      assert.equal(engine.state.kind, 'idle');
      await assert.rejects(ask(), isAbortError);
      assert.equal(starts(), 2);
    }));

  it('counts a failure that nobody foresaw as a crash, so that not every key starts a process', () =>
    withoutWaiting(async () => {
      const { engine, starts, ask } = probe(() => Promise.reject(new Error('bug')));
      for (let key = 0; key < 10; key++) await assert.rejects(ask());
      assert.equal(starts(), 3);
      assert.ok(engine.state.kind === 'failed' && engine.state.error.action === 'restart-engine');
    }));

  it('tries again after a minute where only memory was missing, for that may be free by then', async () => {
    const { now } = Date;
    let clock = now();
    Date.now = () => clock;
    try {
      const memory = new UserError('memory', 'There is too little memory.', 'choose-model');
      const { starts, ask } = probe(() => Promise.reject(starts() === 3 ? missing : memory));
      const triesAfter = async (ms: number): Promise<number> => {
        clock += ms;
        await assert.rejects(ask(), UserError);
        return starts();
      };
      assert.deepEqual([await triesAfter(0), await triesAfter(59_000), await triesAfter(1_000)], [1, 1, 2]);
      assert.deepEqual([await triesAfter(60_000), await triesAfter(60_000)], [3, 3]);
    } finally {
      Date.now = now;
    }
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
