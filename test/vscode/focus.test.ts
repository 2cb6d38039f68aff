// Only the window that has the focus computes: two windows with a model each would halve the speed of both.

import assert from 'node:assert/strict';
import { ordinaryCode, placeToType } from '../support/code.ts';
import { ghostWithin, typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

/** As if the user went to another window, or came back. */
async function setFocus(window: VsCodeWindow, focused: boolean): Promise<void> {
  // As text: the page has what this file's types do not know.
  await window.page.evaluate(`
    Object.defineProperty(document, 'hasFocus', { value: () => ${focused}, configurable: true });
    // Whichever of both VS Code waits for, it then asks the document.
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('blur'));
  `);
  await eventually(
    `the focus to be ${focused}`,
    () => window.probe.run((api) => api.window.state.focused),
    (now) => now === focused,
  );
}

describe('a window without the focus, in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({ files: { 'a.ts': ordinaryCode, 'b.ts': ordinaryCode, 'c.ts': ordinaryCode } });
    await typeForGhostText(window, 'a.ts');
    await window.press('Escape');
  });

  after(() => window.dispose());

  it('offers nothing while something is typed, and says why', async () => {
    await window.open('b.ts', ...placeToType);
    await setFocus(window, false);
    await window.type('const found = ');
    assert.equal(await ghostWithin(window, 3_000), '');
    await window.runCommand('Sotto: Why No Suggestion?');
    await window.waitForNotification(/does not have the focus/);
    await window.clearNotifications();
  });

  it('offers again when the focus is back', async () => {
    await setFocus(window, true);
    await typeForGhostText(window, 'c.ts');
  });

  it('logs no error', () => assert.deepEqual(window.loggedErrors(), []));
});
