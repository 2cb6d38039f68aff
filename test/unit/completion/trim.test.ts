// What becomes of a model's answer: cut where it leaves its place, laid over what the editor closed, or dropped.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cursorLine } from '../../../src/completion/trigger.ts';
import { coveredRest, trimAnswer, withoutRest } from '../../../src/completion/trim.ts';
import { atCursor } from '../../support/cursor.ts';

function trim(code: string, answer: string, invoked = false) {
  const { text, offset } = atCursor(code);
  const line = cursorLine(text, offset);
  return trimAnswer({ text: answer, line, below: text.slice(offset + line.after.length), invoked });
}

/** The document after the answer was taken, the cursor as `|`; or the reason why there was none to take. */
function taken(code: string, answer: string): string {
  const trimmed = trim(code, answer);
  if (trimmed.kind === 'none') return trimmed.why.reason;
  const { text, offset } = atCursor(code);
  return `${text.slice(0, offset)}${trimmed.text}|${text.slice(offset + trimmed.covered)}`;
}

type Case = readonly [title: string, code: string, answer: string, result: string];

const cases: readonly Case[] = [
  ['a plain answer', 'x = |', 'foo()', 'x = foo()|'],
  ['space at its end', 'x = |', 'foo()  \n\n', 'x = foo()|'],
  ['carriage returns', 'f() {|', '\r\n  a\r\n  b', 'f() {\n  a\n  b|'],
  ['a leading space of its own', 'return|', ' foo', 'return foo|'],

  ['an auto-closed bracket', 'foo(|)', 'bar)', 'foo(bar)|'],
  ['an auto-closed bracket and what follows', 'foo(|)', 'bar);', 'foo(bar);|'],
  ['a bracket that the answer leaves open', 'foo(|)', 'bar', 'foo(bar|)'],
  ['brackets of its own', 'foo(|)', 'bar(1)', 'foo(bar(1)|)'],
  ['quote and bracket', 'foo("|")', 'bar")', 'foo("bar")|'],
  ['a quote without the bracket', 'foo("|")', 'bar"', 'foo("bar"|)'],
  ['an object in a call', 'foo({|})', ' a: 1 })', 'foo({ a: 1 })|'],
  ['a space that the answer does not reach', 'f({ | })', 'a, b', 'f({ a, b| })'],
  ['a space that the answer brings', 'f({ | })', 'a, b })', 'f({ a, b })|'],
  ['a closing bracket over lines', 'foo(|)', '\n  a,\n  b,\n)', 'foo(\n  a,\n  b,\n)|'],

  ['the rest of the line repeated', 'x = | + b;', 'aa + b;', 'x = aa| + b;'],
  ['only the rest of the line', 'x = a| + b;', ' + b;', 'repeats-suffix'],
  ['lines in mid-line', 'f(| + b)', 'aa\nc', 'f(aa| + b)'],

  ['a line that stands below', 'a();\n|\nreturn x;', 'b();\nreturn x;\n', 'a();\nb();|\nreturn x;'],
  ['nothing but the line below', 'a();\n|\nreturn x;', 'return x;', 'repeats-suffix'],
  ['the line below after empty lines', '|\n\n  next();', 'now();\nnext();', 'now();|\n\n  next();'],
  ['lone brackets, which repeat everywhere', 'if (a) {|\n}', '\n  b();\n}', 'if (a) {\n  b();\n}|\n}'],

  ['the end of the block', '  if (a) {|', '\n    b();\n  }\n  c();', '  if (a) {\n    b();\n  }|'],
  ['what goes on with the block', '  if (a) {|', '\n    b();\n  } else {', '  if (a) {\n    b();\n  } else {|'],
  ['less indentation', '    |', 'a();\n}\nfunction g() {', '    a();|'],
  ['empty lines in a block', 'f() {|', '\n  a();\n\n  b();', 'f() {\n  a();\n\n  b();|'],

  ['nothing', 'x = |', '', 'empty-answer'],
  ['space only', 'x = |', ' \n ', 'empty-answer'],
  ['one character', 'x = |', ';', 'empty-answer'],
];

describe('completion/trim', () => {
  for (const [title, code, answer, result] of cases) {
    it(title, () => assert.equal(taken(code, answer), result));
  }

  it('offers a single character to who asked for it', () => {
    assert.deepEqual(trim('x = y|', ';', true), { kind: 'text', text: ';', covered: 0 });
  });

  it('covers no more than closers, and never beyond the line', () => {
    const piece = fc.constantFrom('a', '(', ')', '[', ']', '{', '}', '"', "'", ' ', '\n', ',', ';');
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    const closers = fc.array(fc.constantFrom(')', ']', '}', '"', "'", ' ', ';'), { maxLength: 5 });
    fc.assert(
      fc.property(text, closers, text, (answer, rest, below) => {
        const after = rest.join('');
        const trimmed = trimAnswer({ text: answer, line: { before: 'x', after }, below: `\n${below}`, invoked: true });
        if (trimmed.kind === 'none') return;
        assert.ok(trimmed.covered >= 0 && trimmed.covered <= after.length);
        assert.ok(answer.startsWith(trimmed.text));
        for (const closer of after.slice(0, trimmed.covered).trim()) assert.ok(trimmed.text.includes(closer));
      }),
      { numRuns: 500 },
    );
  });

  it('counts the covered rest in its own order', () => {
    const covered: readonly (readonly [text: string, rest: string, count: number])[] = [
      ['', ')', 0],
      ['a)', ')', 1],
      ['a])', '])', 2],
      ['a)', '])', 0],
      ['(a)', ')', 0],
      ['(a))', ')', 1],
      ['a"]', '"]', 2],
    ];
    for (const [text, rest, count] of covered) assert.equal(coveredRest(text, rest), count, `${text} before ${rest}`);
  });

  it('takes the longest beginning of the rest off the end', () => {
    assert.equal(withoutRest('a, b', ', b)'), 'a');
    assert.equal(withoutRest('a', 'b'), 'a');
    assert.equal(withoutRest('', 'b'), '');
    assert.equal(withoutRest('foo(x', 'x)'), 'foo(');
  });
});
