// When generated text is enough: at its last line, in a loop, and never inside a character.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endOfLines, loopPeriod, withoutUnfinishedTail } from '../../../src/engine/worker/stopping.ts';

describe('engine/worker/stopping', () => {
  const ends: readonly (readonly [text: string, maxLines: number, end: number | undefined])[] = [
    ['', 1, undefined],
    ['one', 1, undefined],
    ['one\n', 1, 3],
    ['\none', 1, 0],
    ['one\ntwo', 1, 3],
    ['one\ntwo', 2, undefined],
    ['one\ntwo\n', 2, 7],
    ['\n\n\n', 3, 2],
    ['one\r\ntwo', 1, 4],
  ];
  for (const [text, maxLines, end] of ends) {
    it(`ends ${JSON.stringify(text)} after ${maxLines} at ${end}`, () => assert.equal(endOfLines(text, maxLines), end));
  }

  it('takes only as long a loop as it is told to', () => {
    const loop = { longestPeriod: 48, leastRepeats: 5, leastTokens: 80 };
    const times = (count: number, period: number) => Array.from({ length: count * period }, (_, at) => at % period);
    // A line of a table, and the same sentence again and again.
    assert.equal(loopPeriod(times(12, 2), loop), 0);
    assert.equal(loopPeriod([9, ...times(4, 40)], loop), 0);
    assert.equal(loopPeriod([9, ...times(5, 40)], loop), 40);
    assert.equal(loopPeriod(times(40, 2), loop), 2);
  });

  it('finds the shortest loop at the end, as trying all finds it', () => {
    const loops = (tokens: readonly number[], period: number): boolean => {
      const tail = tokens.slice(-Math.max(period * 3, 12));
      return (
        tail.length >= Math.max(period * 3, 12) && tail.every((token, i) => i < period || token === tail[i - period])
      );
    };
    const head = fc.array(fc.nat(3), { maxLength: 20 });
    const unit = fc.array(fc.nat(3), { minLength: 1, maxLength: 28 });
    fc.assert(
      fc.property(head, unit, fc.nat(5), head, (before, period, times, rest) => {
        const looping = Array.from({ length: times }, () => period).flat();
        for (const tokens of [
          [...before, ...looping],
          [...before, ...looping, ...rest],
        ]) {
          const shortest = Array.from({ length: 24 }, (_, i) => i + 1).find((length) => loops(tokens, length));
          assert.equal(loopPeriod(tokens), shortest ?? 0);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('holds back the tail that may become a character, and nothing else', () => {
    assert.equal(withoutUnfinishedTail('a\uFFFD\uFFFD'), 'a');
    assert.equal(withoutUnfinishedTail('a\uFFFDb'), 'a\uFFFDb');
    assert.equal(withoutUnfinishedTail('😀'), '😀');
    assert.equal(withoutUnfinishedTail(''), '');
  });
});
