// An engine that takes its time, in a real VS Code: the editor goes on, and no answer comes to where it does not belong.

import assert from 'node:assert/strict';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { ghostIs, offerIn, sureBeginning, textAfter, textIs } from '../support/offered.ts';
import { whileModelIsStopped } from '../support/stopped.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { pause } from '../support/wait.ts';

/** `ordinaryCode` with this at the usual place. */
function codeWith(typed: string): string {
  const [line, character] = placeToType;
  return ordinaryCode
    .split('\n')
    .map((text, number) => (number === line ? text.slice(0, character) + typed : text))
    .join('\n');
}

describe('a slow engine in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    const names = ['first.ts', 'slow.ts', 'left.ts', 'entered.ts'];
    window = await openWindow({ files: Object.fromEntries(names.map((name) => [name, ordinaryCode])) });
    await offerIn(window, 'first.ts');
    await window.press('Escape');
  });

  after(() => window.dispose());

  /** The loop's bracket is closed by the editor. */
  const typed = codeWith(`${sureBeginning})`);

  it('lets every key through at once, and answers for the last of them when it can', async () => {
    await whileModelIsStopped(window, async () => {
      await window.open('slow.ts', ...placeToType);
      await window.type('return books;');
      await textIs(window, codeWith('return books;'));
      for (const _ of 'return books;') await window.press('Backspace');
      await window.type(sureBeginning);
      await textIs(window, typed);
      await window.waitForStatus(/thinking/);
      assert.equal(await window.ghostText(), '');
    });
    const ghost = await window.waitForGhostText();
    await window.press('Tab');
    const text = await textAfter(window, typed);
    assert.ok(text.includes(`${sureBeginning}${ghost.slice(0, 4)}`), text);
  });

  it('leaves nothing in a file that was entered while it was thinking of another', async () => {
    await whileModelIsStopped(window, async () => {
      await window.open('left.ts', ...placeToType);
      await window.type(sureBeginning);
      await window.waitForStatus(/thinking/);
      await window.open('entered.ts', ...placeToType);
    });
    await window.waitForStatus(/ready/);
    await pause(1_500);
    assert.equal(await window.ghostText(), '');
    assert.equal(await window.text(), ordinaryCode);
  });

  it('goes on in both files then', async () => {
    await offerIn(window, 'entered.ts');
    await window.press('Escape');
    await ghostIs(window, '');
    await window.open('left.ts', placeToType[0], placeToType[1] + sureBeginning.length);
    assert.equal(await window.text(), typed);
    await window.press('Backspace');
    await window.type(sureBeginning.slice(-1));
    await window.waitForGhostText();
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
