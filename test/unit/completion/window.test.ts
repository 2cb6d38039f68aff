// What the model may see around the cursor: whole lines from a grid line on, and what follows without closed brackets.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutWindow } from '../../../src/completion/window.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { atCursor } from '../../support/cursor.ts';
import { noise } from '../../support/secrets.ts';

const cut = (code: string) => {
  const { text, offset } = atCursor(code);
  const { safe } = createRedactor().redact({ text });
  const { window, start, end } = cutWindow(safe, offset);
  const { before, firstLine, after } = window;
  assert.ok(safe.text.startsWith(before.text, start) && safe.text.endsWith(after.text, end));
  return { before: before.text, firstLine, after: after.text };
};
const numbered = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i} of them\n`).join('');
const lineOf = (text: string): number => Number(/^line (\d+)/.exec(text)?.[1]);

describe('completion/window', () => {
  const cases: readonly (readonly [title: string, code: string, before: string, after: string])[] = [
    ['the whole of a short document', 'a\nb = |c\nd\n', 'a\nb = ', 'c\nd\n'],
    ['no bracket that the editor closed', 'a(|)\nb', 'a(', '\nb'],
    ['no quote and bracket that the editor closed', 'a("|")\nb', 'a("', '\nb'],
    ['the rest of the line, where it says something', 'a(|, b)\nc', 'a(', ', b)\nc'],
    ['line breaks as they are', 'a\r\nb(|)\r\nc\r\n', 'a\r\nb(', '\r\nc\r\n'],
    ['nothing before the beginning', '|a', '', 'a'],
    ['nothing behind the end', 'a|', 'a', ''],
    ['nothing of an empty document', '|', '', ''],
  ];
  for (const [title, code, before, after] of cases) {
    it(`holds ${title}`, () => assert.deepEqual(cut(code), { before, firstLine: 0, after }));
  }

  it('begins at a grid line and does not slide with each line', () => {
    const starts = new Set<number>();
    for (let count = 3000; count < 3064; count++) {
      const { before, firstLine } = cut(`${numbered(count)}x|`);
      assert.equal(lineOf(before), firstLine);
      assert.equal(firstLine % 32, 0);
      starts.add(firstLine);
    }
    assert.ok(starts.size <= 3, `${starts.size} windows in 64 lines`);
  });

  it('keeps the text within what a context can hold, and ends it with a whole line', () => {
    const { before, after } = cut(`${numbered(5000)}x|\n${numbered(5000)}`);
    assert.ok(before.length > 8000 && before.length <= 16_384, `${before.length} before`);
    assert.ok(after.length > 4000 && after.length <= 6144, `${after.length} after`);
    assert.ok(after.endsWith('of them'));
  });

  it('falls back to the line of the cursor where lines are too long for the grid', () => {
    const { before, firstLine } = cut(`${`${'x'.repeat(9000)}\n`.repeat(40)}here |`);
    assert.deepEqual([before, firstLine], ['here ', 40]);
  });

  it('takes one line of any length as it is', () => {
    const line = 'x'.repeat(500_000);
    assert.equal(cut(`${line}|`).before.length, line.length);
    assert.equal(cut(`|${line}`).after.length, 6144);
  });

  it('counts the lines of the document, not those of the hidden text', () => {
    const secret = `const password = "${noise(16)}";\n`;
    const { before, firstLine } = cut(`${secret.repeat(40)}${numbered(2000)}x|`);
    assert.equal(lineOf(before), firstLine - 40);
  });

  it('always joins to the document around the cursor, but for what the editor closed', () => {
    const piece = fc.constantFrom('a', '\n', '\r\n', ')', '"', 'word ', `${'y'.repeat(700)}\n`, '😀', '\uD83D');
    const text = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (left, right) => {
        const { before, after } = cut(`${left.replaceAll('|', '')}|${right}`);
        assert.ok(left.endsWith(before));
        const skipped = right.indexOf(after);
        assert.ok(skipped >= 0 && /^[)"\s]*$/.test(right.slice(0, skipped)));
      }),
      { numRuns: 200 },
    );
  });
});
