// The state in words: what wins over what, and what the tooltip says.

import assert from 'node:assert/strict';
import { UserError } from '../../src/base/errors.ts';
import { createLastOutcomes, type LastOutcome } from '../../src/completion/lastOutcomes.ts';
import type { CompletionOutcome } from '../../src/completion/outcome.ts';
import { type StatusFacts, statusWords } from '../../src/completion/statusText.ts';
import { whySentence } from '../../src/completion/whyText.ts';
import type { EngineState, ModelInfo } from '../../src/engine/engine.ts';

const model: ModelInfo = {
  path: '/models/tiny.gguf',
  name: 'Tiny',
  parameters: 7_300_000,
  contextTokens: 512,
  trainedContextTokens: 512,
  fimOrder: 'suffix-first',
  fimOrderKnown: false,
  canInfill: true,
  canChat: false,
  chatContextTokens: 0,
  loadMs: 80,
};
const ready: EngineState = { kind: 'ready', model };
const missing = new UserError('model-missing', 'There is no model file.', 'choose-model');
const crashed = new UserError('engine-crashed', 'The engine crashed three times.', 'restart-engine');
const quiet: StatusFacts = {
  ...{ engine: ready, sandbox: undefined, here: undefined, offered: undefined },
  ...{ lastPrompt: undefined, takenCount: 0 },
};
const state = (facts: Partial<StatusFacts>): string => statusWords({ ...quiet, ...facts }).state;
const item: CompletionOutcome = {
  kind: 'item',
  item: { text: 'x', range: { start: 0, end: 0 } },
  fromMemory: false,
  figures: {
    promptTokens: 300,
    evaluatedTokens: 2,
    reusedTokens: 298,
    queueMs: 0,
    prefillMs: 3,
    firstTokenMs: 4,
    generatedTokens: 9,
    generateMs: 20,
    threads: 1,
  },
  hiddenCount: 3,
};
const cancelled: LastOutcome = { outcome: { kind: 'none', why: { reason: 'cancelled' } }, tookMs: 1 };
const empty: LastOutcome = { outcome: { kind: 'none', why: { reason: 'empty-answer' } }, tookMs: 1 };

describe('statusWords', () => {
  it('names every state of the engine', () => {
    assert.equal(state({ engine: { kind: 'idle' } }), 'ready');
    assert.equal(state({ engine: { kind: 'starting' } }), 'starting');
    assert.equal(state({ engine: ready }), 'ready');
    assert.equal(state({ engine: { kind: 'thinking', model } }), 'thinking');
    assert.equal(state({ engine: { kind: 'failed', error: missing } }), 'no model');
    assert.equal(state({ engine: { kind: 'failed', error: crashed } }), 'failed');
  });

  it('says what pauses it in the active document', () => {
    assert.equal(state({ here: { reason: 'secret-file', rule: 'dotenv' } }), 'paused here: secret file');
    assert.equal(state({ here: { reason: 'excluded-file', by: '.cursorignore' } }), 'paused here: excluded file');
    assert.equal(state({ here: { reason: 'too-large' } }), 'paused here: large file');
    assert.equal(state({ here: { reason: 'binary' } }), 'paused here: binary');
  });

  it('puts off above all, and a failure above a pause', () => {
    const failed: EngineState = { kind: 'failed', error: crashed };
    assert.equal(state({ engine: failed, here: { reason: 'off' } }), 'off');
    assert.equal(state({ engine: failed, here: { reason: 'language-off', languageId: 'go' } }), 'off');
    assert.equal(state({ engine: failed, here: { reason: 'too-large' } }), 'failed');
    assert.equal(statusWords({ ...quiet, engine: failed }).severity, 'error');
  });

  it('lists model, sandbox, time, tokens and hidden values', () => {
    const { details } = statusWords({
      ...quiet,
      sandbox: 'partial',
      offered: { outcome: item, tookMs: 41.6 },
      lastPrompt: { hiddenValues: 3, contextFiles: 2 },
      takenCount: 2,
    });
    assert.deepEqual(details, [
      'Model: Tiny, 7 million parameters',
      'Context: 512 tokens, fill-in-the-middle suffix-first, assumed',
      'Sandbox: partial (no network; your files stay readable)',
      'Last suggestion: 42 ms',
      'Tokens: 2 evaluated, 298 reused',
      'Last prompt: 3 secrets hidden from the model, 2 pieces of other files',
      'Suggestions taken: 2',
    ]);
  });

  it('counts the hidden secrets of the last prompt in words, also when the last suggestion came from memory', () => {
    const last = (facts: Partial<StatusFacts>) =>
      statusWords({ ...quiet, ...facts }).details.find((line) => line.startsWith('Last prompt'));
    const offered = { outcome: { ...item, fromMemory: true, figures: undefined, hiddenCount: 0 }, tookMs: 1 };
    const prompt = (hiddenValues: number) => ({ lastPrompt: { hiddenValues, contextFiles: 0 } });
    assert.equal(last({ ...prompt(2), offered }), 'Last prompt: 2 secrets hidden from the model');
    assert.equal(last(prompt(1)), 'Last prompt: 1 secret hidden from the model');
    assert.equal(last(prompt(0)), 'Last prompt: no secret to hide from the model');
    const others = (contextFiles: number) => last({ lastPrompt: { hiddenValues: 0, contextFiles } });
    assert.equal(others(1), 'Last prompt: no secret to hide from the model, 1 piece of other files');
    assert.equal(others(3), 'Last prompt: no secret to hide from the model, 3 pieces of other files');
    assert.equal(last({}), undefined);
  });

  it('says that a suggestion from memory cost no token', () => {
    const offered = { outcome: { ...item, fromMemory: true, figures: undefined }, tookMs: 1 };
    const { details } = statusWords({ ...quiet, offered });
    assert.ok(details.includes('Last suggestion: 1 ms, from memory'));
    assert.ok(details.includes('Tokens: none evaluated'));
  });

  it('gives the reason of a failure and of a pause as sentences', () => {
    const here = { reason: 'secret-file', rule: 'dotenv' } as const;
    const { details } = statusWords({ ...quiet, engine: { kind: 'failed', error: missing }, here });
    assert.deepEqual(details, ['This is a secret file (dotenv); the model never sees it.', 'There is no model file.']);
  });
});

describe('createLastOutcomes', () => {
  it('never covers an answer with a cancelled request', () => {
    const last = createLastOutcomes(assert.ifError);
    last.record('a', cancelled);
    assert.equal(last.of('a'), cancelled);
    last.record('a', empty);
    last.record('a', cancelled);
    assert.equal(last.of('a'), empty);
  });

  it('keeps documents apart, and the last offer beyond its document', () => {
    const last = createLastOutcomes(assert.ifError);
    const changed: string[] = [];
    last.onChange((session) => changed.push(session));
    const offer = { outcome: item, tookMs: 5 };
    last.record('a', offer);
    last.record('b', empty);
    last.forget('a');
    assert.equal(last.of('a'), undefined);
    assert.equal(last.of('b'), empty);
    assert.equal(last.offered(), offer);
    assert.deepEqual(changed, ['a', 'b']);
  });
});

describe('whySentence', () => {
  const facts = { inlineSuggestEnabled: true, here: undefined, last: empty, engine: ready };
  it('names the strongest reason', () => {
    assert.match(
      whySentence({ ...facts, inlineSuggestEnabled: false, here: { reason: 'off' } }),
      /inlineSuggest\.enabled/,
    );
    assert.match(whySentence({ ...facts, here: { reason: 'off' } }), /turned off/);
    assert.match(whySentence({ ...facts, engine: { kind: 'failed', error: missing } }), /no model file/);
    assert.match(whySentence({ ...facts, engine: { kind: 'starting' } }), /loading/);
    assert.match(whySentence({ ...facts, last: undefined }), /Nothing was typed/);
    assert.match(whySentence(facts), /nothing to add/);
    assert.match(whySentence({ ...facts, last: { outcome: item, tookMs: 1 } }), /did offer/);
  });
});
