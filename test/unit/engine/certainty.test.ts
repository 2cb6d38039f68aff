// How sure of its line a model is, from the probabilities of its tokens.

import assert from 'node:assert/strict';
import { createCertainty, wholeLines } from '../../../src/engine/worker/certainty.ts';

function having(...tokens: readonly (readonly [text: string, probability: number])[]) {
  const certainty = createCertainty();
  let grown = '';
  for (const [text, probability] of tokens) {
    grown += text;
    certainty.push(probability, grown);
  }
  return certainty;
}

describe('engine/worker/certainty', () => {
  it('knows nothing before the first token', () => assert.equal(having().firstLine, undefined));

  it('is the product over the line', () => {
    assert.equal(having(['a', 0.5], ['b', 0.5]).firstLine, 0.25);
    assert.equal(having(['a', 0.5], ['b', 0.5]).line, 0.25);
  });

  it('counts the end of the line to the line', () => assert.equal(having(['a', 0.5], ['\n', 0.5]).firstLine, 0.25));

  it('counts what adds no text, such as an echo or the end of the answer', () => {
    assert.equal(having(['', 0.5], ['a', 0.5], ['', 0.5]).firstLine, 0.125);
  });

  it('begins anew with each line and keeps what the first had', () => {
    const certainty = having(['a\n', 0.5], ['b', 0.25]);
    assert.deepEqual([certainty.firstLine, certainty.line], [0.5, 0.25]);
  });

  it('takes blank lines before the first word to its line', () => {
    assert.equal(having(['\n  ', 0.5], ['a', 0.5], ['\n', 1], ['b', 0.1]).firstLine, 0.25);
  });

  for (const [text, whole] of [
    ['', ''],
    ['a', ''],
    ['\n  a', ''],
    ['a\n', 'a'],
    ['a\nb', 'a'],
    ['\n  a\n  b', '\n  a'],
  ] as const) {
    it(`finds the whole lines of ${JSON.stringify(text)}`, () => assert.equal(wholeLines(text), whole));
  }
});
