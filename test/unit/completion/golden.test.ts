// What each filter makes of an answer, from test/golden/*.txt: one file per filter, many languages.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { filterAnswer, filters } from '../../../src/completion/filters/filters.ts';
import { placeOf } from '../../../src/completion/place.ts';
import { type GoldenCase, readGolden } from '../../support/golden.ts';

const folder = new URL('../../golden/', import.meta.url);

/** The text that is taken, `over` what it replaces of the line's rest; or the reason why there is none. */
function outcomeOf(one: GoldenCase, without?: ReadonlySet<string>): string {
  const { before, after, languageId, isInvoked, isUnfinished } = one;
  const trigger = isInvoked ? 'invoked' : 'automatic';
  const place = placeOf({ text: before + after, offset: before.length, languageId, trigger });
  const filtered = filterAnswer(one.answer, { ...place, isUnfinished }, without);
  if (filtered.kind === 'none') return `(${filtered.why.reason})`;
  const covered = after.slice(0, filtered.covered);
  return covered === '' ? filtered.text : `${filtered.text}\n(over ${covered})`;
}

describe('golden files', () => {
  const names = readdirSync(folder).map((name) => name.replace(/\.txt$/, ''));

  it('has one for each filter', () => {
    const expected = [...filters.map(({ name }) => name), 'covered'];
    assert.deepEqual(names.sort(), expected.sort());
  });

  for (const name of names) {
    const cases = readGolden(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
    describe(name, () => {
      for (const one of cases) it(one.title, () => assert.equal(outcomeOf(one), one.expected));

      if (filters.some((filter) => filter.name === name)) {
        it('is what makes the difference', () => {
          const changed = cases.filter((one) => outcomeOf(one, new Set([name])) !== one.expected);
          assert.ok(
            changed.length > 0 && changed.length < cases.length,
            'some cases it must act on, and some it must not',
          );
        });
      }
    });
  }
});
