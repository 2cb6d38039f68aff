// Literals bound to names, with the real grammars: each language's forms, broken code, and edits against a full search.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { grammars } from '../../src/context/grammars.ts';
import { boundLiterals } from '../support/boundLiterals.ts';
import { createTestParser, findAgain, findAll, parseNow, written } from '../support/syntax.ts';

const languageIds = Object.values(grammars).flat();

describe('literals', () => {
  const parser = createTestParser();
  before(async () => {
    for (const languageId of languageIds) assert.ok(await parser.load(languageId), languageId);
  });

  /** The text with its bound literals marked. */
  function mark(languageId: string, text: string): string {
    const starts = new Map<number, number>();
    for (const { binding } of findAll(parseNow(parser, languageId, languageId, text))) {
      starts.set(binding.valueRange.start, binding.valueRange.end);
    }
    let marked = text;
    for (const [start, end] of [...starts].sort(([a], [b]) => b - a)) {
      marked = `${marked.slice(0, start)}«${marked.slice(start, end)}»${marked.slice(end)}`;
    }
    return marked;
  }

  function find(languageId: string, text: string): string[] {
    return findAll(parseNow(parser, languageId, languageId, text)).map(({ binding }) => written(text, binding));
  }

  it('has code in the language of every grammar', () => {
    const missing = Object.entries(grammars).filter(([, ids]) => !ids.some((id) => id in boundLiterals));
    assert.deepEqual(missing, []);
  });

  for (const [languageId, marked] of Object.entries(boundLiterals)) {
    const text = marked.replace(/[«»]/g, '');
    it(`finds them in ${languageId}`, () => assert.equal(mark(languageId, text), marked));
    it(`finds them in ${languageId} with CRLF`, () => {
      assert.equal(mark(languageId, text.replaceAll('\n', '\r\n')), marked.replaceAll('\n', '\r\n'));
    });
    it(`finds them in ${languageId} behind characters of two code units`, () => {
      const comment = { php: '😀😀\n', ini: '; 😀😀\n', css: '/* 😀😀 */\n' }[languageId];
      const lead = comment ?? (/^(?:python|ruby|shellscript|powershell)$/.test(languageId) ? '# 😀😀\n' : '// 😀😀\n');
      assert.equal(mark(languageId, lead + text), lead + marked);
    });
  }

  it('tells the name and the kind', () => {
    const text = `
const password = "v1";
login({ token: "v2" });
function f(secret = "v3") {}
if (user.password === "v4") {}
request.headers.set("X-Api-Key", "v5");
options.set("api_key", "v6");
client.setPassword("v7");
settings["db.password"] = "v8";
`;
    assert.deepEqual(find('typescript', text), [
      'assignment password = "v1"',
      'property token = "v2"',
      'default secret = "v3"',
      'comparison password = "v4"',
      'header "X-Api-Key" = "v5"',
      'entry "api_key" = "v6"',
      'argument setPassword = "v7"',
      'assignment "db.password" = "v8"',
    ]);
  });

  it('gives each part of a concatenation the same name', () => {
    const text = 'token = "v1" + "v2" + "v3"';
    const found = findAll(parseNow(parser, 'parts', 'python', text)).map(({ binding }) => binding);
    assert.deepEqual(
      found.map(({ nameRange }) => nameRange),
      Array(3).fill({ start: 0, end: 5 }),
    );
  });

  const halfTyped: readonly (readonly [languageId: string, text: string, found: readonly string[]])[] = [
    ['typescript', 'class A {\n  f() {\n    const password = "v1"', ['assignment password = "v1"']],
    ['typescript', 'login({ token: "v1", ', ['property token = "v1"']],
    [
      'typescript',
      'const x = {\n  password: "v1",\n  user\n  secret: "v2"\n',
      ['property password = "v1"', 'property secret = "v2"'],
    ],
    ['python', 'def f(:\n  password = "v1"\n  retu', ['assignment password = "v1"']],
    ['python', 'login(user, password="v1"', ['argument password = "v1"']],
    ['go', 'func f() {\n\ttoken := "v1"\n\tif x {', ['assignment token = "v1"']],
    ['java', 'class A { void f() { String password = "v1"; foo(', ['assignment password = "v1"']],
    ['php', '<?php\nif (x) { $password = "v1"; foo(', ['assignment password = "v1"']],
  ];
  for (const [languageId, text, found] of halfTyped) {
    it(`finds them in half-typed ${languageId}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(find(languageId, text).sort(), [...found].sort());
    });
  }

  it('takes any text in any language', () => {
    const pieces = [
      'password',
      ' = ',
      '"',
      "'",
      '`',
      '(',
      '{',
      '[',
      ')',
      '}',
      ']',
      '\n',
      '\\',
      '<?php ',
      '${',
      '#{',
      '😀',
      '\ud83d',
      '\0',
      '/*',
      '=>',
      ':',
      ',',
      'é',
    ];
    const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...languageIds), anyText, (languageId, text) => {
        parser.forget('any');
        for (const { binding } of findAll(parseNow(parser, 'any', languageId, text))) {
          const { nameRange, valueRange } = binding;
          assert.ok(nameRange.start < nameRange.end && nameRange.end <= text.length);
          assert.ok(valueRange.start <= valueRange.end && valueRange.end <= text.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('goes through nesting of any depth', () => {
    const depth = 20_000;
    for (const [open = '', close = ''] of ['[]', '()']) {
      const text = `x = ${open.repeat(depth)}\npassword = "v1"\n${close.repeat(depth)}`;
      parser.forget('deep');
      assert.deepEqual(find('typescript', text), ['assignment password = "v1"']);
      // Unclosed, and in languages where it means something else.
      for (const languageId of languageIds) findAll(parseNow(parser, 'deep', languageId, text.slice(0, -depth / 2)));
    }
  });

  it('stops when it is told to, and keeps what it had', () => {
    const text = boundLiterals.typescript ?? '';
    const source = { key: 'stop', languageId: 'typescript' };
    const first = parseNow(parser, 'stop', 'typescript', text);
    let asked = 0;
    const long = `${text}\n`.repeat(200);
    assert.equal(
      parser.parse({ ...source, text: long }, () => ++asked > 3),
      undefined,
    );
    assert.equal(asked, 4);
    assert.equal(
      parser.parse({ ...source, text }, () => true),
      first,
    );
    assert.equal(parseNow(parser, 'stop', 'typescript', long).since?.text, text);
  });

  const lines = [
    'password = "v1"',
    'const token = "v2" + x;',
    `f({ token: "v3", secret: \`v4\${e}v5\` });`,
    'if (password == "v6") {',
    'login(user,',
    ' "v7")',
    'let apiKey',
    '= "v8"',
    '// password = "v9"',
    'h["token"]',
    'def f(password="v10"):',
    'set("password",',
    '"v11")',
    'x.equals(',
    ...['"""', "'''", '/*', '*/', '`', '"', '(', ')', '{', '}', '[', ']', ':', '=', ',', '😀 = "😀"', '', '\t', '\r\n'],
  ];
  const edits = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      deleted: fc.nat(30),
      inserted: fc.constantFrom(...lines, ...'a"=\n`{}( '),
    }),
    { minLength: 1, maxLength: 10 },
  );
  for (const languageId of ['typescript', 'python', 'go', 'csharp', 'shellscript']) {
    it(`finds after any edits what a full search finds, in ${languageId}`, () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 30 }), edits, (begun, made) => {
          parser.forget('edited');
          let text = begun.join('\n');
          let found = findAll(parseNow(parser, 'edited', languageId, text));
          for (const { at, deleted, inserted } of made) {
            const start = Math.floor(at * text.length);
            const next = text.slice(0, start) + inserted + text.slice(start + deleted);
            if (next === text) continue;
            text = next;
            const parsed = parseNow(parser, 'edited', languageId, text);
            found = findAgain(parsed, found);
            assert.deepEqual(found, findAll(parsed));
          }
        }),
        { numRuns: 200 },
      );
    });
  }
});
