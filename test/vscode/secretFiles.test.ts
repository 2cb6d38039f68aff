// Secret files in a real VS Code: no suggestion in them under any name, the reason in words, and nothing of what was
// open or typed in the extension's logs and storage.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { everythingKept } from '../support/kept.ts';
import { typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { pause } from '../support/wait.ts';

/** Long enough for a suggestion, had one been asked for: others take well under a second here. */
const suggestionMs = 2_000;

describe('secret files in VS Code', () => {
  const secretInFile = `hidden${randomBytes(12).toString('hex')}`;
  const secretInCode = `quiet${randomBytes(12).toString('hex')}`;
  const name = `plain${randomBytes(6).toString('hex')}`;
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: {
        '.env': `SERVICE_PASSWORD=${secretInFile}\n`,
        'code.ts': `${ordinaryCode}const password = '${secretInCode}';\nexport const ${name} = 1;\n`,
      },
      prepare: (workspace) => symlinkSync('.env', join(workspace, 'settings.txt')),
      logLevel: 'trace',
    });
    // The engine is warm, so that what follows is no matter of a slow start.
    await typeForGhostText(window, 'code.ts');
  });

  after(() => window.dispose());

  for (const file of ['.env', 'settings.txt']) {
    it(`offers nothing in ${file === '.env' ? file : `${file}, a symlink to .env`}, and says why`, async () => {
      await window.open(file);
      await window.waitForStatus(/paused here: secret file/);
      await window.type('NEXT_PASSWORD=');
      await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
      await pause(suggestionMs);
      assert.equal(await window.ghostText(), '');
      await window.runCommand('Sotto: Why No Suggestion?');
      await window.waitForNotification(/secret file/);
    });
  }

  it('goes on in the next ordinary file', async () => {
    await window.open('code.ts', ...placeToType);
    await window.waitForStatus(/ready|thinking/);
  });

  it('keeps secrets and source text out of its logs and its storage', async () => {
    await window.open('code.ts', 16, 0);
    await window.type(`const ${name}2 = '`);
    await pause(suggestionMs);
    const kept = await everythingKept(window);
    for (const canary of [secretInFile, secretInCode, name]) {
      assert.ok(!kept.some((text) => text.includes(canary)), `${canary} was kept`);
    }
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
