// The replay attributes every evaluated token to its key, or to the sum alone where no key asked for it.

import assert from 'node:assert/strict';
import { percentiles, type Replay, summarize, together, windowOf } from '../../../bench/figures.ts';
import { toBody } from '../../../bench/llamaReplay.ts';
import { type MeasuredEngine, measureEngine } from '../../../bench/measuredEngine.ts';
import { playTrace } from '../../../bench/moments.ts';
import { noChat } from '../../../bench/noChat.ts';
import { replayOurs } from '../../../bench/replay.ts';
import { abortError } from '../../../src/base/errors.ts';
import type { Completion, CompletionOutcome, CompletionRequest } from '../../../src/completion/outcome.ts';
import { type Engine, type InfillRequest, type InfillResult, Priority } from '../../../src/engine/engine.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';

const { safe } = createRedactor().redact({ text: '' });
const empty: InfillRequest = {
  ...{ session: 's', context: [], path: safe, before: safe, firstLine: 0, after: safe },
  ...{ maxLines: 1, maxTokens: 1, budgetMs: 1, leastProbability: () => 0, priority: Priority.completion },
};

function result(evaluatedTokens: number, promptTokens: number): InfillResult {
  const times = { queueMs: 0, prefillMs: 0, firstTokenMs: 0, generateMs: 0 };
  const figures = { ...times, promptTokens, evaluatedTokens, reusedTokens: 0, generatedTokens: 1, threads: 1 };
  const used = { contextIds: [], prefixCutChars: 0, suffixCutChars: 0 };
  return { text: 'x', stopReason: 'end', figures, lineProbability: 1, used };
}

const cancelled = result(7, 9).figures;

/** Answers each call with the next figures; an `undefined` is cancelled. */
function scriptedEngine(answers: readonly (InfillResult | undefined)[]): Engine {
  const left = [...answers];
  return {
    ...{ state: { kind: 'idle' } as const, sandbox: undefined, workerPid: undefined },
    onState: () => ({ dispose: () => undefined }),
    async infill(_request, { onCancelled }) {
      const answer = left.shift();
      await new Promise(setImmediate);
      if (!answer) onCancelled?.(cancelled);
      if (!answer) throw abortError();
      return answer;
    },
    ...noChat,
    restart: async () => undefined,
    dispose: async () => undefined,
  };
}

const item = { text: 'x', range: { start: 0, end: 0 } };
const found: CompletionOutcome = { kind: 'item', item, fromMemory: false, figures: undefined, hiddenCount: 0 };
const signal = new AbortController().signal;

/** `a` asks once, `2` twice, `s` also speculates after its answer, `m` remembers, everything else asks nothing. */
function scriptedCompletion(engine: Engine): Completion {
  return {
    async complete({ text, offset }: CompletionRequest) {
      const key = text[offset - 1] ?? '';
      if (key === 'm') return { ...found, fromMemory: true };
      if (!'a2s'.includes(key)) return { kind: 'none', why: { reason: 'inside-word' } };
      await engine.infill(empty, { signal });
      if (key === '2') await engine.infill(empty, { signal });
      if (key === 's') void engine.infill(empty, { signal }).catch(() => undefined);
      return found;
    },
    async warmUp() {
      await engine.infill({ ...empty, maxTokens: 0 }, { signal });
    },
    rest: () => undefined,
    forget: () => undefined,
  };
}

function replay(typed: string, answers: readonly (InfillResult | undefined)[]): Promise<Replay> {
  const measured = measureEngine(scriptedEngine(answers));
  return replayOver(measured, scriptedCompletion(measured.engine), { name: 'trace', typed });
}

function replayOver(
  measured: MeasuredEngine,
  completion: Completion,
  { name, typed }: { name: string; typed: string },
): Promise<Replay> {
  const moments = playTrace({ files: [{ path: 'a.ts', text: '' }], steps: [{ type: typed }] });
  return replayOurs({ moments, completion, measured, leftDebounceMs: () => 0, pauseMs: 0, name });
}

describe('replayOurs', () => {
  it('counts warm-up in the sum and not for a key', async () => {
    const { asked, totalEvaluated } = await replay('aa', [result(100, 100), result(2, 102), result(1, 103)]);
    assert.deepEqual(
      asked.map(({ evaluatedTokens, promptTokens }) => [evaluatedTokens, promptTokens]),
      [
        [2, 102],
        [1, 103],
      ],
    );
    assert.equal(totalEvaluated, 103);
  });

  it('adds up the calls of one key', async () => {
    const { asked } = await replay('2', [result(100, 100), result(3, 100), result(4, 100)]);
    assert.equal(asked[0]?.evaluatedTokens, 7);
    assert.equal(asked[0]?.promptTokens, 100);
  });

  it('counts speculation in the sum only', async () => {
    const { asked, totalEvaluated } = await replay('s', [result(100, 100), result(1, 101), result(9, 110)]);
    assert.equal(asked[0]?.evaluatedTokens, 1);
    assert.equal(totalEvaluated, 110);
  });

  it('counts what a cancelled call had cost in the sums', async () => {
    const { asked, totalEvaluated, totalGenerated } = await replay('s', [result(5, 5), result(1, 6), undefined]);
    assert.equal(asked[0]?.evaluatedTokens, 1);
    assert.equal(totalEvaluated, 6 + cancelled.evaluatedTokens);
    assert.equal(totalGenerated, 3);
  });

  it('counts each of two replays over one engine by itself', async () => {
    const measured = measureEngine(scriptedEngine([result(5, 5), result(1, 6), result(50, 50), result(2, 52)]));
    const completion = scriptedCompletion(measured.engine);
    const one = (name: string) => replayOver(measured, completion, { name, typed: 'a' });
    const replays = [await one('first'), await one('second')];
    assert.deepEqual(
      replays.map(({ totalEvaluated }) => totalEvaluated),
      [6, 52],
    );
    assert.equal(together(replays).totalEvaluated, 58);
    assert.equal(together(replays).asked.length, 2);
  });

  it('counts apart what needed no model', async () => {
    const found = await replay('mm?', [result(5, 5)]);
    assert.equal(found.memoryMs.length, 2);
    assert.deepEqual([...found.notAsked], [['inside-word', 1]]);
    assert.equal(found.asked.length, 0);
  });
});

describe('figures', () => {
  it('takes percentiles by the nearest rank', () => {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);
    assert.deepEqual(percentiles(upTo(100)), { p50: 50, p95: 95 });
    assert.deepEqual(percentiles(upTo(3)), { p50: 2, p95: 3 });
    assert.deepEqual(percentiles([7]), { p50: 7, p95: 7 });
  });

  it('summarizes the keys that were asked', () => {
    const key = { evaluatedTokens: 1, promptTokens: 10, firstTokenMs: 5, totalMs: 9 };
    const summary: Replay = {
      asked: [key, { ...key, firstTokenMs: undefined, totalMs: 20, promptTokens: 12 }],
      memoryMs: [1, 2, 3, 4],
      notAsked: new Map(),
      totalEvaluated: 33,
      totalGenerated: 12,
    };
    assert.equal(windowOf(summary), 10);
    assert.deepEqual(summarize(summary), {
      evaluatedTokens: { p50: 1, p95: 1 },
      firstTokenMs: { p50: 5, p95: 5 },
      totalMs: { p50: 9, p95: 20 },
      totalEvaluated: 33,
      servedFromMemory: 4,
    });
  });
});

describe('toBody', () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
  const body = (before: string, after: string) => toBody({ path: 'a.ts', text: before + after, offset: before.length });

  it('sends 256 lines above, the line to the cursor, the rest of it and 64 lines below', () => {
    const above = lines.slice(0, 500).join('\n');
    const sent = body(`${above}\n  const a`, `;\n${lines.slice(500).join('\n')}`);
    assert.equal(sent?.input_prefix, `${lines.slice(244, 500).join('\n')}\n`);
    assert.equal(sent?.prompt, '  const a');
    assert.equal(sent?.input_suffix, `;\n${lines.slice(500, 564).join('\n')}\n`);
    assert.equal(sent?.n_indent, 2);
  });

  it('sends no prompt of white space, and nothing with much behind the cursor', () => {
    assert.equal(body('a\n    ', '\nb')?.prompt, '');
    assert.equal(body('a', '123456789'), undefined);
    assert.equal(body('a', '12345678')?.input_suffix, '12345678\n\n');
  });
});
