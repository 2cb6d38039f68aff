// Documents that no sane file is like, in a real VS Code: no exception in any log, no frozen editor, and the next
// ordinary file has suggestions again.

import assert from 'node:assert/strict';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { typeForGhostText, typeUntilGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { pause } from '../support/wait.ts';

const binary = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 256));
/** VS Code looks for zero bytes at the start only, so this one opens as text. */
const lateBinary = Buffer.concat([Buffer.from('// looks like text\n'.repeat(100)), binary]);

describe('bad input in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: {
        'ordinary.ts': ordinaryCode,
        'waiting.ts': ordinaryCode,
        'lines.ts': 'let x = 1;\n'.repeat(1_000_000),
        'line.js': `const data = '${'abcdefghij'.repeat(500_000)}';\n`,
        'long.ts': `const data = '${'x'.repeat(20_000)}';\nconst next = 1;\n`,
        'binary.ts': binary,
        'lateBinary.ts': lateBinary,
        'mixed.ts': 'function a() {\r\n  return 1;\n}\r\rfunction b() {\r\n  return a() + \n}\r\n',
        'emoji.ts': "const flags = ['🏳️‍🌈', '👩‍👩‍👧', '🇪🇺'];\nconst family = '👩‍👩‍👧';\n",
        'empty.ts': '',
      },
    });
    await typeForGhostText(window, 'ordinary.ts');
  });

  after(() => window.dispose());

  afterEach(() => assert.deepEqual(window.loggedErrors(), []));

  it('a file of a million lines', async () => {
    await window.open('lines.ts', 500_000, 0);
    await provoke(window, 'const y = ');
    await window.waitForStatus(/paused here: large file/);
  });

  it('a line of five megabytes', async () => {
    await window.open('line.js', 0, 1_000);
    await provoke(window, 'x');
    await window.waitForStatus(/paused here: (large file|long line)/);
  });

  it('a long line, which pauses suggestions for as long as the cursor is in it', async () => {
    await window.open('long.ts', 0, 3);
    await window.waitForStatus(/paused here: long line/);
    await window.press('ArrowDown');
    await window.waitForStatus(/ready|thinking/);
  });

  it('a binary file that VS Code does not show', async () => {
    await openAnyhow(window, 'binary.ts');
    await pause(500);
  });

  it('a file that turns binary further down', async () => {
    await window.open('lateBinary.ts', 5, 0);
    await provoke(window, 'const a = ');
  });

  it('line ends of all kinds', async () => {
    await window.open('mixed.ts', 4, 0);
    await provoke(window, 'const c = b() + ');
  });

  it('emoji around the cursor, and a cursor inside one', async () => {
    await window.open('emoji.ts', 1, 16);
    await provoke(window, 'x');
    await setCursor(window, 1, 17);
    await provoke(window, '');
  });

  for (const [name, half] of [
    ['high', '\ud83d'],
    ['low', '\ude00'],
  ] as const) {
    it(`an unpaired ${name} surrogate at the cursor`, async () => {
      await window.open('empty.ts');
      await insert(window, `const s = 'a${half}b';\nconst t = s.`);
      await provoke(window, 'length ');
      await insert(window, half);
      await provoke(window, ' ');
    });
  }

  it('an untitled document, which has suggestions as any other', async () => {
    await window.probe.run(async (api, content) => {
      const document = await api.workspace.openTextDocument({ language: 'typescript', content });
      const editor = await api.window.showTextDocument(document);
      editor.selection = new api.Selection(17, 2, 17, 2);
    }, ordinaryCode);
    await window.page.locator('[id="status.editor.selection"]').filter({ hasText: 'Ln 18, Col 3' }).waitFor();
    await typeUntilGhostText(window);
    await closeEditor(window);
  });

  it('a document that is closed while its suggestion is awaited', async () => {
    for (let round = 0; round < 5; round += 1) {
      await window.open('waiting.ts', ...placeToType);
      await window.type('return b');
      await closeEditor(window);
    }
    await pause(1_000);
  });

  it('a file that is deleted while it is open', async () => {
    await window.probe.run(async (api) => {
      const folder = api.workspace.workspaceFolders?.[0]?.uri;
      if (folder) await api.workspace.fs.writeFile(api.Uri.joinPath(folder, 'gone.ts'), new Uint8Array());
    });
    await window.open('gone.ts');
    await window.type('const a = 1;\nconst b = ');
    await window.probe.run(async (api) => {
      const uri = api.window.activeTextEditor?.document.uri;
      if (uri) await api.workspace.fs.delete(uri);
    });
    await provoke(window, 'a + ');
  });

  it('an ordinary file after all that', async () => {
    await typeForGhostText(window, 'ordinary.ts');
  });
});

/** Types, asks for a suggestion besides, and gives both time to go wrong. */
async function provoke(window: VsCodeWindow, text: string): Promise<void> {
  await window.type(text);
  await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
  await pause(700);
  // It answers: the extension host is not blocked.
  await window.probe.run(() => true);
}

async function insert(window: VsCodeWindow, text: string): Promise<void> {
  await window.probe.run(async (api, inserted) => {
    const editor = api.window.activeTextEditor;
    await editor?.edit((edit) => edit.insert(editor.selection.active, inserted));
  }, text);
}

async function setCursor(window: VsCodeWindow, line: number, character: number): Promise<void> {
  await window.probe.run(
    (api, [atLine, atCharacter]) => {
      const editor = api.window.activeTextEditor;
      if (editor) editor.selection = new api.Selection(atLine, atCharacter, atLine, atCharacter);
    },
    [line, character] as const,
  );
  await pause(200);
}

async function openAnyhow(window: VsCodeWindow, file: string): Promise<void> {
  await window.probe.run(async (api, name) => {
    const folder = api.workspace.workspaceFolders?.[0]?.uri;
    if (folder) await api.commands.executeCommand('vscode.open', api.Uri.joinPath(folder, name));
  }, file);
}

async function closeEditor(window: VsCodeWindow): Promise<void> {
  await window.probe.run((api) => api.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
}
