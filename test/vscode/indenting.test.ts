// Tab is what indents: on a line that still lacks its indentation it takes no ghost text, in a real VS Code.

import assert from 'node:assert/strict';
import { ordinaryCode } from '../support/code.ts';
import { ghostWithin } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

/** The body's first line stands empty, without its indentation. */
const code = ordinaryCode.replace(/\n {2}\n/, '\n\n').replace(/\n.*book\.author === author.*\n/, '\n\n');
/** Zero-based. */
const emptyLines = code
  .split('\n')
  .flatMap((line, number, lines) => (line === '' && (lines[number - 1] ?? '').endsWith('{') ? [number] : []));

describe('Tab on an empty line', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({ files: { 'books.ts': code } });
    await window.open('books.ts', 0, 0);
    await window.waitForStatus(/Sotto/);
  });

  after(() => window.dispose());

  const lineAt = async (line: number): Promise<string> => (await window.text()).split('\n')[line] ?? '';

  /** The first of these lines at which the model has something to say, asked at the line's very start. */
  async function askAtEmptyBody(): Promise<number> {
    assert.equal(emptyLines.length, 2);
    for (const line of emptyLines) {
      await window.open('books.ts', line, 0);
      await window.press('Alt+\\');
      if ((await ghostWithin(window, 4_000)) !== '') return line;
    }
    throw new Error(`No ghost text at any empty line; the status is: ${await window.status()}`);
  }

  it('indents while ghost text that begins with the indentation shows', async () => {
    const line = await askAtEmptyBody();
    assert.equal(await lineAt(line), '');
    await window.press('Tab');
    const indented = await eventually(
      'the indentation',
      () => lineAt(line),
      (text) => text !== '',
    );
    assert.match(indented, /^ +$/, `Tab took ${JSON.stringify(indented)}`);
  });

  it('takes it once the line is indented', async () => {
    await window.press('Alt+\\');
    const ghost = await ghostWithin(window, 8_000);
    assert.match(ghost, /^\S/);
    const before = await window.text();
    await window.press('Tab');
    const after = await eventually(
      'the taken text',
      () => window.text(),
      (text) => text !== before,
    );
    assert.ok(
      after.includes(`  ${ghost.split('\n')[0]}`),
      `${JSON.stringify(ghost)} is not in ${JSON.stringify(after)}`,
    );
  });

  it('shows another answer by the key for the next one', async () => {
    await window.press('Control+z');
    await window.press('Alt+\\');
    const first = await ghostWithin(window, 8_000);
    assert.notEqual(first, '');
    await window.press('Alt+]');
    await eventually(
      'another answer',
      () => window.ghostText(),
      (ghost) => ghost !== '' && ghost !== first,
    );
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});
