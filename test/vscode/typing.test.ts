// Typing along ghost text, back, word by word and off it, in a real VS Code. The model's process is stopped meanwhile, so
// that nothing but memory can serve a key.

import assert from 'node:assert/strict';
import { ordinaryCode } from '../support/code.ts';
import { ghostIs, offerIn, textAfter, textIs } from '../support/offered.ts';
import { whileModelIsStopped } from '../support/stopped.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { pause } from '../support/wait.ts';

/** What stands at its end is far from the place to type at. */
const longCode = ordinaryCode + ordinaryCode.replaceAll('Book', 'Paper').replaceAll('book', 'paper').repeat(3);

describe('typing with ghost text in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    const files = { 'through.ts': ordinaryCode, 'words.ts': ordinaryCode, 'undo.ts': ordinaryCode };
    window = await openWindow({ files: { ...files, 'several.ts': longCode } });
  });

  after(() => window.dispose());

  it('goes on as it is typed and comes back as that is deleted, from memory', async () => {
    const { before, ghost } = await offerIn(window, 'through.ts');
    await whileModelIsStopped(window, async () => {
      for (let typed = 1; typed <= 3; typed++) {
        await window.type(ghost.charAt(typed - 1));
        await ghostIs(window, ghost.slice(typed));
      }
      // From here on VS Code has nothing of its own to show.
      await window.press('Escape');
      await ghostIs(window, '');
      await window.type(ghost.charAt(3));
      await ghostIs(window, ghost.slice(4));
      for (let typed = 3; typed >= 0; typed--) {
        await window.press('Backspace');
        await ghostIs(window, ghost.slice(typed));
      }
      await textIs(window, before);
      // A key that goes another way.
      await window.type('~');
      await ghostIs(window, '');
      await window.press('Backspace');
      await ghostIs(window, ghost);
    });
  });

  it('gives word after word, and undo takes back one after the other', async () => {
    const { before, ghost } = await offerIn(window, 'words.ts');
    await whileModelIsStopped(window, async () => {
      const texts = [before];
      for (let rest = ghost; texts.length <= 2; ) {
        const last = texts.at(-1) ?? '';
        await window.press('Control+ArrowRight');
        const text = await textAfter(window, last);
        const taken = rest.slice(0, text.length - last.length);
        assert.match(taken, /^\s*(\w+|[^\w\s]+)\s*$/, 'more than a word was taken');
        assert.ok(text.includes(`i < books.${ghost.slice(0, ghost.length - rest.length)}${taken}`), text);
        rest = rest.slice(taken.length);
        await ghostIs(window, rest);
        texts.push(text);
      }
      await window.press('Escape');
      for (const text of texts.slice(0, -1).reverse()) {
        await window.press('Control+z');
        await textIs(window, text);
      }
    });
  });

  it('is taken back as a whole by undo, and is there again at the next key', async () => {
    const { before, ghost } = await offerIn(window, 'undo.ts');
    await window.press('Tab');
    const taken = await textAfter(window, before);
    await window.press('Control+z');
    await textIs(window, before);
    await window.press('Control+Shift+z');
    await textIs(window, taken);
    await window.press('Control+z');
    await textIs(window, before);
    await whileModelIsStopped(window, async () => {
      await window.type(ghost.charAt(0));
      await ghostIs(window, ghost.slice(1));
    });
  });

  it('keeps away from several cursors, says so, and is back with the one', async () => {
    const { before, ghost } = await offerIn(window, 'several.ts');
    await window.press('Escape');
    await ghostIs(window, '');
    await window.probe.run((api) => {
      const editor = api.window.activeTextEditor;
      if (!editor) return;
      const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      editor.selections = [editor.selection, new api.Selection(end, end)];
    });
    await window.waitForStatus(/several cursors/);
    // Memory would go on here at once.
    await window.type(ghost.charAt(0));
    const text = await textAfter(window, before);
    assert.ok(text.endsWith(`\n${ghost.charAt(0)}`), 'the other cursor typed nothing');
    await pause(1_500);
    assert.equal(await window.ghostText(), '');
    await window.press('Escape');
    await window.waitForStatus(/ready|thinking/);
    await window.type(ghost.charAt(1));
    await ghostIs(window, ghost.slice(2));
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
