// The desktop VS Code as the place where the VS Code suite runs: a real Electron window in place of server and browser.

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { _electron, type Page } from 'playwright-core';
import { quietSettings, type ServerOptions } from '../../scripts/vscodeServer.ts';

/** The executable to test in; undefined: VS Code's server with a browser. */
export const desktopExecutable = process.env.SOTTO_DESKTOP;

export interface DesktopFolders {
  readonly executable: string;
  readonly dataFolder: string;
  readonly extensionsFolder: string;
}

export interface Desktop {
  readonly page: Page;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Installs a VSIX; needs no network. */
export async function installOnDesktop(folders: DesktopFolders, vsix: string): Promise<void> {
  const [cli = folders.executable, ...first] = resolveCliArgsFromVSCodeExecutablePath(folders.executable, {
    reuseMachineInstall: true,
  });
  const args = [...first, ...folderArguments(folders), '--install-extension', vsix, '--force'];
  const shell = process.platform === 'win32';
  await promisify(execFile)(shell ? `"${cli}"` : cli, shell ? args.map((arg) => `"${arg}"`) : args, { shell });
}

/** Opens `workspace` in a window of its own. */
export async function startDesktop(
  folders: DesktopFolders,
  workspace: string,
  { settings = {}, env = {}, logLevel }: ServerOptions,
): Promise<Desktop> {
  const userFolder = join(folders.dataFolder, 'data', 'User');
  await mkdir(userFolder, { recursive: true });
  await writeFile(join(userFolder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|NODE_PATH$|TSX_)/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const app = await _electron.launch({
    executablePath: folders.executable,
    args: [
      ...folderArguments(folders),
      ...(logLevel === undefined ? [] : ['--log', logLevel]),
      ...['--disable-updates', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
      // The build machines of the workflow offer no place for Chromium's own sandbox.
      ...['--no-sandbox', '--password-store=basic', '--new-window', workspace],
    ],
    env: { ...(Object.fromEntries(own) as Record<string, string>), ...env },
  });
  const stop = (): Promise<void> => app.close();
  return { page: await app.firstWindow(), pid: app.process().pid ?? 0, stop };
}

/** The same layout as the server's, so that logs and settings lie where the suite looks. */
function folderArguments({ dataFolder, extensionsFolder }: DesktopFolders): string[] {
  return [`--user-data-dir=${join(dataFolder, 'data')}`, `--extensions-dir=${extensionsFolder}`];
}
