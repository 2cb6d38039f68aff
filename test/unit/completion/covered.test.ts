// What an answer replaces of the line's rest, and that no filter does more than it may, whatever it is given.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coveredRest } from '../../../src/completion/filters/covered.ts';
import { filterAnswer } from '../../../src/completion/filters/filters.ts';
import { withoutRest } from '../../../src/completion/filters/midLine.ts';
import { placeOf } from '../../../src/completion/place.ts';

const piece = fc.constantFrom(
  'a',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  ' ',
  '\n',
  ',',
  ';',
  '\t',
  'if ',
  '# ',
  '// ',
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const languageId = fc.constantFrom('typescript', 'python', 'ruby', 'plaintext');

describe('completion/filters', () => {
  it('covers no more than closers, never beyond the line, and only what the text brings', () => {
    const closers = fc.array(fc.constantFrom(')', ']', '}', '"', "'", ' ', ';'), { maxLength: 5 });
    fc.assert(
      fc.property(text, text, closers, text, languageId, (before, answer, rest, below, id) => {
        const after = rest.join('');
        const whole = `${before}${after}\n${below}`;
        const place = placeOf({ text: whole, offset: before.length, languageId: id, trigger: 'invoked' });
        const filtered = filterAnswer(answer, place);
        if (filtered.kind === 'none') return;
        assert.ok(filtered.covered >= 0 && filtered.covered <= after.length);
        for (const closer of after.slice(0, filtered.covered).trim()) assert.ok(filtered.text.includes(closer));
      }),
      { numRuns: 1000 },
    );
  });

  it('invents nothing but white space and the brackets of a block that was cut off', () => {
    fc.assert(
      fc.property(text, text, text, languageId, fc.boolean(), (before, answer, after, id, isUnfinished) => {
        const place = placeOf({ text: before + after, offset: before.length, languageId: id, trigger: 'invoked' });
        const filtered = filterAnswer(answer, { ...place, isUnfinished });
        if (filtered.kind === 'none') return;
        const visible = filtered.text.replace(/\s/g, '');
        const given = answer.replace(/\s/g, '');
        assert.ok(given.startsWith(isUnfinished ? visible.replace(/[)\]}]+$/, '') : visible), `${visible} of ${given}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('counts the covered rest in its own order', () => {
    const covered: readonly (readonly [text: string, rest: string, count: number])[] = [
      ['', ')', 0],
      ['a)', ')', 1],
      ['a])', '])', 2],
      ['a)', '])', 0],
      ['(a)', ')', 0],
      ['a"]', '"]', 2],
    ];
    for (const [answer, rest, count] of covered) assert.equal(coveredRest(answer, rest), count, `${answer} ${rest}`);
  });

  it('takes the longest beginning of the rest off the end', () => {
    assert.equal(withoutRest('a, b', ', b)'), 'a');
    assert.equal(withoutRest('a', 'b'), 'a');
    assert.equal(withoutRest('', 'b'), '');
    assert.equal(withoutRest('foo(x', 'x)'), 'foo(');
  });
});
