// The cost of being installed: activation is measured and printed, nothing is loaded from anywhere but the own server,
// and nothing happens in the background of a window in which nobody types.

import assert from 'node:assert/strict';
import { ordinaryCode } from '../support/code.ts';
import { typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow, workersOf } from '../support/vscode.ts';
import { pause } from '../support/wait.ts';

describe('the extension at rest in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({ files: { 'a.ts': ordinaryCode } });
  });

  after(() => window.dispose());

  it('activates, and VS Code and the log say how long that took', async () => {
    const own = [...window.log().matchAll(/activated in (\d+) ms/g)].map(([, ms]) => ms);
    assert.equal(own.length, 1, 'the log does not tell');
    await window.runCommand('Developer: Show Running Extensions');
    const row = window.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: 'Sotto' }).first();
    const measured = (await row.locator('.activation-time').textContent()) ?? '';
    // With the loading of its code.
    const ms = /(\d+)ms/.exec(measured)?.[1];
    assert.ok(ms !== undefined, measured);
    process.stdout.write(`      activation: ${ms} ms by VS Code, ${own[0]} ms of them its own (to stay within 50)\n`);
    await window.probe.run((api) => api.commands.executeCommand('workbench.action.closeAllEditors'));
  });

  it('starts no model process before it is needed', async () => {
    await pause(1_000);
    assert.deepEqual(workersOf(window), []);
  });

  it('works while the page asks nobody but its own server', async () => {
    await typeForGhostText(window, 'a.ts');
    const loaded = await window.page.evaluate<string[]>('performance.getEntries().map((entry) => entry.name)');
    const urls = loaded.filter((name) => /^\w+:\/\//.test(name));
    assert.ok(urls.length > 0, 'nothing was loaded');
    const elsewhere = urls.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).hostname !== '127.0.0.1');
    assert.deepEqual(elsewhere, []);
  });
});
