// What a place is by its syntax tree, in each language.

import assert from 'node:assert/strict';
import { syntaxPlace } from '../../src/context/syntaxPlace.ts';
import { atCursor } from '../support/cursor.ts';
import { createTestParser, parseNow } from '../support/syntax.ts';

describe('syntaxPlace', () => {
  const parser = createTestParser();
  const cases: readonly (readonly [languageId: string, code: string, expected: string])[] = [
    ['typescript', 'const a = "x |y";', 'text'],
    ['typescript', 'const a = `x\n|\ny`;', 'text'],
    ['typescript', `const a = \`x \${b|} y\`;`, 'code'],
    ['typescript', '/**\n * A\n |\n */\n', 'text'],
    ['typescript', 'a(); // see |', 'text'],
    ['typescript', 'a();\n// see\n|\n', 'code'],
    ['typescript', 'function f() {|}', 'empty-body'],
    ['typescript', 'function f() {\n  |\n}', 'empty-body'],
    ['typescript', 'function f() {\n  // first\n  |\n}', 'empty-body'],
    ['typescript', 'function f() {\n  a();\n  |\n}', 'code'],
    ['typescript', 'class A {\n  |\n}', 'empty-body'],
    ['typescript', 'const a = {|};', 'empty-body'],
    ['typescript', 'foo(|);', 'code'],
    ['python', 'def f():\n    """About\n    |\n    """\n', 'text'],
    ['python', 'x = f"a {b|} c"', 'code'],
    ['python', 'x = "a |b"', 'text'],
    ['python', 'x = 1  # so |', 'text'],
    ['go', 'package a\n\nfunc f() {\n\t|\n}\n', 'empty-body'],
    ['go', 'package a\n\nvar s = `a\n|\nb`\n', 'text'],
    ['rust', 'fn f() {\n    |\n}\n', 'empty-body'],
    ['rust', '/// About |\nfn f() {}\n', 'text'],
    ['java', 'class A {\n    void f() {\n        |\n    }\n}\n', 'empty-body'],
    ['java', 'class A {\n    /* a\n     |\n     */\n}\n', 'text'],
    ['c', 'int f(void) {\n    |\n}\n', 'empty-body'],
    ['c', 'char *s = "a |b";\n', 'text'],
    ['csharp', 'class A\n{\n    void F()\n    {\n        |\n    }\n}\n', 'empty-body'],
    ['csharp', 'class A\n{\n    string s = $"a {b|} c";\n}\n', 'code'],
    ['ruby', 'x = <<~EOS\n  a\n  |\nEOS\n', 'text'],
    ['ruby', 'x = "a #{b|} c"\n', 'code'],
    ['php', '<?php\nfunction f() {\n    |\n}\n', 'empty-body'],
    ['shellscript', 'echo "a |b"\n', 'text'],
    ['css', 'a {\n  |\n}\n', 'empty-body'],
  ];
  for (const [languageId, code, expected] of cases) {
    it(`${languageId}: ${JSON.stringify(code)}`, async () => {
      await parser.load(languageId);
      const { text, offset } = atCursor(code);
      const { tree } = parseNow(parser, 'place', languageId, text);
      assert.equal(syntaxPlace(tree.rootNode, offset), expected);
      parser.forget('place');
    });
  }
});
