// What the redaction benchmark counts: coverage character by character, the tally, and rows that are no rows.

import assert from 'node:assert/strict';
import { parseCorpus, type Row } from '../../../bench/redaction/corpus.ts';
import { ratesOf } from '../../../bench/redaction/sources.ts';
import { cutPieces } from '../../../bench/redaction/speed.ts';
import { languageIdOf } from '../../../bench/redaction/syntax.ts';
import { countNames, countTold, isCovered, type RowFindings, tally } from '../../../bench/redaction/tally.ts';
import { grammarOf } from '../../../src/context/grammars.ts';

/** Ranges of `text` written as `[` and `]` around them, with the marks taken out. */
function marked(code: string): { text: string; found: { start: number; end: number }[] } {
  const found: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  for (const character of code) {
    if (character === '[') start = text.length;
    else if (character === ']') found.push({ start, end: text.length });
    else text += character;
  }
  return { text, found };
}

const row: Row = { line: 1, rule: 'r', text: 'a = opensesame', secret: 'opensesame', label: 'secret', path: undefined };
const whole = [{ rule: 'x', start: 4, end: 14 }];

function found(change: Partial<Row>, findings: RowFindings['findings'] = [], isBlocked = false): RowFindings {
  return { row: { ...row, ...change }, findings, isBlocked };
}

describe('isCovered', () => {
  const cases: readonly (readonly [title: string, code: string, secret: string, expected: boolean])[] = [
    ['a finding that is just the secret', 'p = "[opensesame]"', 'opensesame', true],
    ['a finding around it', '[p = "opensesame"]', 'opensesame', true],
    ['findings that touch', 'p = "[open][sesame]"', 'opensesame', true],
    ['not a secret whose first character is visible', 'p = "o[pensesame]"', 'opensesame', false],
    ['not a secret whose last character is visible', 'p = "[opensesam]e"', 'opensesame', false],
    ['not a secret with a gap in the middle', 'p = "[open]s[esame]"', 'opensesame', false],
    ['not a secret that shows elsewhere', '[opensesame] // opensesame', 'opensesame', false],
    ['a secret whose every occurrence is hidden', '[opensesame] // [opensesame]', 'opensesame', true],
    ['a short one that also is a word of the text', 'admin:[admin]@host', 'admin', true],
    ['not a short one that is hidden nowhere', 'admin:admin@[host]', 'admin', false],
    ['not what the text does not hold', '[opensesame]', 'sesame!', false],
  ];
  for (const [title, code, secret, expected] of cases) {
    it(`takes ${title}`, () => {
      const { text, found: ranges } = marked(code);
      assert.equal(isCovered(text, secret, ranges), expected);
    });
  }

  it('takes findings in any order, also overlapping ones', () => {
    const ranges = [
      { start: 4, end: 10 },
      { start: 0, end: 6 },
    ];
    assert.equal(isCovered('opensesame', 'opensesame', ranges), true);
  });
});

describe('tally', () => {
  it('counts a blocked path as detected, and never as covered', () => {
    const counted = tally([
      found({}, [], true),
      found({}, whole),
      found({}, [{ rule: 'x', start: 4, end: 13 }]),
      found({}),
    ]);
    assert.deepEqual(counted, { secrets: 4, detected: 3, covered: 1, clean: 0, falsePositives: 0 });
  });

  it('leaves rows that do not tell their secret out of what is covered', () => {
    const rows = [found({ secret: undefined }, whole), found({ secret: undefined }, [], true), found({}, whole)];
    assert.deepEqual(tally(rows), { secrets: 3, detected: 3, covered: 1, clean: 0, falsePositives: 0 });
    assert.equal(countTold(rows), 1);
  });

  it('counts a clean row once, whatever was found, and not for its path', () => {
    const clean = { label: 'clean', secret: undefined } as const;
    const rows = [found(clean, [...whole, ...whole]), found(clean), found(clean, [], true)];
    assert.deepEqual(tally(rows), { secrets: 0, detected: 0, covered: 0, clean: 3, falsePositives: 1 });
  });

  it('counts names, the most frequent first', () => {
    assert.deepEqual(countNames(['b', 'a', 'c', 'c']), [
      ['c', 2],
      ['a', 1],
      ['b', 1],
    ]);
  });
});

describe('ratesOf', () => {
  it('says how many ranges 10,000 lines hold, in all and by rule', () => {
    const hidden = ['a', 'b', 'b'].map((rule) => ({
      rule,
      start: 0,
      end: 1,
      path: '',
      line: 1,
      lineText: '',
      value: '',
    }));
    assert.deepEqual(ratesOf({ files: 1, lines: 20_000, hidden }), [
      ['all', 3, 1.5],
      ['b', 2, 1],
      ['a', 1, 0.5],
    ]);
  });
});

describe('cutPieces', () => {
  const source = 'one line of code();\n'.repeat(1000);

  it('cuts pieces of the size asked for, at line starts, the same ones each time', () => {
    const pieces = cutPieces(source, 1);
    assert.ok(pieces.length > 1);
    for (const piece of pieces) {
      assert.equal(piece.length, 1024);
      assert.ok(piece.startsWith('one'));
    }
    assert.deepEqual(cutPieces(source, 1), pieces);
  });

  it('gives one piece where there is room for one', () => {
    assert.deepEqual(cutPieces(source, 16), [source.slice(0, 16 * 1024)]);
  });
});

describe('languageIdOf', () => {
  const languages = {
    'src/A.TS': 'typescript',
    'a.test.mjs': 'javascript',
    'x/y.h': 'c',
    'a.properties': 'properties',
  };
  for (const [path, languageId] of Object.entries(languages)) {
    it(`takes ${path} for ${languageId}`, () => {
      assert.equal(languageIdOf(path), languageId);
      assert.notEqual(grammarOf(languageId), undefined);
    });
  }

  it('knows no language for other paths', () => {
    for (const path of ['README.md', 'ts', 'a.tsv', 'dir.js/file', '']) assert.equal(languageIdOf(path), undefined);
  });
});

describe('parseCorpus', () => {
  const line = (change: object = {}) =>
    JSON.stringify({ rule: 'r', text: 'a = b', secret: 'b', label: 'secret', ...change });

  it('reads rows with and without a path or a secret, over empty lines, and keeps their line numbers', () => {
    const text = `${line()}\n\n${line({ secret: null, label: 'clean', path: 'a.ts' })}\r\n`;
    assert.deepEqual(parseCorpus(text, 'c.jsonl'), [
      { line: 1, rule: 'r', text: 'a = b', secret: 'b', label: 'secret', path: undefined },
      { line: 3, rule: 'r', text: 'a = b', secret: undefined, label: 'clean', path: 'a.ts' },
    ]);
  });

  const wrong: readonly (readonly [title: string, line: string, message: RegExp])[] = [
    ['text that is no JSON', '{"text": "hunter2', /^c\.jsonl:2: not a JSON object/],
    ['a list', '["hunter2"]', /^c\.jsonl:2: a row is a JSON object/],
    ['no text', line({ text: undefined }), /^c\.jsonl:2: `text`/],
    ['another label', line({ label: 'hunter2' }), /^c\.jsonl:2: `label`/],
    ['a secret that is no text', line({ secret: 2 }), /^c\.jsonl:2: `secret`/],
    ['an empty secret', line({ secret: '' }), /^c\.jsonl:2: `secret`/],
    ['a path that is no text', line({ path: 2 }), /^c\.jsonl:2: `path`/],
  ];
  for (const [title, bad, message] of wrong) {
    it(`refuses ${title} by file and line, without quoting it`, () => {
      assert.throws(
        () => parseCorpus(`${line()}\n${bad}`, 'c.jsonl'),
        (error: Error) => {
          assert.match(error.message, message);
          return !error.message.includes('hunter2');
        },
      );
    });
  }
});
