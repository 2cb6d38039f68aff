// What is taken out of a question: words, pairs, names and phrases.

import assert from 'node:assert/strict';
import { wordTerm } from '../../../../src/context/index/terms.ts';
import { analyseQuestion } from '../../../../src/context/retrieve/question/analyse.ts';

const termsOf = (question: string): number[] => analyseQuestion(question).words.map(({ term }) => term);

describe('analyseQuestion', () => {
  it('takes the forms of one word for one word, and leaves out what only holds the sentence together', () => {
    assert.deepEqual(termsOf('Where are the sessions deleted? Delete a session'), [
      wordTerm('session'),
      wordTerm('delete'),
    ]);
  });

  it('splits names into their words', () => {
    assert.deepEqual(termsOf('parseHTMLText'), ['parse', 'html', 'text'].map(wordTerm));
  });

  it('gives words that many questions have less weight', () => {
    const [fix, cursor] = analyseQuestion('fix cursor').words;
    assert.ok(fix && cursor && fix.weight < cursor.weight);
  });

  it('gives what stands before a colon more weight, even a word that is silent elsewhere', () => {
    const { words } = analyseQuestion('who: print users');
    assert.deepEqual(
      words.map(({ term }) => term),
      ['who', 'print', 'users'].map(wordTerm),
    );
    assert.ok((words[0]?.weight ?? 0) > (words[1]?.weight ?? 0));
  });

  it('knows which words stand side by side, with silent ones between them left out', () => {
    const { words, pairs } = analyseQuestion('size of the cache and disk');
    assert.equal(words.length, 3);
    assert.deepEqual([...pairs], [0 * 3 + 1, 1 * 3 + 2]);
  });

  for (const [question, names] of [
    ['why does getUserName fail', ['getUserName']],
    ['what calls parse_line() and flush()', ['parse_line', 'flush']],
    ['is `settle` awaited', ['settle']],
    ['fix: API keys in HTTP headers of GitHub', ['GitHub']],
    ['where is the session deleted', []],
  ] as const) {
    it(`finds the names in “${question}”`, () => assert.deepEqual(analyseQuestion(question).names, names));
  }

  for (const [question, phrases] of [
    ['who says "no such file"?', ['no such file']],
    ["don't tell why it isn't there", []],
    ['is `settle` awaited', []],
    ['I get TypeError: cannot read it twice', ['cannot read it twice']],
  ] as const) {
    it(`finds the phrases in “${question}”`, () => assert.deepEqual(analyseQuestion(question).phrases, phrases));
  }

  it('is bounded for a question that is a file', () => {
    const asked = analyseQuestion(
      Array.from(
        { length: 5000 },
        (_, index) => `word${'xyz'.repeat(index % 9)}q${index} "text ${index}" name_${index}`,
      ).join(' '),
    );
    assert.ok(asked.words.length <= 64 && asked.names.length <= 12 && asked.phrases.length <= 4);
  });
});
