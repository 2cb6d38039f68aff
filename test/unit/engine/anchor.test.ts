// Typing leaves prefix and suffix of the prompt as they are; the anchor moves only where it must or is idle.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Anchor,
  isSuffixKept,
  type Place,
  type Placement,
  placeAnchor,
} from '../../../src/engine/worker/anchor.ts';
import type { Budget } from '../../../src/engine/worker/budget.ts';

const gridLines = 8;
const budget: Budget = { prefix: 200, suffix: 50, middle: 20, context: 0, generate: 20 };
/** A token a word and a token a line break: near enough to a tokeniser. */
const count = (text: string): number => text.match(/\w+|[^\w ]/g)?.length ?? 0;

const place = (before: string, after = '', firstLine = 0): Place => ({
  before,
  firstLine,
  after,
  afterHidden: after.split('HIDDEN').length - 1,
});
const put = (anchor: Anchor | undefined, at: Place, change: Partial<Budget> = {}, idle = false): Placement =>
  placeAnchor(anchor, at, { budget: { ...budget, ...change }, count, idle });
/** `length` lines of five tokens each, numbered from `from` on. */
const lines = (length: number, from = 0): string =>
  Array.from({ length }, (_, index) => `line ${from + index} is here\n`).join('');

/** What must hold of every placement. */
function check({ anchor, middle, cutChars }: Placement, { before }: Place): void {
  assert.equal(before.slice(cutChars), anchor.prefix + middle);
  assert.equal(anchor.prefixBlocks.join(''), anchor.prefix);
  assert.ok(cutChars === 0 || before[cutChars - 1] === '\n', 'the window begins inside a line');
  assert.ok(anchor.prefix === '' || anchor.prefix.endsWith('\n'), 'the prefix ends inside a line');
}

describe('engine/worker/anchor', () => {
  it('stands at the start of the line of the cursor', () => {
    const { anchor, middle, cutChars } = put(undefined, place('a\nb\n  const x', ')\nend'));
    assert.deepEqual(
      { prefix: anchor.prefix, suffix: anchor.suffix, middle, cutChars },
      { prefix: 'a\nb\n', suffix: ')\nend', middle: '  const x', cutChars: 0 },
    );
  });

  it('stays while keys, a line break and a deletion change the middle only', () => {
    const head = lines(20);
    const { anchor } = put(undefined, place(`${head}  con`, '\n}\n'));
    for (const typed of ['  const', '  const a = 1;', '  const a = 1;\n', '  const a = 1;\r\n  ret', '  c', '']) {
      const at = place(head + typed, '\n}\n');
      const kept = put(anchor, at);
      assert.equal(kept.anchor, anchor);
      assert.equal(kept.middle, typed);
      check(kept, at);
    }
  });

  it('stays in a document that was empty before', () => {
    const { anchor, middle } = put(undefined, place(''));
    assert.deepEqual([anchor.prefix, anchor.suffix, anchor.prefixBlocks, middle], ['', '', [], '']);
    assert.equal(put(anchor, place('let a;\nlet b')).middle, 'let a;\nlet b');
    assert.equal(put(anchor, place('let a;\nlet b')).anchor, anchor);
  });

  it('does not take a later repetition of a short prefix for the prefix', () => {
    for (const [head, typed] of [
      ['\n', 'let a;\n\nlet b'],
      ['{\n', 'a(function () {\n'],
    ] as const) {
      const { anchor } = put(undefined, place(head));
      const at = place(head + typed);
      assert.deepEqual([put(anchor, at).middle, put(anchor, at).cutChars], [typed, 0]);
      check(put(anchor, at), at);
    }
  });

  it('stays while lines come and go above a window that is full', () => {
    const { anchor } = put(undefined, place(`${lines(60)}a`));
    for (const at of [place(`new\n${lines(60)}ab`), place(`${lines(56, 4)}ab`), place(`${lines(56, 4)}ab`, '', 32)]) {
      const kept = put(anchor, at);
      assert.equal(kept.anchor, anchor);
      assert.equal(kept.middle, 'ab');
      check(kept, at);
    }
  });

  const moves: readonly (readonly [title: string, at: Place, idle: boolean, middle: string])[] = [
    ['when the middle has outgrown its budget', place(`${lines(3)}${'word '.repeat(21)}\nlast`, '\nz'), false, 'last'],
    [
      'in an idle moment, when the middle has grown',
      place(`${lines(3)}${'word '.repeat(11)}\ntwo`, '\nz'),
      true,
      'two',
    ],
    ['when a line above it has changed', place(`${lines(2)}other\none\ntwo`, '\nz'), false, 'two'],
    ['when the cursor has gone above it', place('line 0', `\n${lines(2, 1)}\nz`), false, 'line 0'],
    ['when the text below is another', place(`${lines(3)}one\ntwo`, '\nquite another\n'), false, 'two'],
  ];
  for (const [title, at, idle, middle] of moves) {
    it(`moves ${title}`, () => {
      const { anchor } = put(undefined, place(`${lines(3)}on`, '\nz'));
      const moved = put(anchor, at, {}, idle);
      assert.notEqual(moved.anchor, anchor);
      assert.equal(moved.middle, middle);
      check(moved, at);
    });
  }

  it('stays in an idle moment while the middle is short', () => {
    const { anchor } = put(undefined, place(`${lines(3)}on`, '\nz'));
    assert.equal(put(anchor, place(`${lines(3)}one\ntwo`, '\nz'), {}, true).anchor, anchor);
  });

  it('moves at rests and at no key, when somebody rests now and then', () => {
    for (const restEvery of [2, Number.POSITIVE_INFINITY]) {
      let { anchor } = put(undefined, place(lines(10), '\nz'));
      let moves = 0;
      for (let line = 1; line <= 40; line++) {
        const at = place(lines(10 + line), '\nz');
        const next = put(anchor, at);
        if (next.anchor !== anchor) moves++;
        anchor = line % restEvery === 0 ? put(next.anchor, at, {}, true).anchor : next.anchor;
      }
      assert.equal(moves > 0, restEvery > 40, `${moves} moves at keys`);
    }
  });

  it('takes the text below as it is in an idle moment', () => {
    const old = `\n${'same line\n'.repeat(20)}old end`;
    const now = `\n${'same line\n'.repeat(20)}new end`;
    const { anchor } = put(undefined, place('a\nb', old));
    assert.equal(put(anchor, place('a\nbc', now)).anchor.suffix, old);
    assert.equal(put(anchor, place('a\nbc', now), {}, true).anchor.suffix, now);
  });

  it('does not keep a text below in which a value became known as secret', () => {
    const old = `\n${'same line\n'.repeat(40)}login("s3cret");\n`;
    const now = old.replace('s3cret', 'HIDDEN');
    const { anchor } = put(undefined, place('a\nb', old));
    const moved = put(anchor, place('a\nbc', now));
    assert.equal(moved.anchor.suffix, now);
    assert.equal(put(moved.anchor, place('a\nbcd', now)).anchor, moved.anchor);
  });

  it('cuts the prefix into blocks that end at grid lines, whatever line it begins with', () => {
    const starts = (firstLine: number): number[] => {
      const { anchor } = put(undefined, place(lines(20, firstLine), '', firstLine));
      return anchor.prefixBlocks.map((block) => Number(/^line (\d+)/.exec(block)?.[1]));
    };
    assert.deepEqual(starts(0), [0, 8, 16]);
    assert.deepEqual(starts(32), [32, 40, 48]);
    assert.deepEqual(starts(5), [5, 8, 16, 24]);
  });

  it('begins the window on the grid, and moves it seldom while lines are added', () => {
    const windows = new Set<number>();
    let anchor: Anchor | undefined;
    for (let line = 0; line < 200; line++) {
      const at = place(`${lines(line)}typed`);
      const placed = put(anchor, at, {}, true);
      check(placed, at);
      assert.equal(placed.anchor.startLine % gridLines, 0);
      assert.ok(count(placed.anchor.prefix) <= budget.prefix);
      anchor = placed.anchor;
      windows.add(anchor.startLine);
    }
    // 1,000 tokens went by a window of 200 that is refilled to 150 at most and to one block less at least.
    assert.ok(windows.size > 1 && windows.size <= 20, `${windows.size} windows`);
  });

  it('keeps the old window while it is neither too long nor half empty', () => {
    const { anchor } = put(undefined, place(lines(60)));
    const next = put(anchor, place(lines(62)), {}, true);
    assert.equal(next.anchor.startLine, anchor.startLine);
    const back = put(anchor, place(lines(41)), {}, true);
    assert.ok(back.anchor.startLine < anchor.startLine);
  });

  it('falls back to single lines where one block alone is too long', () => {
    const long = `${'word '.repeat(30)}\n`.repeat(8);
    const at = place(`${long}typed`);
    const placed = put(undefined, at);
    check(placed, at);
    assert.ok(placed.cutChars > 0);
    assert.ok(placed.anchor.prefix !== '' && count(placed.anchor.prefix) <= budget.prefix);
  });

  it('leaves a single line out that alone is too long', () => {
    const at = place(`${'word '.repeat(500)}\ntyped`);
    const placed = put(undefined, at);
    check(placed, at);
    assert.equal(placed.anchor.prefix, '');
    assert.equal(placed.middle, 'typed');
  });

  it('goes on typing below a line that is too long for the prefix', () => {
    const head = `${'word '.repeat(500)}\n`;
    const { anchor } = put(undefined, place(`${head}a`));
    const at = place(`${head}ab`);
    const placed = put(anchor, at);
    check(placed, at);
    assert.equal(placed.middle, 'ab');
  });

  it('keeps the end of the text before the cursor, whatever is typed, deleted and moved', () => {
    const token = fc.constantFrom('a', ' ', '\n', '\r\n', 'word', 'line 1 is here\n', '}', '');
    const text = fc.array(token, { maxLength: 120 }).map((parts) => parts.join(''));
    const step = fc.record({ before: text, after: text, idle: fc.boolean(), typed: text });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(100), (steps, firstLine) => {
        let anchor: Anchor | undefined;
        for (const { before, after, idle, typed } of steps) {
          for (const at of [place(before, after, firstLine), place(before + typed, after, firstLine)]) {
            const placed = put(anchor, at, { prefix: 40, middle: 10 }, idle);
            check(placed, at);
            assert.ok(count(placed.anchor.prefix) <= 40);
            anchor = placed.anchor;
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('engine/worker/anchor, isSuffixKept', () => {
  const body = `first\n${'a line of code\n'.repeat(20)}`;
  const cases: readonly (readonly [title: string, old: string, now: string, kept: boolean])[] = [
    ['the same', body, body, true],
    ['both empty', '', '', true],
    ['now empty', body, '', false],
    ['empty before', '', body, false],
    ['another first line', body, body.replace('first', 'fourth'), false],
    ['the first line grown at its front', `;\n${body}`, `x;\n${body}`, false],
    ['a line added far below', body, `${body}one more\n`, true],
    ['a word changed in the middle', body, `${body.slice(0, 100)}XY${body.slice(102)}`, true],
    ['a tenth and more changed', body, `${body.slice(0, 100)}${'x'.repeat(40)}${body.slice(140)}`, false],
    ['the whole rest gone', body, 'first\n', false],
    ['one line only, changed', 'return', 'retire', false],
  ];
  for (const [title, old, now, kept] of cases) it(title, () => assert.equal(isSuffixKept(old, now), kept));
});
