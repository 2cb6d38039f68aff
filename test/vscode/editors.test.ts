// Ghost text beside VS Code's own list of words, and in two editors side by side.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { ghostIs, offerIn, sureBeginning, sureBeginnings, textAfter } from '../support/offered.ts';
import { whileModelIsStopped } from '../support/stopped.ts';
import { typeUntilGhostText } from '../support/typing.ts';
import { artifactsFolder, openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

describe('ghost text beside other things in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: { 'list.ts': ordinaryCode, 'left.ts': ordinaryCode, 'right.ts': ordinaryCode },
      // The list holds what the test puts there and nothing else.
      settings: {
        'typescript.suggest.enabled': false,
        'editor.wordBasedSuggestions': 'off',
        'editor.snippetSuggestions': 'none',
      },
    });
    await window.probe.run((api) => {
      api.languages.registerCompletionItemProvider('typescript', {
        provideCompletionItems: () => ['length', 'lengthOfShelf'].map((label) => new api.CompletionItem(label)),
      });
    });
  });

  after(() => window.dispose());

  const rows = () => window.page.locator('.suggest-widget .monaco-list-row');

  it('begins with the entry that is selected in the list of words, and goes on behind it', async () => {
    await offerIn(window, 'list.ts');
    await window.press('Escape');
    await ghostIs(window, '');
    await window.type('l');
    await window.press('Control+Space');
    await rows().nth(1).waitFor();
    const ghost = await eventually(
      'ghost text behind the entry',
      () => window.ghostText(),
      (seen) => seen.startsWith('ength') && seen.length > 'ength'.length + 1,
    );
    await window.screenshot(join(artifactsFolder, 'list-of-words.png'));
    await window.press('ArrowDown');
    await eventually(
      'ghost text with the other entry',
      () => window.ghostText(),
      (seen) => seen === '' || seen.startsWith('engthOfShelf'),
    );
    await window.press('ArrowUp');
    await ghostIs(window, ghost);
    const before = await window.text();
    await whileModelIsStopped(window, async () => {
      await window.press('Tab');
      const text = await textAfter(window, before);
      assert.ok(text.includes(`${sureBeginning}length)`), text);
      await ghostIs(window, ghost.slice('ength'.length));
    });
  });

  /** The ghost text of each editor, from left to right. */
  async function ghosts(): Promise<boolean[]> {
    const groups = await window.page.locator('.editor-group-container').all();
    return Promise.all(
      groups.map(async (group) => (await group.locator('[class*="ghost-text-decoration"]').count()) > 0),
    );
  }
  const ghostsAre = (wanted: readonly boolean[]) =>
    eventually('ghost text in these editors', ghosts, (seen) => seen.join() === wanted.join());
  const textOf = (file: string) =>
    window.probe.run(
      (api, path) => api.workspace.textDocuments.find(({ uri }) => uri.fsPath === path)?.getText(),
      join(window.workspace, file),
    );

  it('is in the one of two editors where the user types, and Tab takes it there', async () => {
    const { before: left, ghost } = await offerIn(window, 'left.ts');
    await window.probe.run(
      async (api, [path, line, character]) => {
        const document = await api.workspace.openTextDocument(api.Uri.file(path));
        const place = new api.Position(line, character);
        await api.window.showTextDocument(document, {
          viewColumn: api.ViewColumn.Two,
          selection: new api.Range(place, place),
        });
      },
      [join(window.workspace, 'right.ts'), ...placeToType] as const,
    );
    await window.page.locator('.editor-group-container').nth(1).locator('.monaco-editor.focused').waitFor();
    await ghostsAre([false, false]);
    const { before: right } = await typeUntilGhostText(window, sureBeginnings);
    await ghostsAre([false, true]);
    await window.screenshot(join(artifactsFolder, 'side-by-side.png'));
    await window.press('Tab');
    const taken = await textAfter(window, right);
    assert.equal(await textOf('left.ts'), left);
    await window.press('Control+1');
    await window.page.locator('.editor-group-container').nth(0).locator('.monaco-editor.focused').waitFor();
    await whileModelIsStopped(window, async () => {
      await window.type(ghost.charAt(0));
      await ghostsAre([true, false]);
      await ghostIs(window, ghost.slice(1));
    });
    assert.equal(await textOf('right.ts'), taken);
  });

  it('is in one of two views of one file', async () => {
    await window.press('Escape');
    await window.probe.run(async (api) => {
      await api.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
      await api.commands.executeCommand('workbench.action.splitEditorRight');
    });
    await window.page.locator('.editor-group-container').nth(1).locator('.monaco-editor.focused').waitFor();
    const before = await window.text();
    // A new editor hears no key before VS Code's part of ghost text has come to it; being asked for, that comes at once.
    await window.press('Alt+\\');
    await ghostsAre([false, true]);
    const ghost = (await window.ghostText()).slice(0, 6);
    await window.press('Tab');
    const after = await textAfter(window, before);
    assert.equal(after.split(ghost).length, before.split(ghost).length + 1, 'it was not taken once');
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
