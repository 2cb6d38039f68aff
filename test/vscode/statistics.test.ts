// The page of statistics in a real VS Code: what was offered and taken is on it, without a script, and goes when cleared.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ordinaryCode } from '../support/code.ts';
import { typeForGhostText } from '../support/typing.ts';
import { artifactsFolder, openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

describe('statistics in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({ files: { 'taken.ts': ordinaryCode } });
  });

  after(() => window.dispose());

  it('shows what was offered and what was taken', async () => {
    const { before } = await typeForGhostText(window, 'taken.ts');
    await window.press('Tab');
    await eventually(
      'the taken text',
      () => window.text(),
      (seen) => seen !== before,
    );
    await window.probe.run((api) => api.commands.executeCommand('sotto.showStatistics'));
    const page = await eventually(
      'the page',
      () => pageText(window),
      (text) => /Accepted\s+1\b/.test(text),
    );
    assert.match(page, /Offered\s+[1-9]/);
    assert.match(page, /typescript/);
    await window.screenshot(join(artifactsFolder, 'statistics.png'));
  });

  it('forgets all when asked to', async () => {
    await frameWith(window, (frame) => frame.getByText('Clear the statistics').click());
    await window.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await eventually(
      'the empty page',
      () => pageText(window),
      (text) => /Nothing was offered yet/.test(text),
    );
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

type Frame = ReturnType<VsCodeWindow['page']['frames']>[number];

/** Does something in the frame of the page, which lies in frames of VS Code's own. */
async function frameWith<T>(window: VsCodeWindow, act: (frame: Frame) => Promise<T>): Promise<T | undefined> {
  for (const frame of window.page.frames()) {
    const isIt = await frame
      .getByRole('heading', { name: 'Suggestions on this machine' })
      .isVisible()
      .catch(() => false);
    if (isIt) return act(frame);
  }
  return undefined;
}

async function pageText(window: VsCodeWindow): Promise<string> {
  return (await frameWith(window, (frame) => frame.locator('body').innerText())) ?? '';
}
