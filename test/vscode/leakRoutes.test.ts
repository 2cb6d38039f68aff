// The routes by which a secret could get from a file into a prompt, walked in VS Code: other names, unsaved text,
// untitled documents, notebooks. What the model was shown is counted in the status.

import assert from 'node:assert/strict';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { countHidden, lastPrompt } from '../support/hidden.ts';
import { everythingKept } from '../support/kept.ts';
import { noise } from '../support/secrets.ts';
import { typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually, pause } from '../support/wait.ts';

/** Long enough for a suggestion, had one been asked for: others take well under a second here. */
const suggestionMs = 2_000;

describe('leak routes in VS Code', () => {
  const saved = `quiet${noise(14)}`;
  const typed = `novel${noise(14, undefined, 8)}`;
  const inCode = `hX7!${noise(14, undefined, 9)}`;
  const dotenv = `SERVICE_PASSWORD=${noise(20, undefined, 10)}\nSERVICE_TOKEN=${noise(24, undefined, 11)}\n`;
  const secretLine = ordinaryCode.split('\n').length - 1;
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: {
        '.env': `SERVICE_PASSWORD=${saved}\n`,
        '.ENV.Local': dotenv,
        'notes.txt': dotenv,
        // Nothing here tells that these are secrets, but that they stand in the dotenv file.
        'code.ts': `${ordinaryCode}export const greeting = ['${saved}', '${typed}'];\n`,
        'password.ts': `${ordinaryCode}const password = '${inCode}';\n`,
        'cells.ipynb': notebook(`${ordinaryCode}const password = '${inCode}';\n`),
      },
      logLevel: 'trace',
    });
    // The engine is warm, so that what follows is no matter of a slow start.
    await typeForGhostText(window, 'password.ts');
  });

  after(() => window.dispose());

  for (const [file, what] of [
    ['.ENV.Local', 'a dotenv file in capitals'],
    ['notes.txt', 'a dotenv file that was copied under another name'],
  ] as const) {
    it(`${what} is secret`, async () => {
      await window.open(file);
      await window.waitForStatus(/paused here: secret file/);
      await asksInVain(window);
    });
  }

  it('an untitled document with the content of a dotenv file is secret', async () => {
    await window.probe.run(async (api, content) => {
      const document = await api.workspace.openTextDocument({ content, language: 'shellscript' });
      await api.window.showTextDocument(document);
    }, dotenv);
    await window.waitForStatus(/paused here: secret file/);
    await asksInVain(window);
  });

  it('a value of a dotenv file is hidden in other files, from the moment it is typed there', async () => {
    await window.open('code.ts');
    assert.equal(await countHidden(window), 'One');
    await window.open('.env');
    await window.type(`NEXT_PASSWORD=${typed}`);
    await window.open('code.ts');
    assert.equal(await countHidden(window), '2');
    await typeForGhostText(window, 'code.ts');
    assert.match(await lastPrompt(window), /2 secrets hidden from the model/);
  });

  it('nothing is asked where the cursor stands inside a secret', async () => {
    await window.open('password.ts', secretLine, `const password = '`.length + 3);
    await asksInVain(window);
    await window.runCommand('Sotto: Why No Suggestion?');
    await window.waitForNotification(/inside a hidden secret/);
  });

  it('a secret in a notebook cell is hidden from the model', async () => {
    await window.probe.run(
      async (api, [path, line, character]) => {
        await api.commands.executeCommand('notifications.clearAll');
        const notebook = await api.workspace.openNotebookDocument(api.Uri.file(path));
        await api.window.showNotebookDocument(notebook);
        await api.commands.executeCommand('notebook.cell.edit');
        const editor = api.window.visibleTextEditors.find(({ document }) => document === notebook.cellAt(0).document);
        if (!editor) throw new Error('The cell has no editor.');
        const cursor = new api.Position(line, character);
        editor.selection = new api.Selection(cursor, cursor);
      },
      [`${window.workspace}/cells.ipynb`, ...placeToType] as const,
    );
    await window.type('const found = ');
    // Whatever the model makes of it: what counts is what it was shown.
    await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
    await eventually(
      'the prompt of the cell',
      () => lastPrompt(window),
      (prompt) => /1 secret hidden from the model/.test(prompt),
    );
  });

  it('other extensions get no interface', async () => {
    const exported = await window.probe.run((api) => typeof api.extensions.getExtension('sotto.sotto')?.exports);
    assert.equal(exported, 'undefined');
  });

  it('keeps no secret in its logs and its storage', async () => {
    const kept = await everythingKept(window);
    for (const canary of [saved, typed, inCode]) assert.ok(!kept.some((text) => text.includes(canary)));
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

/** Asks for a suggestion at the cursor and makes sure that none comes. */
async function asksInVain(window: VsCodeWindow): Promise<void> {
  await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
  await pause(suggestionMs);
  assert.equal(await window.ghostText(), '');
}

function notebook(code: string): string {
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: [code] };
  const metadata = { language_info: { name: 'typescript' } };
  return JSON.stringify({ cells: [cell], metadata, nbformat: 4, nbformat_minor: 5 });
}
