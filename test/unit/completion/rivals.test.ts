// Another assistant is named once, whatever the case of its id, and nothing else is.

import assert from 'node:assert/strict';
import { findRival } from '../../../src/completion/rivals.ts';

describe('findRival', () => {
  it('names an active one that was not named yet', () => {
    const active = ['vscode.git', 'GitHub.copilot', 'tabnine.tabnine-vscode'];
    assert.deepEqual(findRival(active, []), { id: 'github.copilot', name: 'GitHub Copilot' });
    assert.deepEqual(findRival(active, ['github.copilot']), { id: 'tabnine.tabnine-vscode', name: 'Tabnine' });
    assert.equal(findRival(active, ['github.copilot', 'tabnine.tabnine-vscode']), undefined);
  });

  it('names nothing that offers no ghost text', () => {
    assert.equal(findRival(['vscode.git', 'sotto.sotto', 'ms-python.python'], []), undefined);
  });
});
