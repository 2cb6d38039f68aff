// Each row of the vendor tables finds its own token, and leaves alone what only resembles it.

import assert from 'node:assert/strict';
import { longRun } from '../../../src/redaction/rules/rule.ts';
import { rules } from '../../../src/redaction/rules.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { vendors } from '../../../src/redaction/vendors.ts';
import { fillIn } from '../../support/secrets.ts';
import { ruleExamples, vendorExamples } from './examples.ts';

function hiddenIn(text: string): { rule: string; value: string }[] {
  const { hidden } = createRedactor().redact({ text });
  return hidden.map(({ rule, range }) => ({ rule, value: text.slice(range.start, range.end) }));
}

describe('redaction/rules', () => {
  it('has one example for each rule and no other', () => {
    assert.deepEqual(Object.keys(ruleExamples).sort(), rules.map(({ id }) => id).sort());
    assert.deepEqual(Object.keys(vendorExamples).sort(), vendors.map(({ id }) => id).sort());
  });

  for (const [id, [secret, nearMiss, line = 'call("«»");']] of Object.entries(ruleExamples)) {
    it(`${id} hides its secret, whole and alone`, () => {
      const value = fillIn(secret);
      const text = `before\r\n${line.replace('«»', () => value)}\r\nafter`;
      assert.deepEqual(hiddenIn(text), [{ rule: id, value }]);
      assert.equal(createRedactor().redact({ text }).safe.text.includes(value), false);
    });

    it(`${id} leaves a near miss alone`, () => {
      assert.deepEqual(hiddenIn(`call("${fillIn(nearMiss)}");`), []);
    });
  }

  for (const [id, [line, nearMiss]] of Object.entries(vendorExamples)) {
    it(`${id} hides what is bound to the vendor's name`, () => {
      const marked = fillIn(line);
      const value = /«(.*)»/.exec(marked)?.[1];
      assert.deepEqual(hiddenIn(marked.replace(/[«»]/g, '')), [{ rule: id, value }]);
    });

    it(`${id} leaves other values of that name alone`, () => {
      assert.deepEqual(hiddenIn(fillIn(nearMiss)), []);
    });
  }

  it('every pattern takes groups by index, repeats over bounded lengths only, and has its keywords in each of its tokens', () => {
    for (const { id, pattern, keywords } of rules) {
      assert.match(pattern.flags, /d/, id);
      assert.match(pattern.flags, /g/, id);
      assert.doesNotMatch(pattern.source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '.'), /[*+]|\{\d+,\}/, id);
      const secret = (ruleExamples[id]?.[2] ?? 'call("«»")').replace('«»', () => fillIn(ruleExamples[id]?.[0] ?? ''));
      assert.ok(keywords.includes(longRun) || keywords.some((keyword) => secret.includes(keyword)), id);
      assert.ok(keywords.length > 0 && keywords.every((keyword) => keyword.length >= 2), id);
    }
  });
});
