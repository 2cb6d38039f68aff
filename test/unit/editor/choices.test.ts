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
  it('allows just the files that were named, each once, and beyond its own life', async () => {
    const state = memento();
    const consent = createConsent(state);
    assert.deepEqual([...consent.allowedPaths()], []);
    await consent.allow('/project/a.gguf');
    await consent.allow('/project/a.gguf');
    await consent.allow('/project/b.gguf');
    assert.deepEqual([...createConsent(state).allowedPaths()], ['/project/a.gguf', '/project/b.gguf']);
    assert.deepEqual(state.get('allowedModels'), ['/project/a.gguf', '/project/b.gguf']);
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
