// What a user does with ghost text, in a real VS Code with the packaged extension and its starter model.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ordinaryCode } from '../support/code.ts';
import { typeForGhostText } from '../support/typing.ts';
import { artifactsFolder, openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

describe('ghost text in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    const names = ['tab.ts', 'word.ts', 'escape.ts', 'command.ts', 'off.ts'];
    window = await openWindow({ files: Object.fromEntries(names.map((name) => [name, ordinaryCode])) });
  });

  after(() => window.dispose());

  it('appears after typing, and Tab takes it', async () => {
    const { before, ghost } = await typeForGhostText(window, 'tab.ts');
    await window.screenshot(join(artifactsFolder, 'ghost-text.png'));
    await window.press('Tab');
    const text = await eventually(
      'the taken text',
      () => window.text(),
      (seen) => seen !== before,
    );
    assert.ok(text.includes(firstLine(ghost)), `${JSON.stringify(ghost)} is not in ${JSON.stringify(text)}`);
    assert.doesNotMatch(text, /<[|｜]|fim[_-]/i, 'a special token of the model was taken');
  });

  it('gives one word to Ctrl+Right', async () => {
    const { before, ghost } = await typeForGhostText(window, 'word.ts');
    await window.press('Control+ArrowRight');
    const text = await eventually(
      'the taken word',
      () => window.text(),
      (seen) => seen !== before,
    );
    const taken = insertedBetween(before, text);
    assert.ok(firstLine(ghost).startsWith(taken), `${JSON.stringify(taken)} does not begin ${JSON.stringify(ghost)}`);
    assert.match(taken, /^\s*(\w+|[^\w\s]+)\s*$/, 'more than a word was taken');
  });

  it('goes away with Esc and leaves the text alone', async () => {
    const { before } = await typeForGhostText(window, 'escape.ts');
    await window.press('Escape');
    await eventually(
      'the ghost text to go',
      () => window.ghostText(),
      (ghost) => ghost === '',
    );
    assert.equal(await window.text(), before);
  });

  it('is never there when suggestions are off, and the status says so', async () => {
    await typeForGhostText(window, 'off.ts');
    await window.press('Escape');
    await window.probe.run((api) => api.commands.executeCommand('sotto.toggle'));
    await window.waitForStatus(/\boff\b/);
    await window.type('x');
    await window.probe.run((api) => api.commands.executeCommand('editor.action.inlineSuggest.trigger'));
    await window.probe.run(() => new Promise((wake) => setTimeout(wake, 1_500)));
    assert.equal(await window.ghostText(), '');
    await window.probe.run((api) => api.commands.executeCommand('sotto.toggle'));
    await window.waitForStatus(/ready|thinking/);
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** What `after` has and `before` has not, where both are otherwise equal. */
function insertedBetween(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return after.slice(start, after.length - end);
}
