// No pattern backtracks: hostile input of growing length costs steps in proportion to its length. Steps are counted, not timed.

import assert from 'node:assert/strict';
import { commandRules } from '../../../src/redaction/commands.ts';
import { placeRules } from '../../../src/redaction/credentials.ts';
import { longRun } from '../../../src/redaction/rules/rule.ts';
import { rules } from '../../../src/redaction/rules.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { countExec, countSteps } from '../../support/regexSteps.ts';
import { fillIn } from '../../support/secrets.ts';
import { ruleExamples } from './examples.ts';

const short = 500;
const long = 2000;
/** Quadratic growth gives 16. */
const maxGrowth = 6;

function grown(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

/** What comes near to matching, over and over: keywords, tokens without their end, and what their alphabets hold. */
function hostile(keywords: readonly string[], secret: string): string[] {
  const words = keywords.filter((keyword) => keyword !== longRun).slice(0, 4);
  const alphabets = ['a', '0', 'A', '-', '.', 'a.', '/', '='];
  return [
    ...words,
    ...words.flatMap((word) => [`${word}a`, `${word}0 `, `${word}"`]),
    secret.slice(0, -1),
    `${secret.slice(0, -1)} `,
    `${secret.slice(0, secret.length >> 1)}.`,
    ...alphabets,
  ];
}

/** One keyword, and then a long tail that it could take. */
function tails(keywords: readonly string[]): string[] {
  return keywords.flatMap((word) => ['a', '0', 'A', '-', 'a.', ' ', '"', '='].map((tail) => word + grown(tail, long)));
}

describe('redaction/steps', function () {
  this.timeout(30_000);
  it('counts as a backtracking engine does', () => {
    const steps = (pattern: RegExp, length: number) => countExec(pattern, 'a'.repeat(length)).steps;
    assert.ok(steps(/^(?:a+)+$/, 12) < 100);
    assert.ok(countExec(/^(?:a+)+$/, `${'a'.repeat(12)}!`).steps > 4000);
    assert.ok(steps(/a*b/, 400) > 10 * steps(/a*b/, 100));
    assert.ok(steps(/a{0,8}b/, 400) < 5 * steps(/a{0,8}b/, 100));
    assert.deepEqual(countExec(/(?<=x)(?<n>[ab])\1$/, 'xaa').match?.[0], 'aa');
  });

  for (const { id, keywords, pattern } of rules) {
    it(`${id} takes steps in proportion to its input`, () => {
      const secret = fillIn(ruleExamples[id]?.[0] ?? '');
      const steps = (text: string) => countSteps(() => Array.from(text.matchAll(pattern)));
      for (const piece of hostile(keywords, secret)) {
        const growth = steps(grown(piece, long)) / Math.max(10 * short, steps(grown(piece, short)));
        assert.ok(growth < maxGrowth, `${JSON.stringify(piece)} grows by ${growth.toFixed(1)}`);
      }
      for (const text of tails(keywords.slice(0, 3))) assert.ok(steps(text) < 60 * long, text.slice(0, 40));
    });
  }

  for (const { id, keywords, find } of [...placeRules, ...commandRules]) {
    it(`${id} takes steps in proportion to its input`, () => {
      const steps = (text: string) => countSteps(() => find(text));
      const words = keywords.flatMap((word) => [
        word,
        ` ${word} `,
        `a${word}a`,
        `${word}("`,
        `${word} "a", `,
        `${word}a:`,
        `${word}a:b@`,
      ]);
      for (const piece of words) {
        const growth = steps(grown(piece, long / 2)) / Math.max(5 * short, steps(grown(piece, short / 2)));
        assert.ok(growth < maxGrowth, `${JSON.stringify(piece)} grows by ${growth.toFixed(1)}`);
      }
    });
  }

  const pieces = [
    'password=',
    'ghp_xxxxxxxxxx',
    `ghp_${'x'.repeat(36)} `,
    'AKIAXXXXXXXXXXXX ',
    'password: ',
    'password="',
    "password='a",
    'password = "a" + ',
    'passwordpassword',
    'password ',
    'password\n',
    'password=\n',
    'password: string',
    'password: a<',
    'token=a.',
    'key:"',
    'key=\\"',
    '"key", ',
    '"key": {',
    '<password>',
    '<password>a</',
    'secret ='.padEnd(70),
    '"a" == ',
    '"a" + "b" + ',
    "'a' . ",
    '" "',
    '""',
    '\\"',
    'a\u200bb',
    '\u200b',
    '%3A',
    '%3a%2F%40',
    'https://',
    'https://a:',
    'https://a:b@',
    'a://a:b',
    'eyJa.',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\nabc\n',
    'kind: Secret\n',
    'kind: Secret\ndata:\n  a: b\n',
    'cGFzc3dvcmQ9',
    '70617373776f7264',
    'aA0',
    'a',
    '/',
    '-',
    '_',
    '.',
    '${password:-',
    'value="',
    'name="password" value=',
    'IDENTIFIED BY ',
    'mysql -p',
    'mysql ',
    'Bearer ',
    'Authorization: ',
    '-u a:',
    ' --user a',
    'login("a", ',
    'connect(a,',
    'vault ',
    'jira-',
    '<<<',
    '{{',
    '${',
    '(password',
    '[password]',
    'passphrase: a b ',
    'passwords = ["a", ',
    '"a", ',
    'VALUES (',
    '(password) VALUES (',
    "(a, b) VALUES ('a', ",
    'is ',
    'password is ',
    'password {default',
    'password = a || ',
    'a || "',
  ];
  for (const piece of pieces) {
    it(`a document of ${JSON.stringify(piece)} takes steps in proportion to its length`, () => {
      const redactor = createRedactor();
      const steps = (length: number) => countSteps(() => redactor.redact({ text: grown(piece, length) }));
      const few = steps(short);
      const growth = steps(long) / Math.max(few, 5 * short);
      assert.ok(growth < maxGrowth, `grows by ${growth.toFixed(1)} from ${few}`);
    });
  }
});
