// What Sotto remembers of the user's choices: consent to model files, and on or off for the workspace.

import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { createConsent } from '../../../src/editor/consent.ts';
import { createEnabledHere } from '../../../src/editor/enabledHere.ts';

function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.has(key) ? (values.get(key) as T) : otherwise) as T,
    async update(key, value) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
  };
}

describe('createConsent', () => {
  it('allows just the files that were named, beyond its own life, and only as they were then', async () => {
    const state = memento();
    const stamps = new Map([
      ['/project/a.gguf', '1 2'],
      ['/project/b.gguf', '3 4'],
    ]);
    const stampOf = async (path: string) => stamps.get(path);
    const consent = createConsent(state, stampOf);
    const allowed = async () => [...(await createConsent(state, stampOf).allowedPaths())];
    assert.deepEqual(await allowed(), []);
    await consent.allow('/project/a.gguf');
    await consent.allow('/project/a.gguf');
    await consent.allow('/project/b.gguf');
    await consent.allow('/project/gone.gguf');
    assert.deepEqual(await allowed(), ['/project/a.gguf', '/project/b.gguf']);
    stamps.set('/project/a.gguf', '1 3');
    stamps.delete('/project/b.gguf');
    assert.deepEqual(await allowed(), []);
    await consent.allow('/project/a.gguf');
    assert.deepEqual(await allowed(), ['/project/a.gguf']);
  });
});

describe('createEnabledHere', () => {
  it('says nothing until asked, remembers, tells of each change, and can be forgotten', async () => {
    const state = memento();
    const here = createEnabledHere(state, assert.ifError);
    let changes = 0;
    here.onChange(() => {
      changes += 1;
    });
    assert.equal(here.value, undefined);
    await here.set(false);
    assert.equal(createEnabledHere(state, assert.ifError).value, false);
    await here.set(undefined);
    assert.equal(here.value, undefined);
    assert.equal(changes, 2);
  });
});
