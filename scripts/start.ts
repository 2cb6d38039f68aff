// `npm start`: the extension in a real VS Code, at a loopback address that only who has the printed link can open. All
// that it writes lies in one temporary folder, and everything it started ends with it.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageExtension } from './package.ts';
import { killTree } from './processTree.ts';
import { step } from './progress.ts';
import { provideVsCode } from './vscode.ts';
import { installExtension, startServer, type VsCodeServer } from './vscodeServer.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
let temporary: string | undefined;
let server: VsCodeServer | undefined;
let stoppingSince: number | undefined;
/** One Ctrl+C may arrive twice: from the terminal and from the program that runs this one. */
const sameSignalMs = 1_000;

/** Ends the server and all its processes, then this one. A second signal does not wait. */
async function stop(exitCode: number): Promise<void> {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince < sameSignalMs) return;
    if (server !== undefined) killTree(server.pid);
    removeTemporary();
    process.exit(exitCode);
  }
  stoppingSince = Date.now();
  await server?.stop();
  removeTemporary();
  process.exit(exitCode);
}

function removeTemporary(): void {
  if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
}

/** The folder named on the command line, or a copy of the sample, so that trying changes nothing in the repository. */
function workspaceIn(folder: string): string {
  const asked = process.argv[2];
  if (asked !== undefined) {
    const path = resolve(asked);
    if (!existsSync(path)) throw new Error(`There is no folder ${path}.`);
    return path;
  }
  const sample = join(folder, 'sample');
  cpSync(join(root, 'sample'), sample, { recursive: true });
  return sample;
}

/** By way of a page that only this user can read: the link itself would show in the list of processes. */
function openInBrowser(url: string, folder: string): void {
  const hasDisplay = process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  if (process.env.CI !== undefined || (process.platform === 'linux' && !hasDisplay)) return;
  const page = join(folder, 'open.html');
  const link = url.replaceAll('&', '&amp;');
  writeFileSync(page, `<!doctype html><meta http-equiv="refresh" content="0; url=${link}">\n`, { mode: 0o600 });
  const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, pathToFileURL(page).href], { stdio: 'ignore', detached: true });
  // Without a browser the printed link is enough.
  opener.once('error', () => opener.unref());
  opener.unref();
}

async function main(): Promise<void> {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), 'sotto-')));
  const dataFolder = join(temporary, 'data');
  const extensionsFolder = join(temporary, 'extensions');
  for (const folder of [dataFolder, extensionsFolder]) mkdirSync(folder);
  const workspace = workspaceIn(temporary);
  const vsix = await step('Building and packing the extension', () => packageExtension());
  const code = await provideVsCode();
  const installation = { code, dataFolder, extensionsFolder };
  await step('Installing the extension', () => installExtension(installation, vsix));
  server = await step('Starting VS Code', () => startServer(installation, workspace));
  console.log(`\nVS Code with Sotto is ready. This link lets in whoever has it:\n\n  ${server.url}\n\nCtrl+C ends it.`);
  openInBrowser(server.url, temporary);
  await server.ended;
  if (stoppingSince !== undefined) return;
  console.error('VS Code has ended by itself.');
  await stop(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
try {
  await main();
} catch (error) {
  if (stoppingSince === undefined) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop(1);
  }
}
