// The rules of placeholders: fixed width, identifier characters, one per value, exact inverse, nothing fuzzy.

import assert from 'node:assert/strict';
import { createVault, placeholderWidth } from '../../../src/redaction/placeholders.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

describe('redaction/placeholders', () => {
  it('are identifiers of one width that say nothing of the value', () => {
    const vault = createVault();
    const names = Array.from({ length: 2000 }, (_, index) => vault.standIn(`value ${index}`));
    assert.equal(new Set(names).size, names.length);
    for (const name of names) {
      assert.match(name, /^[A-Za-z_][A-Za-z0-9_]*$/);
      assert.equal(name.length, placeholderWidth);
    }
  });

  it('are the same for the same value, and differ between sessions', () => {
    const vault = createVault();
    assert.equal(vault.standIn('a'), vault.standIn('a'));
    assert.notEqual(vault.standIn('a'), vault.standIn('b'));
    assert.notEqual(vault.standIn('a'), createVault().standIn('a'));
  });

  it('stand for several lines as one, followed by their line breaks', () => {
    const vault = createVault();
    const name = vault.standIn('one\r\ntwo\nthree');
    assert.equal(name.slice(placeholderWidth), '\r\n\n');
    assert.equal(vault.restore(`<${name}>`), '<one\r\ntwo\nthree>');
    assert.equal(vault.restore(`<${name.slice(0, placeholderWidth)}>`), '<one\r\ntwo\nthree>');
  });

  it('restore in one pass: a value that holds a placeholder comes back as it was', () => {
    const vault = createVault();
    const inner = vault.standIn('inner');
    const outer = vault.standIn(`x ${inner} y`);
    assert.equal(vault.restore(outer), `x ${inner} y`);
  });

  it('restore neither unknown nor mangled ones', () => {
    const vault = createVault();
    const name = vault.standIn('value');
    for (const other of [
      name.toLowerCase(),
      name.slice(0, -1),
      `${name.slice(0, -1)}z`,
      createVault().standIn('value'),
    ]) {
      assert.equal(vault.restore(`"${other}"`), `"${other}"`);
    }
    assert.equal(vault.restore(`${name}${name}0`), 'valuevalue0');
  });

  it('are noticed in an answer: whole, of another session, in another case, or cut off at the end', () => {
    const { redact, holdsPlaceholder } = createRedactor();
    const { safe } = redact({ text: `password = "hX7!${noise(9)}"` });
    const name = safe.text.slice(safe.text.indexOf('HIDDEN_'), -1);
    assert.equal(holdsPlaceholder(`x = "${name}"`), true);
    assert.equal(holdsPlaceholder(name.toUpperCase()), true);
    assert.equal(holdsPlaceholder(createVault().standIn('other')), true);
    for (let length = 'HIDDEN_'.length + 1; length < name.length; length++) {
      assert.equal(holdsPlaceholder(`x = ${name.slice(0, length)}`), true, String(length));
    }
    for (const ordinary of ['const HIDDEN_FIELDS = 1', 'HIDDEN_', 'hidden', ''])
      assert.equal(holdsPlaceholder(ordinary), false);
  });

  it('live ones already in the source are escaped, so that restoring gives the source', () => {
    const redactor = createRedactor();
    const first = redactor.redact({ text: `password = "hX7!${noise(9)}"` }).safe.text;
    const source = `// quoted: ${first}\n${first}`;
    const again = redactor.redact({ text: source });
    assert.deepEqual(
      again.hidden.map(({ rule }) => rule),
      ['placeholder', 'placeholder'],
    );
    assert.notEqual(again.safe.text, source);
    assert.equal(redactor.restore(again.safe.text), source);
  });

  it('kept ones make redacting twice change nothing', () => {
    const redactor = createRedactor();
    const text = `password = "hX7!${noise(9)}"\n${armoredKey()}\nhttps://me:pw${noise(6)}@host.test/`;
    const once = redactor.redact({ text }).safe;
    const twice = redactor.redact({ text: once.text, placeholders: 'keep' });
    assert.equal(once.hiddenCount, 3);
    assert.equal(twice.safe.text, once.text);
    assert.equal(twice.safe.hiddenCount, 3);
    assert.deepEqual(twice.hidden, []);
    assert.equal(redactor.holdsSecret(once.text), false);
  });
});
