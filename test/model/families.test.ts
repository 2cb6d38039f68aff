// Each family of models with its own marker texts: found by token id, laid out in its order, never taken from user text.

import assert from 'node:assert/strict';
import { getLlama, type Llama, type LlamaModel } from 'node-llama-cpp';
import { layOut } from '../../src/engine/worker/infillLayout.ts';
import { markersOf } from '../../src/engine/worker/loader.ts';
import { createTokenizer } from '../../src/engine/worker/tokenizer.ts';
import { createTestEngine } from '../support/engine.ts';
import { randomModel, vocabularyFile } from '../support/randomModel.ts';
import { families, type realVocabularies } from '../support/vocabularies.ts';

interface Expected {
  readonly vocabulary: keyof typeof families | (typeof realVocabularies)[number];
  readonly prefix: string;
  readonly suffix: string;
  /** Codestral's middle follows its prefix without a marker. */
  readonly middle: string | undefined;
  readonly order: 'prefix-first' | 'suffix-first';
}

const made: readonly Expected[] = (Object.keys(families) as (keyof typeof families)[]).map((vocabulary) => {
  const { prefix, suffix, middle, order } = families[vocabulary];
  return { vocabulary, prefix, suffix, middle: vocabulary === 'Codestral' ? undefined : middle, order };
});
const real: readonly Expected[] = [
  {
    vocabulary: 'deepseek-coder',
    prefix: '<｜fim▁begin｜>',
    suffix: '<｜fim▁hole｜>',
    middle: '<｜fim▁end｜>',
    order: 'prefix-first',
  },
  {
    vocabulary: 'starcoder',
    prefix: '<fim_prefix>',
    suffix: '<fim_suffix>',
    middle: '<fim_middle>',
    order: 'prefix-first',
  },
];

const code = 'def add(a, b):\n    return a + b\n\n\tx = "ä → 👍"';

describe('the vocabulary of', () => {
  let llama: Llama;
  before(async () => {
    llama = await getLlama({
      build: 'never',
      skipDownload: true,
      gpu: false,
      progressLogs: false,
      logger: () => undefined,
    });
  });
  after(() => llama.dispose());

  for (const expected of [...real, ...made]) {
    it(`${expected.vocabulary} gives its markers, their order and a true layout`, async () => {
      const model = await llama.loadModel({ modelPath: vocabularyFile(expected.vocabulary), vocabOnly: true });
      try {
        checkVocabulary(model, expected);
      } finally {
        await model.dispose();
      }
    });
  }
});

function checkVocabulary(model: LlamaModel, expected: Expected): void {
  const tokenizer = createTokenizer(model);
  const markers = markersOf(model, tokenizer, model.fileInfo, 'auto');
  assert.ok(markers);
  const textOf = (token: number | undefined) =>
    token === undefined ? undefined : model.detokenize([token as never], true).trim();
  assert.equal(textOf(markers.prefix), expected.prefix);
  assert.equal(textOf(markers.suffix), expected.suffix);
  assert.equal(textOf(markers.middle), expected.middle);
  assert.equal(markers.order, expected.order);

  const user = `${code} ${expected.prefix} ${expected.middle ?? ''}`;
  const written = tokenizer.encode(user);
  for (const token of written) assert.ok(!tokenizer.isControl(token), `${textOf(token)} came from user text`);
  // SentencePiece spells a space as `▁`, and cannot tell one that is written out from it.
  const spaced = (text: string) => text.trimStart().replaceAll('▁', ' ');
  assert.equal(spaced(tokenizer.decode(written, [])), spaced(user));
  assert.equal(tokenizer.decode(tokenizer.encode(code), []).trimStart(), code);

  const parts = { prefix: tokenizer.encode('ab'), suffix: tokenizer.encode('yz'), middle: tokenizer.encode('m') };
  const tokens = layOut({ bos: undefined, markers, context: [], head: [], ...parts });
  const { prefix, suffix, middle } = markers;
  const mid = middle === undefined ? [] : [middle];
  const first = [prefix, ...parts.prefix];
  const second = [suffix, ...parts.suffix];
  const [one, two] = expected.order === 'prefix-first' ? [first, second] : [second, first];
  assert.deepEqual(tokens, [...one, ...two, ...mid, ...parts.middle]);
}

describe('a model of random weights with the vocabulary of', () => {
  for (const { vocabulary, order } of [...real, ...made]) {
    it(`${vocabulary} answers through the worker`, async () => {
      const { engine, ask } = createTestEngine({ model: await randomModel({ vocabulary }) });
      try {
        const first = await ask({ before: `${code}\n    ret`, after: '\n', maxTokens: 8, maxLines: 9 });
        assert.ok(first.figures.generatedTokens > 0 || first.stopReason === 'end');
        assert.doesNotMatch(first.text, /<\|?fim|<｜fim|<(PRE|SUF|MID|EOT)>|\[(PREFIX|SUFFIX|MIDDLE)\]|<\|endoftext/);
        const next = await ask({ before: `${code}\n    retu`, after: '\n', maxTokens: 8, maxLines: 9 });
        assert.ok(next.figures.evaluatedTokens <= 3, `${next.figures.evaluatedTokens} evaluated`);
        assert.ok(engine.state.kind === 'ready');
        assert.equal(engine.state.model.fimOrder, order);
        assert.equal(engine.state.model.fimOrderKnown, true);
      } finally {
        await engine.dispose();
      }
    });
  }

  it('can be told the other order by the setting', async () => {
    const model = await randomModel({ vocabulary: 'StarCoder2' });
    const { engine, ask } = createTestEngine({ model, load: { fimOrder: 'suffix-first' } });
    try {
      await ask({ before: 'x' });
      assert.ok(engine.state.kind === 'ready' && engine.state.model.fimOrder === 'suffix-first');
    } finally {
      await engine.dispose();
    }
  });
});
