// SafeText cannot be forged: not by a cast, not through a generic, not by a copy or a parse, not with a built template.

import assert from 'node:assert/strict';
import { placeholderWidth } from '../../../src/redaction/placeholders.ts';
import { createRedactor, isSafeText, join, type SafeText, safe, slice } from '../../../src/redaction/safeText.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

const secret = `hX7!${noise(12)}`;
const line = `const password = "${secret}";`;

/** What a careless generic does: the compiler believes it, the run-time check must not. */
function pass<T>(value: unknown): T {
  return value as T;
}

describe('redaction/safeText', () => {
  it('is frozen, and known by identity alone', () => {
    const made = createRedactor().redact({ text: line }).safe;
    assert.equal(isSafeText(made), true);
    assert.equal(Object.isFrozen(made), true);
    assert.equal(isSafeText({ ...made }), false);
    assert.equal(isSafeText(Object.create(made)), false);
    assert.equal(isSafeText(structuredClone(made)), false);
    assert.equal(isSafeText(JSON.parse(JSON.stringify(made))), false);
    assert.equal(isSafeText(new Proxy(made, {})), false);
    for (const other of ['text', undefined, null, 1, {}, [], () => made]) assert.equal(isSafeText(other), false);
  });

  it('refuses casts, generics and parsed JSON wherever it takes a SafeText', () => {
    const made = safe`static`;
    const fakes = [
      { text: secret, hiddenCount: 0 } as unknown as SafeText,
      pass<SafeText>({ text: secret, hiddenCount: 0 }),
      JSON.parse(`{"text":"${secret}","hiddenCount":0}`) as SafeText,
      pass<SafeText>(secret),
      Object.create(made, { text: { value: secret } }) as SafeText,
    ];
    for (const fake of fakes) {
      assert.throws(() => join([made, fake]), TypeError);
      assert.throws(() => join([made, made], fake), TypeError);
      assert.throws(() => slice(fake, 0), TypeError);
      assert.throws(() => safe`a ${fake} b`, TypeError);
    }
  });

  it('no error quotes what it refused', () => {
    try {
      safe`a ${pass<SafeText>(secret)}`;
      assert.fail('not refused');
    } catch (error) {
      assert.ok(error instanceof TypeError);
      assert.equal(error.message.includes(secret), false);
    }
  });

  it('the tag refuses an array that is no template', () => {
    assert.throws(() => safe(pass<TemplateStringsArray>([secret])), TypeError);
    assert.throws(() => safe(pass<TemplateStringsArray>(Object.freeze([secret]))), TypeError);
    const built = Object.freeze(Object.assign([secret], { raw: Object.freeze([secret]) }));
    assert.throws(() => safe(pass<TemplateStringsArray>(built)), TypeError);
    assert.throws(() => pass<(...all: unknown[]) => unknown>(safe)(secret), TypeError);
  });

  it('the tag joins static text and SafeText', () => {
    const hidden = createRedactor().redact({ text: line }).safe;
    const made = safe`// ${hidden}\n${safe`end`}`;
    assert.equal(made.text, `// ${hidden.text}\nend`);
    assert.equal(made.hiddenCount, 1);
    assert.equal(safe``.text, '');
  });

  it('slices at any offset without cutting a placeholder, and neighbours join to the whole', () => {
    const whole = createRedactor().redact({ text: `a ${line} b` }).safe;
    const start = whole.text.indexOf('HIDDEN_');
    for (let offset = 0; offset <= whole.text.length; offset++) {
      const head = slice(whole, 0, offset);
      const tail = slice(whole, offset);
      assert.equal(head.text + tail.text, whole.text);
      assert.equal(head.hiddenCount + tail.hiddenCount, 1);
      const isInside = offset > start && offset < start + placeholderWidth;
      assert.equal(head.text.length, isInside ? start : offset);
      assert.equal(join([head, tail]).hiddenCount, 1);
    }
  });

  it('clamps offsets as String.slice does not: nothing counts from the end', () => {
    const whole = safe`0123456789`;
    assert.equal(slice(whole, -5, 3).text, '012');
    assert.equal(slice(whole, 8, 99).text, '89');
    assert.equal(slice(whole, 7, 2).text, '');
    assert.equal(slice(whole, Number.NaN).text, '0123456789');
  });

  it('maps offsets both ways, and no offset inside what is hidden', () => {
    const text = `é😀 ${line}\r\n${armoredKey()}\r\ntail \ud800 end`;
    const { safe: made, hidden, toSafe, toSource } = createRedactor().redact({ text });
    assert.equal(hidden.length, 2);
    for (let offset = 0; offset <= text.length; offset++) {
      const isInside = hidden.some(({ range }) => offset > range.start && offset < range.end);
      const mapped = toSafe(offset);
      assert.equal(mapped === undefined, isInside);
      if (mapped === undefined) continue;
      assert.equal(toSource(mapped), offset);
      if (!hidden.some(({ range }) => offset === range.start))
        assert.equal(made.text.charAt(mapped), text.charAt(offset));
    }
    assert.equal(toSafe(-1), undefined);
    assert.equal(toSafe(text.length + 1), undefined);
    assert.equal(toSource(made.text.length + 1), undefined);
  });

  it('gives the very same redaction for an unchanged document', () => {
    const redactor = createRedactor();
    const first = redactor.redact({ key: 'a', text: line });
    assert.equal(redactor.redact({ key: 'a', text: line }), first);
    redactor.forget('a');
    assert.notEqual(redactor.redact({ key: 'a', text: line }), first);
  });

  it('follows lines that are doubled and taken away again', () => {
    const redactor = createRedactor();
    for (const copies of [1, 2, 3, 5, 4, 2, 6, 1]) {
      const text = `${line}\n`.repeat(copies);
      const { hidden, safe: made } = redactor.redact({ key: 'a', text });
      assert.deepEqual(hidden, redactor.redact({ text }).hidden);
      assert.equal(made.hiddenCount, copies);
    }
  });

  it('known values set later hide in a document already seen, and no longer once they are gone', () => {
    const redactor = createRedactor();
    const text = 'connect("correct horse battery")';
    assert.equal(redactor.redact({ key: 'a', text }).hidden.length, 0);
    redactor.setKnownValues(['correct horse battery']);
    assert.deepEqual(redactor.redact({ key: 'a', text }).hidden, [
      { rule: 'known-value', range: { start: 9, end: 30 } },
    ]);
    assert.equal(redactor.holdsSecret('a correct horse battery b'), true);
    redactor.setKnownValues([]);
    assert.equal(redactor.redact({ key: 'a', text }).hidden.length, 0);
  });

  it('takes bindings of the syntax tree, quotes left outside', () => {
    const text = 'auth.withPassphrase(\n  // the old one\n  "wq8$kfmz",\n)';
    const nameRange = { start: 9, end: 19 };
    const valueRange = { start: text.indexOf('"'), end: text.lastIndexOf('"') + 1 };
    const redactor = createRedactor();
    assert.equal(redactor.redact({ key: 'a', text }).hidden.length, 0);
    const { hidden } = redactor.redact({ key: 'a', text, bindings: [{ nameRange, valueRange, kind: 'argument' }] });
    assert.deepEqual(hidden, [
      { rule: 'secret-binding', range: { start: valueRange.start + 1, end: valueRange.end - 1 } },
    ]);
  });

  it('takes what a call of a secret-like name is given only where it looks random, or the call takes a password', () => {
    const hidden = (name: string, literal: string): number => {
      const text = `${name}(\n  "${literal}")`;
      const start = text.indexOf('"');
      const valueRange = { start, end: text.lastIndexOf('"') + 1 };
      const binding = { nameRange: { start: 0, end: name.length }, valueRange, kind: 'argument' } as const;
      return createRedactor().redact({ text, bindings: [binding] }).hidden.length;
    };
    assert.equal(hidden('createToken', 'lsv2_'), 0);
    assert.equal(hidden('createToken', noise(32)), 1);
    assert.equal(hidden('setPassword', 'wq8$kfmz'), 1);
  });

  it('two sessions do not know each other', () => {
    const one = createRedactor();
    const other = createRedactor();
    const { safe: made } = one.redact({ text: line });
    assert.equal(other.restore(made.text), made.text);
    assert.equal(one.restore(made.text), line);
    assert.deepEqual(other.placeholdersIn(made.text), []);
    assert.equal(one.placeholdersIn(made.text).length, 1);
  });
});
