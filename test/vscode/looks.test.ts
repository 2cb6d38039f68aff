// How it looks: ghost text in a light and a dark theme, with pictures of both. `SOTTO_SCREENSHOTS=1` renews those of the
// README; otherwise they go to the artifacts.

import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { typeUntilGhostText } from '../support/typing.ts';
import { artifactsFolder, openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually, pause } from '../support/wait.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pictures = process.env.SOTTO_SCREENSHOTS === '1' ? join(root, 'docs', 'images') : artifactsFolder;
/** The file of the sample that has an unfinished function, and the empty line in it. */
const unfinished = join('src', 'statistics.js');
const emptyLine = readFileSync(join(root, 'sample', unfinished), 'utf8')
  .split('\n')
  .indexOf('  ');

describe('the looks of ghost text in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      prepare: (workspace) => cpSync(join(root, 'sample'), workspace, { recursive: true }),
      settings: {
        'workbench.colorTheme': 'Default Light Modern',
        'editor.minimap.enabled': false,
        // An unfinished loop is full of red lines.
        'javascript.validate.enable': false,
      },
      viewport: { width: 1120, height: 660 },
    });
    await window.open(unfinished, emptyLine, 2);
    const { ghost } = await typeUntilGhostText(window, Array(5).fill('for '));
    assert.notEqual(ghost, '', 'no ghost text in the sample');
  });

  after(() => window.dispose());

  for (const [name, theme] of [
    ['light', 'Default Light Modern'],
    ['dark', 'Default Dark Modern'],
  ] as const) {
    it(`is readable and unlike the code in a ${name} theme`, async () => {
      await window.probe.run(async (api, wanted) => {
        await api.workspace.getConfiguration('workbench').update('colorTheme', wanted, api.ConfigurationTarget.Global);
      }, theme);
      const { page } = window;
      await page.locator(name === 'dark' ? '.monaco-workbench.vs-dark' : '.monaco-workbench.vs').waitFor();
      await eventually(
        'ghost text',
        () => window.ghostText(),
        (ghost) => ghost !== '',
      );
      // The language server's progress in the status bar would make every picture another one.
      await pause(2_000);
      await window.screenshot(join(pictures, `ghost-text-${name}.png`));
      const ghost = page.locator('[class*="ghost-text-decoration"]').first();
      const code = page.locator('.view-line span[class^="mtk"]:not([class*="ghost"])').first();
      const style = 'getComputedStyle(element)';
      const read = `(element) => [${style}.color, ${style}.opacity, ${style}.fontStyle, ${style}.backgroundColor].join()`;
      const look = new Function(`return ${read}`)() as (element: unknown) => string;
      assert.notEqual(await ghost.evaluate(look), await code.evaluate(look));
    });
  }

  it('says in words in the status bar what it does', async () => {
    assert.match(await window.status(), /Sotto: ready/);
  });
});
