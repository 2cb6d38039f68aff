// What is kept of the user's word that a value is no secret: fingerprints and a key, apart, and nothing once it is lost.

import assert from 'node:assert/strict';
import { createAllowedValues } from '../../../src/editor/allowedValues.ts';
import type { Allows } from '../../../src/redaction/allowed.ts';
import { createRedactor, type Redactor } from '../../../src/redaction/safeText.ts';
import { noise } from '../../support/secrets.ts';

const value = `hX7!${noise(12)}`;
const other = `kP3!${noise(12)}`;

/** A machine whose storage outlives the windows opened on it. */
function machine() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  const listeners = new Set<(event: { key: string }) => void>();
  const open = (redactor?: Redactor) => {
    let allows: Allows | undefined;
    let changes = 0;
    const allowed = createAllowedValues({
      secrets: {
        get: async (key) => secrets.get(key),
        async store(key, text) {
          secrets.set(key, text);
          for (const listener of listeners) listener({ key });
        },
        onDidChange(listener) {
          listeners.add(listener);
          return { dispose: () => listeners.delete(listener) };
        },
      },
      state: {
        get: <T>(key: string, otherwise?: T) => (state.has(key) ? (state.get(key) as T) : otherwise) as T,
        async update(key, next) {
          if (next === undefined) state.delete(key);
          else state.set(key, next);
        },
      },
      redactor: {
        setAllowed(next) {
          allows = next;
          redactor?.setAllowed(next);
        },
      },
      onError: assert.ifError,
    });
    allowed.onChange(() => {
      changes += 1;
    });
    const shows = (text: string) => allows?.(text, 'secret-assignment') ?? false;
    return { allowed, shows, changes: () => changes };
  };
  return { secrets, state, open };
}

const settled = () => new Promise((wake) => setImmediate(wake));

describe('createAllowedValues', () => {
  it('allows a value at once, and in later windows', async () => {
    const { open } = machine();
    const first = open();
    await first.allowed.allow(value);
    assert.deepEqual([first.shows(value), first.shows(other), first.changes() > 0], [true, false, true]);
    const second = open();
    assert.equal(second.shows(value), false, 'before the key is there');
    await settled();
    assert.equal(second.shows(value), true);
  });

  it('keeps key and fingerprints apart, and the value in neither', async () => {
    const { open, secrets, state } = machine();
    await open().allowed.allow(value);
    const [key = assert.fail()] = secrets.values();
    const kept = JSON.stringify([...state]);
    assert.match(kept, /^\[\["allowedValues",\["[\w-]{43}"\]\]\]$/);
    assert.ok(!kept.includes(key));
    for (const form of ['utf8', 'base64', 'hex', 'base64url'] as const) {
      const text = Buffer.from(value).toString(form);
      assert.ok(!kept.includes(text) && !key.includes(text));
    }
  });

  it('makes one key for values that are allowed at the same time', async () => {
    const { open, secrets } = machine();
    const { allowed, shows } = open();
    await Promise.all([allowed.allow(value), allowed.allow(other), allowed.allow(value)]);
    assert.equal(secrets.size, 1);
    assert.deepEqual([shows(value), shows(other)], [true, true]);
    assert.equal(await allowed.forgetAll(), 2);
  });

  it('forgets one value, and all', async () => {
    const { open, state } = machine();
    const { allowed, shows } = open();
    await allowed.allow(value);
    await allowed.allow(other);
    await allowed.forget(value);
    assert.deepEqual([shows(value), shows(other)], [false, true]);
    assert.equal(await allowed.forgetAll(), 1);
    assert.deepEqual([shows(value), shows(other)], [false, false]);
    assert.equal(state.get('allowedValues'), undefined);
    assert.equal(await allowed.forgetAll(), 0);
  });

  it('allows nothing without its key, or with a spoilt one, and starts afresh', async () => {
    const { open, secrets, state } = machine();
    await open().allowed.allow(value);
    for (const spoil of [() => secrets.clear(), () => secrets.set('allowedValuesKey', 'spoilt')]) {
      spoil();
      const later = open();
      await settled();
      assert.equal(later.shows(value), false);
      await later.allowed.allow(other);
      assert.deepEqual([later.shows(value), later.shows(other)], [false, true]);
      assert.equal((state.get('allowedValues') as string[]).length, 1);
    }
  });

  it('learns what another window allowed, or forgot, and says nothing when nothing changed', async () => {
    const { open } = machine();
    const [one, two] = [open(), open()];
    await one.allowed.allow(value);
    await settled();
    two.allowed.refresh();
    assert.equal(two.shows(value), true);
    const before = two.changes();
    two.allowed.refresh();
    assert.equal(two.changes(), before);
    await one.allowed.forgetAll();
    two.allowed.refresh();
    assert.equal(two.shows(value), false);
  });

  it('opens and hides in the real redactor, in a document that it has seen', async () => {
    const redactor = createRedactor();
    const { allowed } = machine().open(redactor);
    const count = () => redactor.redact({ key: 'a', text: `password = "${value}"` }).hidden.length;
    assert.equal(count(), 1);
    await allowed.allow(value);
    assert.equal(count(), 0);
    await allowed.forgetAll();
    assert.equal(count(), 1);
  });
});
