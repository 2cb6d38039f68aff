// The engine as a process: cancelling, priorities, crashes, unloading, and files that are no model.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbortError, UserError, type UserErrorCode } from '../../src/base/errors.ts';
import { silentLog } from '../../src/base/log.ts';
import { type Engine, type EngineState, Priority } from '../../src/engine/engine.ts';
import { createWorkerStarter } from '../../src/engine/workerProcess.ts';
import { createTestEngine, loadOptions, starterModel } from '../support/engine.ts';
import { randomModel } from '../support/randomModel.ts';
import { eventually } from '../support/wait.ts';

const longText = (name: string) =>
  Array.from({ length: 150 }, (_, i) => `  const ${name}${i} = compute(${i}, "text ${i}");`).join('\n');
const longCode = longText('value');

describe('cancelling and priorities', () => {
  let engine: Engine;
  let ask: ReturnType<typeof createTestEngine>['ask'];
  before(async () => {
    // Wide enough that a slice takes a while and a whole window takes many.
    const model = await randomModel({ vocabulary: 'deepseek-coder', shape: { layers: 8, width: 512, context: 2048 } });
    ({ engine, ask } = createTestEngine({ model }));
    await ask({ session: 'first', before: 'x = ', maxTokens: 1 });
  });
  after(() => engine.dispose());

  it('gives up a long prompt between two slices, and keeps what was evaluated', async () => {
    // How long a slice takes is the machine's business: one of these moments falls between the first and the last.
    for (const delayMs of [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512]) {
      const before = `${longText(`after${delayMs}at`)}\n  cons`;
      const controller = new AbortController();
      const running = ask({ session: `long ${delayMs}`, before, maxTokens: 0 }, { signal: controller.signal });
      setTimeout(() => controller.abort(), delayMs);
      const ended = await running.then(
        () => 'whole',
        (error: unknown) => (isAbortError(error) ? 'cancelled' : error),
      );
      assert.ok(ended === 'whole' || ended === 'cancelled', String(ended));
      const { figures } = await ask({ session: `long ${delayMs}`, before, maxTokens: 1 });
      if (ended === 'cancelled' && figures.reusedTokens > 64 && figures.evaluatedTokens > 64) return;
    }
    assert.fail('no cancelling came between two slices');
  });

  it('serves a completion before a warm-up that came first', async () => {
    const order: string[] = [];
    const warm = ask({ session: 'warm', before: `${longCode}\n  let`, maxTokens: 0, priority: Priority.warmUp });
    const warmed = warm.then(() => order.push('warm-up'));
    const completed = ask({ session: 'quick', before: 'let y = ', maxTokens: 2 }).then(() => order.push('completion'));
    await Promise.all([warmed, completed]);
    assert.deepEqual(order, ['completion', 'warm-up']);
  });

  it('rejects at once what is cancelled before it starts', async () => {
    await assert.rejects(ask({ before: 'x' }, { signal: AbortSignal.abort() }), isAbortError);
  });
});

describe('crashes', () => {
  const { engine, ask } = createTestEngine();
  after(() => engine.dispose());

  it('starts again after a crash, and stops after three within a minute with the reason', async () => {
    const states: EngineState['kind'][] = [];
    engine.onState(({ kind }) => states.push(kind));
    for (const crash of [1, 2, 3]) {
      const { text } = await ask({ before: 'function add(a, b) {\n  ret' });
      assert.notEqual(text, '', `before crash ${crash}`);
      process.kill(engine.workerPid ?? 0, 'SIGKILL');
      await eventually('the end of the worker', () => engine.workerPid === undefined);
    }
    assert.equal(engine.state.kind, 'failed');
    await rejectsWith('engine-crashed', ask({ before: 'x' }));
    assert.match(engine.state.kind === 'failed' ? engine.state.error.message : '', /3 times within a minute/);
    await engine.restart();
    assert.notEqual((await ask({ before: 'function add(a, b) {\n  ret' })).text, '');
    assert.deepEqual([...new Set(states)], ['starting', 'ready', 'thinking', 'idle', 'failed']);
  });

  it('cancels a request that was under way, since it starts again by itself', async () => {
    await engine.restart();
    await ask({ before: 'x' });
    const running = ask({ before: `${longCode}\n`, maxTokens: 200 });
    process.kill(engine.workerPid ?? 0, 'SIGKILL');
    await assert.rejects(running, isAbortError);
    assert.equal(engine.state.kind, 'idle');
  });
});

describe('the life of the process', () => {
  it('starts nothing before the first need, and leaves memory when nothing was asked for a while', async () => {
    const { engine, ask } = createTestEngine({ unloadAfterMs: 50 });
    try {
      assert.equal(engine.workerPid, undefined);
      assert.equal(engine.state.kind, 'idle');
      await ask({ before: 'x' });
      await eventually('the model to leave memory', () => engine.state.kind === 'idle');
      assert.equal(engine.workerPid, undefined);
      assert.ok((await ask({ before: 'let a = ' })).figures.promptTokens > 0);
    } finally {
      await engine.dispose();
    }
  });

  it('is given up, with an action, when it hangs before its first word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-mute-'));
    const mute = join(folder, 'mute.mjs');
    writeFileSync(mute, 'process.on("message", () => undefined);\n');
    const { execPath } = process;
    const start = { execPath, workerPath: mute, packagePaths: [], modelPath: mute, log: silentLog, greetingMs: 300 };
    try {
      await rejectsWith(
        'engine-timeout',
        createWorkerStarter()(start, () => assert.fail('it spoke')),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('shares one start among requests that come together, and survives a restart while starting', async () => {
    const { engine, ask } = createTestEngine();
    try {
      const early = [ask({ session: 'a', before: 'x' }), ask({ session: 'b', before: 'y' })];
      const settled = Promise.allSettled(early);
      await engine.restart();
      for (const { status } of await settled) assert.equal(status, 'rejected');
      assert.equal(engine.state.kind, 'idle');
      await Promise.all([ask({ session: 'a', before: 'x' }), ask({ session: 'b', before: 'y' })]);
      assert.equal(engine.state.kind, 'ready');
    } finally {
      await engine.dispose();
    }
  });
});

describe('the ladder of sandboxes', () => {
  it('takes no weaker rung because the process was killed while it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-killed-'));
    const killed = join(folder, 'killed.mjs');
    writeFileSync(killed, 'process.kill(process.pid, "SIGKILL");\n');
    const { execPath } = process;
    const start = { execPath, workerPath: killed, packagePaths: [], modelPath: killed, log: silentLog };
    try {
      await assert.rejects(
        createWorkerStarter()(start, () => assert.fail('it spoke')),
        /ended while it started/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('files that cannot be used', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-bad-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function failsWith(code: UserErrorCode, model: string, load = {}): Promise<void> {
    const { engine, ask } = createTestEngine({ model, load });
    try {
      await rejectsWith(code, ask({ before: 'x' }));
      if (code !== 'model-no-fim') assert.equal(engine.state.kind, 'failed');
      await rejectsWith(code, ask({ before: 'x' }));
    } finally {
      await engine.dispose();
    }
  }

  it('names a file that is no GGUF', async () => {
    const path = join(folder, 'text.gguf');
    writeFileSync(path, 'just some text');
    await failsWith('model-not-gguf', path);
  });

  it('names a truncated model', async () => {
    const path = join(folder, 'short.gguf');
    writeFileSync(path, readFileSync(starterModel));
    truncateSync(path, 3_000_000);
    await failsWith('model-unsupported', path);
  });

  it('names a model that was not trained to fill in', async () => {
    const path = await randomModel({ vocabulary: 'chat-only' });
    await failsWith('model-no-fim', path);
  });

  it('names a model for which there is too little memory', async () => {
    const shape = { layers: 64, width: 2048, heads: 16, kvHeads: 16, feedForward: 64, context: 4_000_000 };
    const path = await randomModel({ vocabulary: 'Granite', shape });
    await failsWith('memory', path, { contextTokens: 4_000_000 });
  });

  it('passes on what the choice of the model throws, and works after a restart', async () => {
    const missing = new UserError('model-missing', 'There is no such file.', 'choose-model');
    let fails = true;
    const { engine, ask } = createTestEngine({
      resolveModel: async () => {
        if (fails) throw missing;
        return loadOptions(starterModel);
      },
    });
    try {
      await rejectsWith('model-missing', ask({ before: 'x' }));
      fails = false;
      await rejectsWith('model-missing', ask({ before: 'x' }));
      await engine.restart();
      assert.ok((await ask({ before: 'let a = ' })).figures.promptTokens > 0);
    } finally {
      await engine.dispose();
    }
  });
});

async function rejectsWith(code: UserErrorCode, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.equal(error.code, code);
    assert.ok(error.action);
    return true;
  });
}
