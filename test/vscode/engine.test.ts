// The model's process in a real VS Code: it may be killed, be given no model or end with its window; the editor goes on.

import assert from 'node:assert/strict';
import { closeSync, copyFileSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants, isRunning } from '../../scripts/processTree.ts';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow, workersOf } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

const starterModel = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'models', 'starter.gguf');

describe('the model process in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({ files: { 'a.ts': ordinaryCode, 'b.ts': ordinaryCode, 'c.ts': ordinaryCode } });
  });

  after(() => window.dispose());

  it('is not there before the first need, and not in the extension host', async () => {
    assert.deepEqual(workersOf(window), []);
    await typeForGhostText(window, 'a.ts');
    assert.ok(workersOf(window).length > 0, 'no worker runs beside the extension host');
  });

  it('may be killed: the editor goes on and the next suggestion comes', async () => {
    const killed = workersOf(window);
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await window.open('b.ts', ...placeToType);
    await window.type('const typed = 1;');
    await eventually(
      'what was typed',
      () => window.text(),
      (text) => text.includes('const typed = 1;'),
    );
    await typeForGhostText(window, 'c.ts');
    const now = workersOf(window);
    assert.ok(now.length > 0 && !now.some((pid) => killed.includes(pid)), 'no new worker runs');
  });

  it('stops after three crashes in a minute, with an error that says why and an action that mends it', async () => {
    for (let crash = 0; crash < 3; crash += 1) {
      await eventually('a worker or the end of all tries', async () => {
        await window.type('x');
        return workersOf(window).length > 0 || hasFailed(await window.status());
      });
      if (hasFailed(await window.status())) break;
      const killed = workersOf(window);
      for (const pid of killed) process.kill(pid, 'SIGKILL');
      await eventually(
        'the worker to end',
        () => killed.filter(isRunning),
        (left) => left.length === 0,
      );
    }
    await window.waitForStatus(/failed/);
    const buttons = await window.waitForNotification(/Sotto: .*(crash|ended)/i);
    assert.ok(buttons.includes('Restart the Engine'), `the buttons are ${buttons.join(', ')}`);
    await window.clickNotification(/Sotto: .*(crash|ended)/i, 'Restart the Engine');
    await window.waitForStatus(/ready|starting|thinking/);
    await typeForGhostText(window, 'a.ts');
  });

  it('ends with its window, and the extension host with it', async () => {
    const started = descendants(window.server.pid);
    const workers = workersOf(window);
    assert.ok(workers.length > 0);
    await window.page.close();
    await eventually(
      'the model process to end',
      () => workers.filter(isRunning),
      (left) => left.length === 0,
    );
    await window.server.stop();
    assert.deepEqual(started.filter(isRunning), []);
  });
});

describe('a model that cannot be used, in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: { 'a.ts': ordinaryCode, 'b.ts': ordinaryCode },
      settings: { 'sotto.model': '/there/is/no/model.gguf' },
    });
  });

  after(() => window.dispose());

  it('is reported when it is missing, with an action, and the starter model mends it', async () => {
    await window.open('a.ts', ...placeToType);
    await window.type('return books.');
    await window.waitForStatus(/no model|failed/);
    const buttons = await window.waitForNotification(/Sotto: .*model/i);
    assert.ok(
      buttons.some((title) => /Choose a Model File|Use the Starter Model/.test(title)),
      buttons.join(', '),
    );
    await window.runCommand('Sotto: Use the Starter Model');
    await typeForGhostText(window, 'b.ts');
  });

  for (const [kind, make] of [
    ['truncated', truncatedModel],
    ['not a GGUF file', (path: string) => writeFileSync(path, 'This is no model.\n'.repeat(100))],
  ] as const) {
    it(`is reported when it is ${kind}`, async () => {
      const path = join(dirname(window.workspace), `${kind.replaceAll(' ', '-')}.gguf`);
      make(path);
      await setModel(window, path);
      await window.open('a.ts', 15, 0);
      await window.type('const x = books.');
      await window.waitForStatus(/failed|no model/);
      const buttons = await window.waitForNotification(/Sotto: .*(model|GGUF)/i);
      assert.ok(buttons.length > 0, 'no action is offered');
      await window.clearNotifications();
    });
  }

  it('lies in the workspace: it is loaded only after a click', async () => {
    copyFileSync(starterModel, join(window.workspace, 'planted.gguf'));
    await setModel(window, join(window.workspace, 'planted.gguf'));
    await window.open('a.ts', 15, 0);
    await window.type('const y = books.');
    await window.waitForNotification(/Sotto: .*workspace/i);
    assert.deepEqual(workersOf(window), []);
    await window.clickNotification(/Sotto: .*workspace/i, 'Allow This Model');
    await typeForGhostText(window, 'b.ts');
  });

  it('logs no exception', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

function hasFailed(status: string): boolean {
  return status.includes('failed');
}

async function setModel(window: VsCodeWindow, path: string): Promise<void> {
  await window.probe.run(async (api, model) => {
    await api.workspace.getConfiguration('sotto').update('model', model, api.ConfigurationTarget.Global);
  }, path);
}

function truncatedModel(path: string): void {
  const start = Buffer.alloc(2_000_000);
  const file = openSync(starterModel, 'r');
  readSync(file, start);
  closeSync(file);
  writeFileSync(path, start);
}
