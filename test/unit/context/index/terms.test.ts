// Which names and words a text is indexed by, in each way of writing comments and texts.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTermCounter } from '../../../../src/context/index/countTerms.ts';
import { scanNames } from '../../../../src/context/index/scanNames.ts';
import { subWordsOf, termOf, wordTerm } from '../../../../src/context/index/terms.ts';

function namesIn(text: string, languageId: string): { names: string; comments: string[] } {
  const names: string[] = [];
  const comments: string[] = [];
  scanNames(text, languageId, {
    name: (start, end) => names.push(text.slice(start, end)),
    comment: (start, end) => comments.push(text.slice(start, end)),
  });
  return { names: names.join(' '), comments };
}

/** Language, text, names, comments. */
const rows: readonly (readonly [languageId: string, text: string, names: string, comments?: readonly string[]])[] = [
  ['typescript', 'const aB = $x_1("no", \'no\'); // yes', 'const aB $x_1', ['// yes']],
  [
    'typescript',
    `f(/* in */ 0xff, 10px, \`no \${ok({a: \`no \${deep} no\`})} no\`, end)`,
    'f ok a deep end',
    ['/* in */'],
  ],
  ['typescript', 'a = "never closed\nb = `over\nlines` + c', 'a b c'],
  ['typescript', `x = 'a\\'no' + \`\\\`no\\\${no}\` + y`, 'x y'],
  ['typescript', '}} `${a', 'a'],
  [
    'python',
    'def f(a): # yes "no"\n  """Doc of it."""\n  return \'#no\' + b',
    'def f a return b',
    ['# yes "no"', '"""Doc of it."""'],
  ],
  ['shellscript', `echo \${x#y} $#args # yes`, 'echo x y args', ['# yes']],
  [
    'rust',
    "fn f<'a>(x: &'a str) -> char { g('n', '\\n', '\\u{1F600}', y) } // c",
    'fn f a x a str char g y'.replace('str char', 'str char'),
    ['// c'],
  ],
  ['go', 'a := `raw\n"text` + b', 'a b'],
  ['php', '<?php # yes\n$a->b["no"]; // yes', 'php a b', ['# yes', '// yes']],
  ['sql', "SELECT a -- yes\nFROM b WHERE c = 'no' /* yes */", 'SELECT a FROM b WHERE c', ['-- yes', '/* yes */']],
  ['ini', '; yes\n[part]\nkey = value', 'part key value', ['; yes']],
  ['json', '{"key": "no", "other" : 1}', '', ['"key"', '"other"']],
  ['html', '<!-- yes --><p class="a">don\'t b</p>', 'p class a don t b p', ['<!-- yes -->']],
  ['markdown', 'Don\'t call `f()` # "twice"', 'Don t call f twice'],
  ['clojure', "(def a 'b) ; yes", 'def a b', ['; yes']],
  ['erlang', 'a(B) -> "no". % yes', 'a B', ['% yes']],
  ['unknown', 'größe = naïve', 'größe naïve'],
  ['c', '/* never closed', '', ['/* never closed']],
];

describe('context/index/terms', () => {
  for (const [languageId, text, names, comments = []] of rows) {
    it(`finds the names in ${languageId}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(namesIn(text, languageId), { names, comments });
    });
  }

  it('splits names into their words', () => {
    for (const [name, words] of [
      ['parseHTMLText2_at', 'parse HTML Text at'],
      ['MAX_FILE_BYTES', 'MAX FILE BYTES'],
      ['getURLs', 'get UR Ls'],
      ['XMLHttpRequest', 'XML Http Request'],
      ['a_b', ''],
      ['readText of a folder', 'read Text of folder'],
    ] as const) {
      assert.equal(subWordsOf(name).join(' '), words, name);
    }
  });

  it('takes the forms of a word for one, and other words for others', () => {
    for (const [word, forms] of Object.entries({
      parse: ['parses', 'parsed', 'Parsing', 'PARSE'],
      entry: ['entries', 'Entry'],
      copy: ['copied', 'copies', 'copying'],
      run: ['runs', 'running'],
      class: ['Class'],
      index: ['indexes', 'indexed'],
    })) {
      for (const form of forms) assert.equal(wordTerm(form), wordTerm(word), form);
    }
    const all = [
      'class',
      'clas',
      'string',
      'str',
      'status',
      'state',
      'this',
      'set',

      'bus',
      'process',
      'red',
    ];
    assert.equal(new Set(all.map(wordTerm)).size, all.length);
  });

  it('keeps names and words apart, and names apart by their case', () => {
    assert.notEqual(termOf('index'), wordTerm('index'));
    assert.notEqual(termOf('index'), termOf('Index'));
  });

  it('counts identifiers once and their words beside them, without those of texts', () => {
    const count = createTermCounter();
    const { terms, counts, total } = count('readText(readText, "secret"); // read it again', 'typescript');
    const of = (term: number): number => counts[terms.indexOf(term)] ?? 0;
    assert.equal(of(termOf('readText')), 2);
    assert.equal(of(wordTerm('read')), 3);
    assert.equal(of(wordTerm('text')), 2);
    assert.equal(of(wordTerm('again')), 1);
    assert.equal(of(termOf('again')), 0);
    assert.equal(of(wordTerm('secret')), 0);
    assert.equal(total, 7);
    assert.deepEqual(
      [...terms],
      [...terms].sort((a, b) => a - b),
    );
  });

  it('counts a text the same whatever was counted before', () => {
    const many = Array.from({ length: 9000 }, (_, index) => `name${index} x${index}y`).join(' ');
    const used = createTermCounter();
    used(many, 'c');
    const fresh = createTermCounter()('a1b2 ab_cd abCd', 'c');
    const again = used('a1b2 ab_cd abCd', 'c');
    assert.deepEqual([[...again.terms], [...again.counts]], [[...fresh.terms], [...fresh.counts]]);
    const { terms } = used(many, 'c');
    assert.equal(new Set(terms).size, terms.length);
    assert.ok(terms.includes(termOf('name8999')));
  });

  it('gets through any text, visiting in order and within it', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '"',
          "'",
          '`',
          '${',
          '}',
          '{',
          '//',
          '/*',
          '*/',
          '#',
          '--',
          '<!--',
          '"""',
          '\\',
          '\n',
          'ab',
          '\u{1F600}',
          'é',
          '0x',
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 40 },
    );
    const languages = fc.constantFrom(
      'typescript',
      'python',
      'rust',
      'go',
      'php',
      'html',
      'json',
      'markdown',
      'shellscript',
    );
    fc.assert(
      fc.property(pieces, languages, (parts, languageId) => {
        const text = parts.join('');
        let at = 0;
        const visit = (start: number, end: number): void => {
          assert.ok(at <= start && start < end && end <= text.length);
          at = end;
        };
        scanNames(text, languageId, { name: visit, comment: visit });
        createTermCounter()(text, languageId);
      }),
    );
  });
});
