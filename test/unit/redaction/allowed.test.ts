// The user's word "this is not a secret": it opens just that value, at once, everywhere, and leaves no trace of it.

import assert from 'node:assert/strict';
import {
  createAllows,
  fingerprint,
  isFingerprintKey,
  mayBeAllowed,
  newFingerprintKey,
  withFingerprint,
} from '../../../src/redaction/allowed.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

const value = `hX7!${noise(12)}`;
const other = `kP3!${noise(12)}`;
const token = `ghp_${noise(36)}`;
const key = newFingerprintKey();
const allowsOf = (...values: string[]) =>
  createAllows(
    key,
    values.map((one) => fingerprint(key, one)),
  );

describe('redaction/allowed', () => {
  it('makes keys of 32 random bytes, and knows them from anything else', () => {
    assert.equal(Buffer.from(key, 'base64').length, 32);
    assert.notEqual(newFingerprintKey(), key);
    assert.equal(isFingerprintKey(key), true);
    for (const none of [undefined, '', 'key', `${key}${key}`]) assert.equal(isFingerprintKey(none), false);
  });

  it('makes fingerprints of fixed length that hang on value and key, and hold nothing of the value', () => {
    const made = fingerprint(key, value);
    assert.match(made, /^[\w-]{43}$/);
    assert.equal(fingerprint(key, value), made);
    assert.notEqual(fingerprint(key, other), made);
    assert.notEqual(fingerprint(newFingerprintKey(), value), made);
    assert.notEqual(fingerprint(key, 'a\ud800'), fingerprint(key, 'a\udfff'));
  });

  it('keeps each fingerprint once, and the newest of very many', () => {
    assert.deepEqual(withFingerprint(['a', 'b'], 'a'), ['b', 'a']);
    let many: readonly string[] = [];
    for (let index = 0; index < 5_010; index++) many = withFingerprint(many, String(index));
    assert.deepEqual([many.length, many[0], many.at(-1)], [5_000, '10', '5009']);
  });

  it('allows just what was named, with the key it was named with', () => {
    const allows = allowsOf(value) ?? assert.fail();
    for (const _ of [1, 2]) {
      assert.equal(allows(value, 'secret-assignment'), true);
      assert.equal(allows(other, 'secret-assignment'), false);
      assert.equal(allows(`${value} `, 'secret-assignment'), false);
    }
    const stranger = createAllows(newFingerprintKey(), [fingerprint(key, value)]) ?? assert.fail();
    assert.equal(stranger(value, 'secret-assignment'), false);
    assert.equal(allowsOf(), undefined);
  });

  it('never allows a private key or a placeholder', () => {
    const armored = armoredKey();
    assert.equal(mayBeAllowed(armored, 'private-key'), false);
    assert.equal(mayBeAllowed(armored, 'secret-assignment'), false);
    assert.equal(mayBeAllowed('HIDDEN_abc123_00000', 'placeholder'), false);
    assert.equal(allowsOf(armored)?.(armored, 'private-key'), false);
    const redactor = createRedactor();
    redactor.setAllowed(allowsOf(armored));
    assert.equal(redactor.redact({ text: armored }).hidden.length, 1);
  });
});

describe('redaction/safeText, with allowed values', () => {
  const text = `const password = "${value}";\nconst apiKey = "${other}";\ncall("${token}");\n`;
  const shownBy = (redactor: ReturnType<typeof createRedactor>) => redactor.redact({ key: 'a', text }).safe.text;

  it('lets them through at once, in documents already seen, and hides them again', () => {
    const redactor = createRedactor();
    assert.equal(redactor.redact({ key: 'a', text }).hidden.length, 3);
    redactor.setAllowed(allowsOf(value));
    const shown = shownBy(redactor);
    assert.ok(shown.includes(value) && !shown.includes(other) && !shown.includes(token));
    redactor.setAllowed(allowsOf(value, token));
    assert.ok(shownBy(redactor).includes(token));
    redactor.setAllowed(undefined);
    assert.ok(!shownBy(redactor).includes(value) && !shownBy(redactor).includes(token));
  });

  it('is the same for edits as for the whole', () => {
    const redactor = createRedactor();
    redactor.setAllowed(allowsOf(value));
    redactor.redact({ key: 'a', text });
    const edited = `// more\n${text}x = "${value}"`;
    assert.deepEqual(redactor.redact({ key: 'a', text: edited }).hidden, redactor.redact({ text: edited }).hidden);
  });

  it('counts for every detector, for known values too, and for answers of the model', () => {
    const redactor = createRedactor();
    redactor.setKnownValues([value]);
    assert.equal(redactor.redact({ text: `f(${value})` }).hidden.length, 1);
    assert.equal(redactor.holdsSecret(`f(${value})`), true);
    redactor.setAllowed(allowsOf(value));
    assert.equal(redactor.redact({ text: `f(${value})` }).hidden.length, 0);
    assert.equal(redactor.holdsSecret(`f(${value})`), false);
    assert.equal(redactor.holdsSecret(`password = "${other}"`), true);
  });

  it('opens no longer value that holds an allowed one', () => {
    const redactor = createRedactor();
    redactor.setAllowed(allowsOf(value));
    assert.equal(redactor.redact({ text: `password = "${value}${other}"` }).hidden.length, 1);
  });

  it('keeps restore exact: text that has the form of a placeholder stays hidden', () => {
    const redactor = createRedactor();
    const placeholder = /HIDDEN_\w+/.exec(redactor.redact({ text }).safe.text)?.[0] ?? assert.fail();
    const quoting = `const password = "aB9!${placeholder}";\n${text}`;
    redactor.setAllowed(allowsOf(`aB9!${placeholder}`, placeholder, value));
    const { safe } = redactor.redact({ text: quoting });
    assert.ok(!safe.text.includes(placeholder));
    assert.equal(redactor.restore(safe.text), quoting);
  });

  it('takes no comment in the source for permission', () => {
    const comments = ['nosecret', 'gitleaks:allow', 'pragma: allowlist secret', 'secretlint-disable', 'sotto-allow'];
    for (const comment of comments) {
      const line = `// ${comment}\nconst password = "${value}"; // ${comment}`;
      assert.equal(createRedactor().redact({ text: line }).hidden.length, 1, comment);
    }
  });
});
