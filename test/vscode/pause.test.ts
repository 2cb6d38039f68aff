// Quiet where the user asks for it, in a real VS Code: for some minutes everywhere, or in one folder.

import assert from 'node:assert/strict';
import { ordinaryCode } from '../support/code.ts';
import { typeForGhostText, typeUntilGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually, pause } from '../support/wait.ts';

describe('pausing in VS Code', () => {
  let window: VsCodeWindow;
  const run = (command: string) => window.probe.run((api, id) => api.commands.executeCommand(id), command);

  before(async () => {
    window = await openWindow({ files: { 'lib/quiet.ts': ordinaryCode, 'src/loud.ts': ordinaryCode } });
  });

  after(() => window.dispose());

  it('offers nothing while paused, and goes on when asked to', async () => {
    await typeForGhostText(window, 'src/loud.ts');
    await run('sotto.pause');
    await window.waitForStatus(/paused/);
    await noGhostText(window);
    await run('sotto.pause');
    await window.waitForStatus(/ready|thinking/);
    await typeUntilGhostText(window);
  });

  it('offers nothing in a folder that is turned off, and does in the others', async () => {
    await window.open('lib/quiet.ts');
    await run('sotto.toggleFolder');
    await window.waitForStatus(/\boff\b/);
    await noGhostText(window);
    await typeForGhostText(window, 'src/loud.ts');
    await window.open('lib/quiet.ts');
    await run('sotto.toggleFolder');
    await window.waitForStatus(/ready|thinking/);
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

async function noGhostText(window: VsCodeWindow): Promise<void> {
  await window.press('Escape');
  await eventually(
    'the ghost text to go',
    () => window.ghostText(),
    (ghost) => ghost === '',
  );
  await window.type('\nconst n');
  await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
  await pause(1_500);
  assert.equal(await window.ghostText(), '');
}
