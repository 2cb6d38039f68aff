// Token healing: what is given back, what may be sampled for it, and what of the answer is new.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Token } from 'node-llama-cpp';
import { createHealedText } from '../../../src/engine/worker/healedText.ts';
import { healTail } from '../../../src/engine/worker/healing.ts';
import { createTokenIndex } from '../../../src/engine/worker/tokenIndex.ts';

describe('engine/worker/healing, createTokenIndex', () => {
  const sorted = (tokens: Iterable<number>): number[] => [...tokens].sort((a, b) => a - b);
  const index = (texts: readonly string[]) => createTokenIndex(texts.map((text, token) => [token, text] as const));

  it('finds just what going through all tokens finds', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', 'ä', '😀', '\uD83D', '.'), { maxLength: 5 });
    const word = text.map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, (texts, wanted) => {
        const found = index(texts).compatible(wanted);
        const expected = texts.flatMap((own, token) =>
          wanted !== '' && own !== '' && (own.startsWith(wanted) || wanted.startsWith(own)) ? [token] : [],
        );
        assert.deepEqual(sorted(found), expected);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the same when it was read in pieces, and tells when all is read', () => {
    const pieces = index(['re', 'return', 'x', 'r']);
    assert.deepEqual([pieces.read(3), pieces.read(1), pieces.read(1)], [true, true, false]);
    assert.deepEqual(sorted(pieces.compatible('re')), [0, 1, 3]);
    const half = index(['re', 'return', 'x', 'r']);
    half.read(1);
    assert.deepEqual(sorted(half.compatible('re')), [0, 1, 3]);
  });

  it('finds each of several tokens with one text', () => {
    assert.deepEqual(sorted(index(['re', 'return', 're', 'x']).compatible('re')), [0, 1, 2]);
  });

  it('leaves out tokens without text and pieces of a character', () => {
    assert.deepEqual(index(['', '\uFFFD', 'a\uFFFD', 'a']).compatible('a'), [3]);
    assert.deepEqual(index(['a']).compatible(''), []);
  });
});

describe('engine/worker/healing, healTail', () => {
  const cases: readonly (readonly [title: string, texts: readonly string[], tokens: number, text: string])[] = [
    ['nothing of nothing', [], 0, ''],
    ['the last token', ['const', ' x', ' ='], 1, ' ='],
    ['the pieces of one word', [' ', 're', 'tu'], 2, 'retu'],
    ['a piece and the word with its space', ['(', ' fil', 'ter'], 2, ' filter'],
    ['no word but the last', [' foo', ' bar'], 1, ' bar'],
    ['nothing across a bracket', ['foo', '('], 1, '('],
    ['a name, not the dot before it', ['a', '.', 'len'], 1, 'len'],
    ['no line break', ['a', '\n'], 0, ''],
    ['no indentation with its line break', ['a', '\n  '], 0, ''],
    ['nothing of an unfinished character', ['a', '\uFFFD'], 0, ''],
    ['four tokens at most', ['a', 'b', 'c', 'd', 'e', 'f'], 4, 'cdef'],
    ['no token longer than the limit', ['x'.repeat(25)], 0, ''],
    ['as much of a long name as the limit holds', ['y'.repeat(20), 'x'.repeat(20)], 1, 'x'.repeat(20)],
    ['nothing of a token without text', ['a', ''], 0, ''],
  ];
  for (const [title, texts, tokens, text] of cases) {
    it(`gives back ${title}`, () => assert.deepEqual(healTail(texts), { tokens, text }));
  }
});

describe('engine/worker/healedText', () => {
  const tokenizer = (texts: readonly string[]) => ({
    decode: (tokens: readonly Token[]) => tokens.map((token) => texts[token] ?? '').join(''),
  });
  const cases: readonly (readonly [
    title: string,
    healed: string,
    steps: readonly (readonly [string, string, string])[],
  ])[] = [
    [
      'nothing was given back',
      '',
      [
        ['foo', '', 'foo'],
        ['(', '', 'foo('],
      ],
    ],
    [
      'one token repeats it and goes on',
      'retu',
      [
        ['return', '', 'rn'],
        [' x', '', 'rn x'],
      ],
    ],
    [
      'one token just repeats it',
      'foo',
      [
        ['foo', '', ''],
        ['(', '', '('],
      ],
    ],
    [
      'several tokens repeat it',
      'retur',
      [
        ['re', 'tur', ''],
        ['tu', 'r', ''],
        ['rn', '', 'n'],
      ],
    ],
  ];
  for (const [title, healed, steps] of cases) {
    it(title, () => {
      const text = createHealedText(healed, tokenizer(steps.map(([token]) => token)), []);
      assert.deepEqual([text.remaining, text.grown], [healed, '']);
      for (const [number, [, remaining, grown]] of steps.entries()) {
        text.push(number as Token);
        assert.deepEqual([text.remaining, text.grown], [remaining, grown]);
      }
      assert.equal(text.tokens.length, steps.length);
    });
  }

  it('decodes after the prompt’s last token, which decides about a leading space', () => {
    const seen: (readonly Token[])[] = [];
    const text = createHealedText(
      '',
      {
        decode: (_tokens, last) => {
          seen.push(last);
          return '';
        },
      },
      [9 as Token],
    );
    text.push(1 as Token);
    assert.deepEqual(seen, [[9]]);
  });
});
