// Where the model is asked, for a line or a block, and where not.

import assert from 'node:assert/strict';
import { cursorLine, decideShape, restIsClosers } from '../../../src/completion/trigger.ts';
import { atCursor } from '../../support/cursor.ts';

/** `line`, `block` or the reason against it. */
function shape(code: string, trigger: 'automatic' | 'invoked'): string {
  const decided = decideShape({ ...atCursor(code), trigger });
  if (decided.kind === 'none') return decided.why.reason;
  return decided.maxLines === 1 ? 'line' : 'block';
}

describe('completion/trigger, decideShape', () => {
  const cases: readonly (readonly [code: string, automatic: string, invoked: string])[] = [
    ['const x = |', 'line', 'line'],
    ['const x = foo.b|', 'line', 'line'],
    ['foo(|)', 'block', 'block'],
    ['foo(a|)', 'line', 'line'],
    ['"use |"', 'line', 'line'],
    ['a\n|', 'block', 'block'],
    ['a\n  |\n}', 'block', 'block'],
    ['function f() {|', 'block', 'block'],
    ['function f() { | }', 'block', 'block'],
    ['const f = () => |', 'block', 'block'],
    ['if x:|', 'block', 'block'],
    ['x = {| y: 1 }', 'line', 'line'],
    ['foo|bar', 'inside-word', 'line'],
    ['größ|e', 'inside-word', 'line'],
    ['$f|_', 'inside-word', 'line'],
    ['foo|.bar', 'line', 'line'],
    ['foo|(bar)', 'line', 'line'],
    ['foo()|', 'after-statement', 'line'],
    ['let a = 1;|', 'after-statement', 'line'],
    ['}|', 'after-statement', 'line'],
    ['a[0]|  ', 'after-statement', 'line'],
    ['a[0]|\r\nb', 'after-statement', 'line'],
    ['foo()| + 1', 'line', 'line'],
    ['foo(bar()|)', 'line', 'line'],
    ['|', 'nothing-to-complete', 'nothing-to-complete'],
    [' \n\t|\n', 'nothing-to-complete', 'nothing-to-complete'],
    ['|\ncode', 'block', 'block'],
    ['\0PNG|', 'binary', 'binary'],
    ['a = \uD83D|', 'line', 'line'],
    ['a = |\uDE00', 'line', 'line'],
    ['a😀|', 'line', 'line'],
  ];
  for (const [code, automatic, invoked] of cases) {
    it(JSON.stringify(code), () => {
      assert.deepEqual([shape(code, 'automatic'), shape(code, 'invoked')], [automatic, invoked]);
    });
  }
});

describe('completion/trigger, cursorLine', () => {
  const cases: readonly (readonly [code: string, before: string, after: string])[] = [
    ['|', '', ''],
    ['|\n', '', ''],
    ['\n|', '', ''],
    ['ab|cd', 'ab', 'cd'],
    ['x\nab|cd\ny', 'ab', 'cd'],
    ['x\r\nab|cd\r\ny', 'ab', 'cd'],
    ['x\r\nab|\r\n', 'ab', ''],
  ];
  for (const [code, before, after] of cases) {
    it(JSON.stringify(code), () => {
      const { text, offset } = atCursor(code);
      assert.deepEqual(cursorLine(text, offset), { before, after });
    });
  }

  it('knows what editors close by themselves', () => {
    for (const rest of ['', ' ', ')', '});', '"', "')", '`}', '>,']) assert.equal(restIsClosers(rest), true, rest);
    for (const rest of ['a', '(', '{}', ') {', '+ 1', '.x']) assert.equal(restIsClosers(rest), false, rest);
  });
});
