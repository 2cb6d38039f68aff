// Where code stands beside plain files, in a real VS Code: a notebook's cell, a block of code in Markdown, a file without a
// name, and the box for a commit's message.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { sureBeginning, sureBeginnings, textAfter } from '../support/offered.ts';
import { ghostWithin, typeUntilGhostText } from '../support/typing.ts';
import { artifactsFolder, openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

/** The cell that is written in, and the one above it. */
const unfinished = ordinaryCode.indexOf('export function titlesBy');
const cells = [ordinaryCode.slice(0, unfinished), ordinaryCode.slice(unfinished)];

const notebook = JSON.stringify({
  cells: cells.map((source) => ({
    ...{ cell_type: 'code', source, outputs: [], execution_count: null },
    metadata: { vscode: { languageId: 'typescript' } },
  })),
  ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
});
const page = `# Books\n\nAll of them:\n\n\`\`\`ts\n${ordinaryCode}\`\`\`\n\nNo more.\n`;

describe('where code stands, in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: { 'books.ipynb': notebook, 'books.md': page, 'code.ts': ordinaryCode },
      prepare: (workspace) => execFileSync('git', ['init', '--quiet', workspace]),
    });
  });

  after(() => window.dispose());

  it('offers in a block of code in Markdown, and nothing unasked in the text around it', async () => {
    await window.open('books.md', placeToType[0] + 5, placeToType[1]);
    const { before, ghost } = await typeUntilGhostText(window, sureBeginnings);
    await window.screenshot(join(artifactsFolder, 'markdown.png'));
    await window.press('Tab');
    const text = await textAfter(window, before);
    assert.ok(text.includes(`${sureBeginning}${ghost.slice(0, 4)}`), text);
    const line = text.split('\n').indexOf('No more.');
    await window.open('books.md', line, 'No more.'.length);
    await window.type(` ${sureBeginning}`);
    assert.equal(await ghostWithin(window, 2_000), '');
    await window.runCommand('Sotto: Why No Suggestion?');
    await window.waitForNotification(/Markdown|code block/);
    await window.clearNotifications();
  });

  it('offers in a file that has no name yet', async () => {
    await window.probe.run(
      async (api, [content, line, character]) => {
        const document = await api.workspace.openTextDocument({ language: 'typescript', content });
        const place = new api.Position(line, character);
        await api.window.showTextDocument(document, { selection: new api.Range(place, place) });
      },
      [ordinaryCode, ...placeToType] as const,
    );
    await window.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
    const { before } = await typeUntilGhostText(window, sureBeginnings);
    await window.press('Tab');
    await textAfter(window, before);
  });

  it('offers in a cell of a notebook', async () => {
    await window.probe.run(
      async (api, path) => {
        const notebook = await api.workspace.openNotebookDocument(api.Uri.file(path));
        await api.window.showNotebookDocument(notebook);
      },
      join(window.workspace, 'books.ipynb'),
    );
    const cell = window.page.locator('.notebookOverlay .monaco-list-row.code-cell-row').nth(1);
    await cell.locator('.view-line').nth(1).click();
    await cell.locator('.monaco-editor.focused').waitFor();
    await window.press('End');
    const { before, ghost } = await typeUntilGhostText(window, sureBeginnings);
    await window.screenshot(join(artifactsFolder, 'notebook.png'));
    await window.press('Tab');
    const text = await textAfter(window, before);
    assert.ok(text.includes(`${sureBeginning}${ghost.slice(0, 4)}`), text);
    assert.ok(text.startsWith('export function titlesBy'), 'another cell was written to');
  });

  it('offers in the box for a commit message', async () => {
    await window.press('Control+Shift+g');
    const box = window.page.locator('.scm-editor .monaco-editor').first();
    await box.click();
    await typeUntilGhostText(window, sureBeginnings);
    const written = () =>
      window.probe.run((api) => {
        const message = api.workspace.textDocuments.find(({ uri }) => uri.scheme === 'vscode-scm');
        return message?.getText() ?? '';
      });
    const before = await written();
    await window.press('Tab');
    await eventually('the taken text', written, (text) => text.startsWith(before.slice(0, -1)) && text !== before);
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
