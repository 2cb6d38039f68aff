// Answers that would break a file, judged by its own syntax tree: in many languages, right ones and broken ones.

import assert from 'node:assert/strict';
import { toItem } from '../../src/completion/item.ts';
import { cursorLine } from '../../src/completion/trigger.ts';
import { unbroken } from '../../src/completion/unbroken.ts';
import { firstUnbroken } from '../../src/context/syntaxFaults.ts';
import { at } from '../support/completion.ts';
import { atCursor } from '../support/cursor.ts';
import { createTestParser, parseNow } from '../support/syntax.ts';

const never = (): boolean => false;

describe('the syntax filter', () => {
  const parser = createTestParser();
  let documents = 0;

  /** What is left of an answer that has passed all other filters. */
  async function left(languageId: string, code: string, answer: string): Promise<string> {
    assert.ok(await parser.load(languageId), `no grammar for ${languageId}`);
    documents += 1;
    const key = `document-${documents}`;
    const { text, offset } = atCursor(code);
    const line = cursorLine(text, offset);
    parseNow(parser, key, languageId, text);
    const request = at(code, { languageId, trigger: 'automatic' });
    const again = (one: string, isUnfinished = false) => {
      const item = toItem(request, one, { isUnfinished, without: undefined });
      return 'reason' in item ? undefined : item;
    };
    const item = again(answer) ?? assert.fail('dropped by another filter');
    const judge = async (asked: Parameters<Parameters<typeof unbroken>[1]['judge']>[0]) =>
      firstUnbroken(parser, { key, text, ...asked }, never);
    const found = await unbroken(item, { judge, again, languageId, line });
    parser.forget(key);
    return found?.text ?? '(dropped)';
  }

  const good: readonly (readonly [languageId: string, code: string, answer: string])[] = [
    ['typescript', 'const x = |\nnext();\n', 'foo(1, 2);'],
    ['typescript', 'const x = |\nnext();\n', 'foo(1, {'],
    ['typescript', 'function f() {\n  |\n    b();\n  }\n}\n', 'if (a) {'],
    ['typescript', 'function f() {\n  items.fo|\n}\n', 'rEach((item) => {'],
    ['typescript', 'function f() {\n  |\n}\n', 'for (const a of b)'],
    ['typescript', 'function f() {\n  |\n}\n', 'const { a, b } = c;\n  return a + b;'],
    ['typescript', 'function f() {|}\n', '\n  return 1;\n}'],
    ['typescript', 'foo(|);\n', 'bar, (x) => x + 1);'],
    ['typescript', 'foo(|\n', 'bar'],
    ['typescript', 'function f() {\n  if (a) {\n    b();\n  |\n}\n', '} else {\n    c();'],
    ['typescriptreact', 'const a = (\n  <ul>\n    |\n  </ul>\n);\n', '<li key={1}>{name}</li>'],
    ['javascript', 'const a = {\n  b: 1,\n  |\n};\n', 'c: [1, 2],'],
    ['javascript', 'let broken = = 1;\nconst x = |\n', 'foo(1);'],
    ['python', 'def f(x):\n    |\n\nprint(f(1))\n', 'return x + 1'],
    ['python', 'def f(x):\n    |\n    return y\n', 'for y in x:'],
    ['python', 'x = |\n', '[a for a in b if a]'],
    ['python', 'class A:\n    |\n', 'def f(self, a=1):'],
    ['go', 'package a\n\nfunc f() {\n\t|\n}\n', 'if err != nil {\n\t\treturn err\n\t}'],
    ['go', 'package a\n\nfunc f() {\n\tx := |\n}\n', 'g(1, "b")'],
    ['rust', 'fn f() -> u8 {\n    |\n}\n', 'let x = g()?;\n    x.unwrap_or(1)'],
    ['rust', "fn f<'a>(x: &'a str) {\n    m|\n}\n", 'atch x {'],
    ['java', 'class A {\n    int f() {\n        |\n    }\n}\n', 'List<String> a = new ArrayList<>();'],
    ['java', 'class A {\n    |\n}\n', 'private final int size;'],
    ['c', 'int f(int a) {\n    |\n}\n', 'while (a > 0)'],
    ['cpp', 'void f() {\n    |\n}\n', 'std::vector<int> a{1, 2};'],
    ['csharp', 'class A\n{\n    |\n}\n', 'public int Size { get; set; }'],
    ['ruby', 'def f\n  |\nend\n', 'items.each do |item|'],
    ['ruby', 'class A\n  |\nend\n', 'def name'],
    ['php', '<?php\nfunction f() {\n    |\n}\n', 'return $this->name;'],
    ['shellscript', 'f() {\n  |\n}\n', 'if [ -f "$1" ]; then'],
    ['css', 'a {\n  |\n}\n', 'color: red;'],
  ];
  for (const [languageId, code, answer] of good) {
    it(`keeps ${languageId}: ${JSON.stringify(answer)} in ${JSON.stringify(code)}`, async () => {
      assert.equal(await left(languageId, code, answer), answer);
    });
  }

  const broken: readonly (readonly [languageId: string, code: string, answer: string, left: string])[] = [
    ['typescript', 'const x = |\nnext();\n', 'a b c;', '(dropped)'],
    ['typescript', 'function f() {\n  |\n}\n', 'const a = 1;\n  const = 2;', 'const a = 1;'],
    ['typescript', 'function f() {\n  |\n}\n', 'if (a) {', '(dropped)'],
    ['typescript', 'function f() {\n  |\n}\n', 'a(); b c d e', 'a();'],
    ['typescript', 'interface A {\n  b|;\n}\n', ': {', '(dropped)'],
    ['typescript', 'function f() {\n  |\n}\n', 'a();\n  if (b) {', 'a();'],
    [
      'typescript',
      'function f() {\n  |\n}\n',
      'for (const a of b) {\n    a();\n    b(c, {',
      'for (const a of b) {\n    a();\n  }',
    ],
    ['javascript', 'f();\n|\n', 'if (a &&', '(dropped)'],
    ['python', 'def f(x):\n    |\n', 'y = x + 1\n    retrun y z', 'y = x + 1'],
    ['python', 'x = 1\n|\n', 'def def f():', '(dropped)'],
    ['go', 'package a\n\nfunc f() {\n\t|\n}\n', 'a := 1\n\tb := := 2', 'a := 1'],
    ['rust', 'fn f() {\n    |\n}\n', 'let let x = 1;', '(dropped)'],
    ['java', 'class A {\n    void f() {\n        |\n    }\n}\n', 'int a = 1;\n        int int b;', 'int a = 1;'],
    ['c', 'int f(void) {\n    |\n}\n', 'return 1 2;', '(dropped)'],
    ['csharp', 'class A\n{\n    |\n}\n', 'public public( int;', '(dropped)'],
    ['ruby', 'def f\n  |\nend\n', 'x = = 1', '(dropped)'],
    ['php', '<?php\nfunction f() {\n    |\n}\n', '$a = 1;\n    $b = = 2;', '$a = 1;'],
  ];
  for (const [languageId, code, answer, expected] of broken) {
    it(`cuts ${languageId}: ${JSON.stringify(answer)} in ${JSON.stringify(code)}`, async () => {
      assert.equal(await left(languageId, code, answer), expected);
    });
  }

  it('leaves the document as it was', async () => {
    await parser.load('typescript');
    const text = 'const a = ;\nconst b = 2;\n';
    const own = parseNow(parser, 'own', 'typescript', text);
    const before = own.tree.rootNode.toString();
    const candidates = [{ inserted: 'f(1', length: 3, oldEnd: 10 }];
    assert.equal(firstUnbroken(parser, { key: 'own', text, start: 10, candidates }, never), -1);
    assert.equal(parseNow(parser, 'own', 'typescript', text), own);
    assert.equal(own.tree.rootNode.toString(), before);
  });

  it('knows nothing of a text that the document does not have, or when time is over', () => {
    const candidates = [{ inserted: 'a b', length: 3, oldEnd: 10 }];
    assert.equal(firstUnbroken(parser, { key: 'own', text: 'x', start: 0, candidates }, never), undefined);
    assert.equal(firstUnbroken(parser, { key: 'other', text: '', start: 0, candidates }, never), undefined);
  });
});
