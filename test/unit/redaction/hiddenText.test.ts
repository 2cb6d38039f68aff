// The words for what is hidden: they name the rule and the count, and never hold a value.

import assert from 'node:assert/strict';
import { countSentence, ruleWords, whyAlwaysHidden } from '../../../src/redaction/hiddenText.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

describe('redaction/hiddenText', () => {
  it('says what a rule takes a value for', () => {
    const value = `hX7!${noise(12)}`;
    const redactor = createRedactor();
    redactor.setKnownValues(['correct horse battery']);
    const shown: Readonly<Record<string, RegExp>> = {
      [`password = "${value}"`]: /named like a secret/,
      [`f("ghp_${noise(36)}")`]: /github/i,
      [armoredKey()]: /a private key/,
      'say correct horse battery': /secret file of this workspace/,
      [`"postgres://app:${value}@db.test/app"`]: /address with a login/,
      [`docker login -u me -p ${value}`]: /in a command line/,
    };
    for (const [text, pattern] of Object.entries(shown)) {
      const [found = assert.fail()] = redactor.redact({ text }).hidden;
      assert.match(ruleWords(found.rule), pattern);
    }
    assert.equal(ruleWords('some-vendor-key'), 'some vendor key');
  });

  it('counts', () => {
    assert.match(countSentence(0), /^Nothing in this file/);
    assert.match(countSentence(1), /^One value in this file is/);
    assert.match(countSentence(12), /^12 values in this file are/);
  });

  it('says why a private key and a placeholder stay hidden, whatever the user says', () => {
    assert.match(whyAlwaysHidden(armoredKey(), 'private-key') ?? '', /private key is always/);
    assert.match(whyAlwaysHidden('HIDDEN_abcdef_00000', 'placeholder') ?? '', /always hidden/);
    assert.equal(whyAlwaysHidden('hunter2', 'secret-assignment'), undefined);
  });
});
