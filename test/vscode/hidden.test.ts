// What is hidden from the model, as the user sees it in VS Code: marks and words, never a value; the quick fix that
// opens one, and its memory. How much was hidden from the model is asked of the status, which counts what went there.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { ordinaryCode } from '../support/code.ts';
import { countHidden, lastPrompt, marksAre, showHidden } from '../support/hidden.ts';
import { everythingKept } from '../support/kept.ts';
import { connectProbe, probeSocket } from '../support/probe.ts';
import { noise } from '../support/secrets.ts';
import { typeForGhostText } from '../support/typing.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

const quickFix = 'This is not a secret: let the model see it';

describe('what is hidden, in VS Code', () => {
  const first = `hX7!${noise(16)}`;
  const second = `kP3!${noise(16, undefined, 8)}`;
  const third = `mT5!${noise(16, undefined, 12)}`;
  const code = `${ordinaryCode}const password = '${first}';\nconst apiKey = '${second}';\n`;
  /** Zero-based, as the place in it. */
  const firstLine = ordinaryCode.split('\n').length - 1;
  const insideFirst = `const password = '`.length + 4;
  let window: VsCodeWindow;

  before(async () => {
    const dotenv = `SERVICE_PASSWORD=${noise(20, undefined, 9)}\n`;
    window = await openWindow({
      files: {
        'code.ts': code,
        'second.ts': code,
        'third.ts': code,
        // Only the syntax tells what the value belongs to.
        'tree.ts': `configure({\n  password:\n    // of the old account\n    '${third}',\n});\n`,
        '.env': dotenv,
      },
      logLevel: 'trace',
    });
  });

  after(() => window.dispose());

  it('is marked over the text, with its rule in words', async () => {
    await window.open('code.ts');
    await window.runCommand(showHidden);
    const buttons = await window.waitForNotification(/2 values in this file are hidden/);
    assert.deepEqual(buttons.sort(), ['List…', 'Turn Off']);
    for (const words of await marksAre(window, 2)) assert.match(words, /hidden: named like a secret/);
  });

  it('is listed in words, without a value, each a way to its place', async () => {
    await window.clickNotification(/2 values/, 'List…');
    const rows = window.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const texts = await rows.allTextContents();
    assert.deepEqual(
      texts.map((text) => text.replaceAll('\u00a0', ' ')),
      [1, 2].map((line) => `Line ${firstLine + line}named like a secret`),
    );
    await rows.nth(1).click();
    await window.page
      .locator('[id="status.editor.selection"]')
      .filter({ hasText: `Ln ${firstLine + 2},` })
      .waitFor();
  });

  it('is marked where it is typed, and no longer once the command ran again', async () => {
    await window.open('code.ts');
    await window.type(`const dbPassword = "${noise(12, undefined, 10)}`);
    await marksAre(window, 3);
    await window.press('Escape');
    await window.press('Control+Shift+K');
    await marksAre(window, 2);
    await window.runCommand(showHidden);
    await marksAre(window, 0);
  });

  it('is known by its syntax too, in a file that was never typed in', async () => {
    await window.open('tree.ts');
    assert.equal(await countHidden(window), 'One');
  });

  it('is counted in the status once something went to the model', async () => {
    await typeForGhostText(window, 'second.ts');
    assert.match(await lastPrompt(window), /2 secrets hidden from the model/);
  });

  it('gets a quick fix where the cursor stands in it, and nowhere else', async () => {
    await window.open('code.ts', 0, 3);
    assert.equal(await offersQuickFix(window), false);
    await window.open('code.ts', firstLine, insideFirst);
    assert.equal(await offersQuickFix(window), true);
    await window.press('Control+.');
    await window.page.locator('.action-widget .monaco-list-row').filter({ hasText: quickFix }).click();
    const buttons = await window.waitForNotification(/may now see this value/);
    assert.deepEqual(buttons, ['Hide It Again']);
    assert.equal(await countHidden(window), 'One');
  });

  it('shows the value that was opened to the model in another file too, and the other value not', async () => {
    await typeForGhostText(window, 'third.ts');
    assert.equal(await countHidden(window), 'One');
    assert.match(await lastPrompt(window), /1 secret hidden from the model/);
  });

  it('is kept as a fingerprint, and the value nowhere', async () => {
    const kept = await eventually(
      'the fingerprint',
      () => everythingKept(window),
      (texts) => texts.some((text) => /allowedValues\W+[\w-]{43}\W/.test(text)),
    );
    for (const canary of [first, second, third])
      assert.ok(!kept.some((text) => text.includes(canary)), 'a value was kept');
  });

  it('is all of a secret file: said in words, without marks and without a quick fix', async () => {
    await window.open('.env', 0, 25);
    await window.runCommand(showHidden);
    await window.waitForNotification(/This is a secret file/);
    await marksAre(window, 0);
    assert.equal(await offersQuickFix(window), false);
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });

  it('outlives its extension host, until the user wants it forgotten', async () => {
    await window.open('code.ts');
    await restartExtensionHost(window);
    assert.equal(await countHidden(window), 'One');
    await window.runCommand('Sotto: Forget What Is No Secret');
    await window.waitForNotification(/Forgotten: one value/);
    assert.equal(await countHidden(window), '2');
    assert.doesNotMatch(window.log(), /\[error\]/);
  });
});

/** Ends it as a crash does; VS Code starts the next one by itself, which has no connection to this window's probe. */
async function restartExtensionHost({ probe, dataFolder }: VsCodeWindow): Promise<void> {
  const before = await probe.run(() => process.pid);
  // The next one listens there.
  rmSync(probeSocket(dataFolder), { force: true });
  process.kill(before, 'SIGKILL');
  const next = await connectProbe(probeSocket(dataFolder));
  assert.notEqual(await next.run(() => process.pid), before);
  next.dispose();
}

/** Whether VS Code gets Sotto's quick fix for where the cursor stands. */
function offersQuickFix(window: VsCodeWindow): Promise<boolean> {
  return window.probe.run(async (api, title) => {
    const editor = api.window.activeTextEditor;
    const command = 'vscode.executeCodeActionProvider';
    const actions = (await api.commands.executeCommand(command, editor?.document.uri, editor?.selection)) as {
      title: string;
    }[];
    return actions.some((action) => action.title === title);
  }, quickFix);
}
