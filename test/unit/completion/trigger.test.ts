// Where the model is asked, for a line or a block, and where not.

import assert from 'node:assert/strict';
import { cursorLine, decideShape, restIsClosers } from '../../../src/completion/trigger.ts';
import { atCursor } from '../../support/cursor.ts';

/** `line`, `block` or the reason against it. */
function shape(code: string, trigger: 'automatic' | 'invoked', languageId = 'typescript'): string {
  const decided = decideShape({ ...atCursor(code), languageId, trigger });
  if (decided.kind === 'none') return decided.why.reason;
  return decided.maxLines === 1 ? 'line' : 'block';
}

describe('completion/trigger, decideShape', () => {
  const cases: readonly (readonly [code: string, automatic: string, invoked: string])[] = [
    ['const x = |', 'line', 'line'],
    ['const x = foo.b|', 'line', 'line'],
    ['foo(|)', 'line', 'line'],
    ['foo(a|)', 'line', 'line'],
    ['"use |"', 'line', 'line'],
    ['a\n|', 'block', 'block'],
    ['a\n  |\n}', 'block', 'block'],
    ['function f() {|', 'block', 'block'],
    ['function f() { | }', 'block', 'block'],
    ['const f = () => |', 'block', 'block'],
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

describe('completion/trigger, one line or a block', () => {
  const cases: readonly (readonly [languageId: string, code: string, expected: 'line' | 'block'])[] = [
    ['python', 'if x:|', 'block'],
    ['python', 'def f(x):  # as agreed|', 'block'],
    ['python', 'def f(x)|', 'block'],
    ['python', 'values = {"a":|', 'line'],
    ['python', 'f = lambda x:|', 'line'],
    ['python', 'values[1:|]', 'line'],
    ['python', 'x = "if a:|', 'line'],
    ['python', '# if a:|', 'line'],
    ['typescript', 'let x:|', 'line'],
    ['typescript', '  case 1:|', 'block'],
    ['typescript', 'const text = "{|"', 'line'],
    ['typescript', `const text = \`\${|}\``, 'line'],
    ['typescript', 'import {|} from', 'line'],
    ['typescript', 'import {|}', 'line'],
    ['typescript', 'const {|}', 'line'],
    ['typescript', 'const a = {|}', 'block'],
    ['typescript', 'if (a)|', 'block'],
    ['typescript', 'if (a) {|', 'block'],
    ['typescript', '// see {|', 'line'],
    ['typescript', ' * see {|', 'line'],
    ['typescriptreact', '<A b={|}', 'line'],
    ['go', 'func f() {|}', 'block'],
    ['go', 'for _, x := range items {|', 'block'],
    ['rust', "fn f<'a>() {|", 'block'],
    ['java', 'class A {|}', 'block'],
    ['ruby', 'items.each do |', 'block'],
    ['ruby', 'def area|', 'block'],
    ['ruby', 'x = 1 if a|', 'line'],
    ['lua', 'if a then|', 'block'],
    ['shellscript', 'if [ -f a ]; then|', 'block'],
    ['yaml', 'steps:|', 'block'],
    ['css', 'a {|}', 'block'],
    ['html', '<a href="|">', 'line'],
    ['git-commit', 'Fix it\n\n|', 'line'],
    ['plaintext', 'a\n|', 'line'],
  ];
  for (const [languageId, code, expected] of cases) {
    it(`${languageId}: ${JSON.stringify(code)}`, () => {
      assert.equal(shape(code, 'invoked', languageId), expected);
    });
  }

  it('knows heads from statements where both end with a bracket', () => {
    for (const [languageId, code] of [
      ['typescript', 'if (a)|'],
      ['java', '    while (next())|'],
      ['python', 'def f(x)|'],
      ['go', 'func main()|'],
      ['rust', 'pub fn f(x: u8)|'],
      ['csharp', 'public static async function f()|'],
    ] as const) {
      assert.notEqual(shape(code, 'automatic', languageId), 'after-statement', code);
    }
    for (const [languageId, code] of [
      ['typescript', 'iffy(a)|'],
      ['typescript', 'if (a) { b() }|'],
      ['ruby', '  end|'],
      ['shellscript', 'fi|'],
    ] as const) {
      assert.equal(shape(code, 'automatic', languageId), 'after-statement', code);
    }
  });
});
