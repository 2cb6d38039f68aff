// Opens the packaged extension in a real VS Code in a real Chromium and offers what a user does and sees there. Each
// window has a server, a data folder and a workspace of its own; the extension is installed once.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { packageExtension } from '../../scripts/package.ts';
import { descendants } from '../../scripts/processTree.ts';
import { provideBrowser, provideVsCode } from '../../scripts/vscode.ts';
import { installExtension, type ServerOptions, startServer, type VsCodeServer } from '../../scripts/vscodeServer.ts';
import { desktopExecutable, installOnDesktop, startDesktop } from './desktop.ts';
import { connectProbe, installProbe, type Probe, probeSocket } from './probe.ts';
import { eventually } from './wait.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Screenshots and logs of failed tests. */
export const artifactsFolder = join(root, 'artifacts');

const chromiumFlags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export interface WindowOptions {
  /** The workspace: path → content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More to prepare in the workspace folder before VS Code opens it. */
  readonly prepare?: (workspace: string) => void;
  /** The extension's own log level. */
  readonly logLevel?: 'trace';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface VsCodeWindow {
  readonly page: Page;
  readonly probe: Probe;
  readonly workspace: string;
  readonly dataFolder: string;
  /** The process that everything of this VS Code descends from: a server, or the desktop's main process. */
  readonly server: Pick<VsCodeServer, 'pid' | 'stop'>;
  /** Opens a file of the workspace and puts the cursor at its end, or where asked (zero-based). */
  open(file: string, line?: number, character?: number): Promise<void>;
  /** Types as a user does, key by key. */
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Runs a command by its title, from the command palette. */
  runCommand(title: string): Promise<void>;
  /** The text of the active document, as VS Code holds it. */
  text(): Promise<string>;
  /** The ghost text that is on the screen; empty: none. */
  ghostText(): Promise<string>;
  /** Waits for ghost text and answers with it. */
  waitForGhostText(): Promise<string>;
  /** What the status bar item says. */
  status(): Promise<string>;
  waitForStatus(pattern: RegExp): Promise<string>;
  /** Waits for a notification with this text and answers with the titles of its buttons. */
  waitForNotification(pattern: RegExp): Promise<string[]>;
  clickNotification(pattern: RegExp, button: string): Promise<void>;
  clearNotifications(): Promise<void>;
  /** What the extension wrote to its output channel. */
  log(): string;
  /** Errors in the extension's own log and in the extension host's. */
  loggedErrors(): string[];
  screenshot(file: string): Promise<void>;
  /** Ends the browser's window, the server and all it started, and removes its files. */
  dispose(): Promise<void>;
}

/**
 * While VS Code's own list of words is open, ghost text goes with its entry and Tab takes that; when the list opens
 * depends on how quickly the language server starts.
 */
const calmEditor = {
  'editor.fontFamily': 'monospace',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
};

let installing: Promise<string> | undefined;
let launching: Promise<Browser> | undefined;
let providing: ReturnType<typeof provideVsCode> | undefined;
const temporaryFolders: string[] = [];

// Once for all files of the suite.
after(async () => {
  await (await launching)?.close();
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of this user's only, removed after the suite. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sotto-')));
  temporaryFolders.push(folder);
  return folder;
}

/** Answers with the folder of the extensions. */
async function install(): Promise<string> {
  const vsix = process.env.SOTTO_VSIX ?? (await packageExtension());
  const folders = { dataFolder: temporaryFolder(), extensionsFolder: temporaryFolder() };
  // First: VS Code lists what it finds in a new folder, and later only what it installs.
  installProbe(folders.extensionsFolder);
  if (desktopExecutable === undefined) await installExtension({ code: await provideOnce(), ...folders }, vsix);
  else await installOnDesktop({ executable: desktopExecutable, ...folders }, vsix);
  return folders.extensionsFolder;
}

/** Two at once would fetch into one folder. */
function provideOnce(): ReturnType<typeof provideVsCode> {
  providing ??= provideVsCode();
  return providing;
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await provideBrowser();
  return chromium.launch({
    executablePath,
    args: chromiumFlags,
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

export async function openWindow(options: WindowOptions = {}): Promise<VsCodeWindow> {
  const { files = {}, settings = {}, prepare, viewport, logLevel } = options;
  const folder = temporaryFolder();
  const workspace = join(folder, 'library');
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  mkdirSync(workspace);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }
  prepare?.(workspace);
  const socketPath = probeSocket(dataFolder);
  const { page, server, close } = await openView(dataFolder, workspace, viewport, {
    settings: { ...calmEditor, ...settings },
    env: { SOTTO_PROBE_SOCKET: socketPath },
    ...(logLevel === undefined ? {} : { logLevel: `sotto.sotto:${logLevel}` }),
  });
  try {
    const probe = await connectProbe(socketPath);
    await page.locator(statusSelector).waitFor({ timeout: 30_000 });
    const dispose = async (): Promise<void> => {
      probe.dispose();
      await close();
      rmSync(folder, { recursive: true, force: true });
    };
    return {
      ...{ page, probe, workspace, dataFolder, server, dispose },
      ...actions(page, probe, workspace),
      ...looks(page, probe, dataFolder),
    };
  } catch (error) {
    mkdirSync(artifactsFolder, { recursive: true });
    await page.screenshot({ path: join(artifactsFolder, 'did-not-open.png') });
    await close();
    throw error;
  }
}

/** The desktop's own window, or a server's page in the browser. */
async function openView(
  dataFolder: string,
  workspace: string,
  viewport: WindowOptions['viewport'],
  options: ServerOptions,
): Promise<Pick<VsCodeWindow, 'page' | 'server'> & { close(): Promise<void> }> {
  installing ??= install();
  if (desktopExecutable !== undefined) {
    const folders = { executable: desktopExecutable, dataFolder, extensionsFolder: await installing };
    const { page, ...server } = await startDesktop(folders, workspace, options);
    return { page, server, close: server.stop };
  }
  launching ??= launch();
  const [extensionsFolder, browser, code] = await Promise.all([installing, launching, provideOnce()]);
  const server = await startServer({ code, dataFolder, extensionsFolder }, workspace, options);
  const context = await browser.newContext({ viewport: viewport ?? { width: 1200, height: 760 } });
  const close = async (): Promise<void> => {
    await context.close();
    await server.stop();
  };
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return { page, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const statusSelector = '.statusbar-item[id^="sotto.sotto"]';
const ghostSelector = '[class*="ghost-text-decoration"], .ghost-text, .suggest-preview-text';

type Actions = Pick<VsCodeWindow, 'open' | 'type' | 'press' | 'text' | 'runCommand'>;

function actions(page: Page, probe: Probe, workspace: string): Actions {
  return {
    async open(file, line, character) {
      const place = await probe.run(
        async (api, [path, atLine, atCharacter]) => {
          const document = await api.workspace.openTextDocument(api.Uri.file(path));
          const editor = await api.window.showTextDocument(document, { preview: false });
          const end = document.lineAt(document.lineCount - 1).range.end;
          const cursor = atLine < 0 ? end : new api.Position(atLine, atCharacter);
          editor.selection = new api.Selection(cursor, cursor);
          editor.revealRange(new api.Range(cursor, cursor));
          const before = document.lineAt(cursor.line).text.slice(0, cursor.character);
          // Columns count tabs and wide characters as they look.
          return `Ln ${cursor.line + 1}, Col ${/^[ -~]*$/.test(before) ? cursor.character + 1 : ''}`;
        },
        [join(workspace, file), line ?? -1, character ?? 0] as const,
      );
      await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
      // The extension host's wish reaches the screen later than its answer reaches us.
      await page.locator('[id="status.editor.selection"]').filter({ hasText: place }).waitFor();
    },
    async type(text) {
      await page.keyboard.type(text, { delay: 20 });
    },
    async press(key) {
      await page.keyboard.press(key);
    },
    async runCommand(title) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input');
      await input.waitFor();
      await input.fill(`>${title}`);
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
    },
    text: () => probe.run((api) => api.window.activeTextEditor?.document.getText() ?? ''),
  };
}

type Looks = Omit<VsCodeWindow, keyof Actions | 'page' | 'probe' | 'workspace' | 'dataFolder' | 'server' | 'dispose'>;

function looks(page: Page, probe: Probe, dataFolder: string): Looks {
  const toast = (pattern: RegExp) => page.locator('.notification-toast').filter({ hasText: pattern }).first();
  const ghostText = async (): Promise<string> => {
    const parts = await page.locator(ghostSelector).allTextContents();
    return parts.join('').replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
  };
  const status = async (): Promise<string> => ((await page.locator(statusSelector).first().textContent()) ?? '').trim();
  return {
    ghostText,
    status,
    waitForGhostText: () => eventually('ghost text', ghostText, (text) => text.length > 0),
    waitForStatus: (pattern) => eventually(`the status ${pattern}`, status, (text) => pattern.test(text)),
    async waitForNotification(pattern) {
      await toast(pattern).waitFor({ timeout: 30_000 });
      return toast(pattern).locator('.monaco-button').allTextContents();
    },
    async clickNotification(pattern, button) {
      await toast(pattern).locator('.monaco-button').filter({ hasText: button }).click();
    },
    async clearNotifications() {
      await probe.run((api) => api.commands.executeCommand('notifications.clearAll'));
      await page.locator('.notification-toast').first().waitFor({ state: 'detached' });
    },
    log: () => logFiles(dataFolder, 'Sotto.log').join(''),
    loggedErrors: () => [
      ...logFiles(dataFolder, 'Sotto.log').flatMap(errorLines),
      ...logFiles(dataFolder, 'exthost.log').flatMap(errorLines),
    ],
    async screenshot(file) {
      mkdirSync(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
    },
  };
}

function logFiles(dataFolder: string, name: string): string[] {
  const folder = join(dataFolder, 'data', 'logs');
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((path) => path.endsWith(name)).map((path) => readFileSync(join(folder, path), 'utf8'));
}

function errorLines(log: string): string[] {
  return log.split('\n').filter((line) => /\[(error|critical)\]/.test(line));
}

/** The model workers that a window has started. */
export function workersOf(window: Pick<VsCodeWindow, 'server'>): number[] {
  return descendants(window.server.pid).filter((pid) => commandLine(pid).includes('worker.mjs'));
}

/** Linux only. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended.
    return '';
  }
}
