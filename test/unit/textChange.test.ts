// What changed between two texts, and where ranges go with it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeBetween, moveRange } from '../../src/base/textChange.ts';

describe('base/textChange', () => {
  it('finds a span that makes the one text from the other, and is no longer than the edit', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '😀', '😁'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, text, (head, removed, inserted, tail) => {
        const before = head + removed + tail;
        const after = head + inserted + tail;
        const change = changeBetween(before, after);
        if (before === after) return assert.equal(change, undefined);
        const { start, oldEnd, newEnd } = change ?? assert.fail();
        assert.equal(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd), after);
        assert.ok(oldEnd - start <= removed.length + 1 && newEnd - start <= inserted.length + 1);
        for (const part of [after.slice(start, newEnd), before.slice(start, oldEnd)]) {
          assert.equal(Buffer.from(part).toString(), part, 'a surrogate pair was cut');
        }
      }),
    );
  });

  it('compares texts longer than a block from both ends', () => {
    const head = 'x'.repeat(10_000);
    const tail = 'y'.repeat(9_000);
    const change = changeBetween(`${head}old${tail}`, `${head}newer${tail}`);
    assert.deepEqual(change, { start: 10_000, oldEnd: 10_003, newEnd: 10_005 });
  });

  it('moves a range behind the change, keeps one before it, lets one around it grow, and drops one that is cut', () => {
    const change = { start: 10, oldEnd: 12, newEnd: 15 };
    assert.deepEqual(moveRange({ start: 2, end: 9 }, change), { start: 2, end: 9 });
    assert.deepEqual(moveRange({ start: 13, end: 20 }, change), { start: 16, end: 23 });
    assert.deepEqual(moveRange({ start: 8, end: 14 }, change), { start: 8, end: 17 });
    assert.deepEqual(moveRange({ start: 10, end: 12 }, change), { start: 10, end: 15 });
    assert.equal(moveRange({ start: 11, end: 20 }, change), undefined);
    assert.equal(moveRange({ start: 5, end: 11 }, change), undefined);
  });
});
