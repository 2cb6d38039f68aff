// One request as tokens: every part within its budget, the healed tail left out, a typed key added at the end only.

import assert from 'node:assert/strict';
import type { LlamaModel, Token } from 'node-llama-cpp';
import type { WireInfill } from '../../../src/engine/protocol.ts';
import { type Budget, shareOut } from '../../../src/engine/worker/budget.ts';
import type { FimMarkers } from '../../../src/engine/worker/fim.ts';
import { makeInfillPrompt } from '../../../src/engine/worker/infillPrompt.ts';
import type { Tokenizer } from '../../../src/engine/worker/tokenizer.ts';

const [BOS, PRE, SUF, MID, FILE] = [1, 2, 3, 4, 5] as const;
const markers: FimMarkers = {
  prefix: PRE,
  suffix: SUF,
  middle: MID,
  file: undefined,
  repository: undefined,
  order: 'prefix-first',
  orderKnown: true,
};

/** Two-letter pieces, so that a word has several tokens; ids from 10 on, in the order they are met. */
function createTokenizerStub(): Tokenizer {
  const texts: string[] = [];
  const idOf = (text: string): Token => {
    if (!texts.includes(text)) texts.push(text);
    return (texts.indexOf(text) + 10) as Token;
  };
  return {
    encode: (text) => (text.match(/\w{1,2}|[^\w]/g) ?? []).map(idOf),
    decode: (tokens) => tokens.map((token) => texts[token - 10] ?? '').join(''),
    textOf: (token) => texts[token - 10] ?? '',
    controlToken: () => undefined,
    isControl: () => false,
    index: { compatible: () => [], read: () => false },
  };
}

const request: WireInfill = {
  session: 'a',
  context: [],
  path: 'a.ts',
  before: '',
  firstLine: 0,
  after: '',
  afterHidden: 0,
  maxLines: 1,
  maxTokens: 8,
  budgetMs: 1000,
  leastProbability: 0,
  alternatives: 0,
  priority: 5,
};
const model = { tokens: { shouldPrependBosToken: true, bos: BOS } } as unknown as LlamaModel;

function maker(budget: Budget = shareOut(512), more: Partial<FimMarkers> = {}) {
  const tokenizer = createTokenizerStub();
  const own = { ...markers, ...more };
  return {
    tokenizer,
    make: (change: Partial<WireInfill>, anchor?: Parameters<typeof makeInfillPrompt>[3]['anchor']) =>
      makeInfillPrompt({ tokenizer, model }, own, budget, { request: { ...request, ...change }, anchor }),
  };
}

describe('engine/worker/infillPrompt', () => {
  it('ends before the tail that healing gives back', () => {
    const { make, tokenizer } = maker();
    const prompt = make({ before: 'let a;\nretu', after: '\nend' });
    assert.equal(prompt.healed, 'retu');
    assert.deepEqual(prompt.tokens, [
      ...[BOS, PRE, ...tokenizer.encode('let a;\n')],
      ...[SUF, ...tokenizer.encode('\nend'), MID],
    ]);
  });

  it('is the same whichever way the lines of a file end', () => {
    const { make } = maker();
    const texts = { before: 'let a;\n\nretu', after: '\nend\n', context: [{ id: '1', path: 'b.ts', text: 'b\nc\n' }] };
    const windows = {
      before: texts.before.replaceAll('\n', '\r\n'),
      after: texts.after.replaceAll('\n', '\r\n'),
      context: texts.context.map((snippet) => ({ ...snippet, text: snippet.text.replaceAll('\n', '\r\n') })),
    };
    assert.deepEqual(make(windows).tokens, make(texts).tokens);
  });

  it('grows at its end only while keys and line breaks are typed', () => {
    const { make } = maker();
    let { tokens, placement } = make({ before: 'let a;\nlet b = (', after: '\nend' });
    for (const typed of ['let b = (x', 'let b = (x,', 'let b = (x, y);', 'let b = (x, y);\n', 'let b = (x, y);\nz;']) {
      const next = make({ before: `let a;\n${typed}`, after: '\nend' }, placement.anchor);
      const held = tokens.slice(0, -1);
      assert.deepEqual(next.tokens.slice(0, held.length), held);
      ({ tokens, placement } = next);
    }
  });

  it('fits every context, however long the texts are', () => {
    const long = `${'some words here\n'.repeat(2000)}`;
    const context = Array.from({ length: 20 }, (_, i) => ({
      id: `${i}`,
      path: `b${i}.ts`,
      text: 'word '.repeat(40 * i),
    }));
    for (const contextTokens of [256, 512, 1024, 1100, 2048, 4096]) {
      for (const path of ['a.ts', `${'deep/'.repeat(500)}a.ts`]) {
        for (const file of [undefined, FILE]) {
          const budget = shareOut(contextTokens);
          const asked = { path, before: `${long}${'x y '.repeat(1000)}`, after: `\n${long}`, context };
          const prompt = maker(budget, { file }).make(asked);
          assert.ok(
            prompt.tokens.length + budget.generate <= contextTokens,
            `${prompt.tokens.length}/${contextTokens}`,
          );
          assert.ok(prompt.suffixCutChars > 0 && prompt.placement.cutChars > 0);
        }
      }
    }
  });

  const named = (id: string, text = `let ${id};\n`) => ({ id, path: `${id}.ts`, text });

  it('takes other files from the first on while they fit, passes over one too long, and says which', () => {
    const { make } = maker(shareOut(4096));
    const context = [named('best'), named('huge', 'word '.repeat(4000)), named('good')];
    assert.deepEqual(make({ before: 'x', context }).contextIds, ['best', 'good']);
  });

  it('leaves what stands before an added file as it is, also where there is no room for it', () => {
    for (const file of [undefined, FILE]) {
      const { make, tokenizer } = maker(shareOut(2048), { file });
      const ownHead = file === undefined ? 0 : 1 + tokenizer.encode('a.ts\n').length;
      const context = [named('a'), named('b')];
      const without = make({ before: 'x', context }).tokens;
      const more = make({ before: 'x', context: [...context, named('c')] });
      const prefixAt = without.indexOf(PRE as Token) - ownHead;
      assert.deepEqual(more.tokens.slice(0, prefixAt), without.slice(0, prefixAt));
      assert.deepEqual(more.contextIds, ['a', 'b', 'c']);
      const full = make({ before: 'x', context: [...context, named('c', 'word '.repeat(4000))] });
      assert.deepEqual(full.tokens, without);
    }
  });

  it('names each file behind its marker, or in a comment where the model knows none', () => {
    const context = [{ id: '1', path: 'b.py', text: 'b' }];
    const bare = maker(shareOut(2048));
    const inComment = bare.tokenizer.encode('# b.py\nb\n');
    assert.deepEqual(bare.make({ context }).tokens.slice(0, inComment.length + 2), [BOS, ...inComment, PRE]);
    const marked = maker(shareOut(2048), { file: FILE });
    const [other, own] = ['b.py\nb\n', 'a.ts\n'].map(marked.tokenizer.encode);
    const expected = [BOS, FILE, ...(other ?? []), FILE, ...(own ?? []), PRE];
    assert.deepEqual(marked.make({ context }).tokens.slice(0, expected.length), expected);
  });

  it('says how much of the suffix was cut, and nothing where all of it fits', () => {
    const { make } = maker();
    const after = '.'.repeat(400);
    assert.equal(make({ before: 'x', after }).suffixCutChars, 400 - shareOut(512).suffix);
    assert.equal(make({ before: 'x', after: '\nab' }).suffixCutChars, 0);
  });
});
