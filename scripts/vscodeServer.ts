// Starts a VS Code server on this machine's loopback, guarded by a random token without which nobody gets a page or a
// connection, and ends it with every process it started.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { descendants, isRunning, killTree } from './processTree.ts';
import type { VsCode } from './vscode.ts';

const run = promisify(execFile);
const startLimitMs = 60_000;
const politeMs = 3_000;

export interface Installation {
  readonly code: VsCode;
  /** Settings, logs, storage and the token: readable by this user only. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
}

export interface VsCodeServer {
  /** Opens the workspace; holds the token, so the link alone lets its reader in. */
  readonly url: string;
  /** The same address without the token. */
  readonly origin: string;
  readonly pid: number;
  /** Resolves when the server has ended, wanted or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** What keeps VS Code itself from calling anywhere, and from asking the user anything. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'security.workspace.trust.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'typescript.surveys.enabled': false,
  'json.schemaDownload.enable': false,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'remote.autoForwardPorts': false,
  'settingsSync.keybindingsPerPlatform': false,
};

/** Installs a VSIX; needs no network. */
export async function installExtension(
  { code, dataFolder, extensionsFolder }: Installation,
  vsix: string,
): Promise<void> {
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder];
  const args = [code.server, ...folders, '--accept-server-license-terms', '--install-extension', vsix, '--force'];
  const { stdout, stderr } = await run(code.node, args, { env: serverEnvironment(dataFolder) });
  if (!stdout.includes('successfully installed'))
    throw new Error(`VS Code did not install ${vsix}:\n${stdout}${stderr}`);
}

export interface ServerOptions {
  /** The user's, over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** `publisher.name:level`. */
  readonly logLevel?: string;
}

/** Starts a server that opens `workspace`. */
export async function startServer(
  { code, dataFolder, extensionsFolder }: Installation,
  workspace: string,
  { settings = {}, env = {}, logLevel }: ServerOptions = {},
): Promise<VsCodeServer> {
  // A setting of scope `machine` counts only where the server is, the others where the user is: here both are one.
  for (const scope of ['User', 'Machine']) {
    const folder = join(dataFolder, 'data', scope);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  }
  const token = randomBytes(24).toString('base64url');
  // In a file of its owner's only: every local user can read a command line.
  const tokenFile = join(dataFolder, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const child = spawn(
    code.node,
    [
      ...[code.server, '--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
      ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
      ...['--telemetry-level', 'off', '--accept-server-license-terms', '--reconnection-grace-time', '30'],
      ...(logLevel === undefined ? [] : ['--log', logLevel]),
    ],
    {
      env: { ...serverEnvironment(dataFolder), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = (): Promise<void> => end(child, ended);
  try {
    const port = await portOf(child, join(dataFolder, 'server.log'));
    const origin = `http://127.0.0.1:${port}/`;
    const folder = encodeURIComponent(workspace.replaceAll('\\', '/')).replaceAll('%2F', '/');
    return { url: `${origin}?tkn=${token}&folder=${folder}`, origin, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Without what an outer VS Code or npm leaves in the environment. */
function serverEnvironment(dataFolder: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|NODE_PATH$|TSX_)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  // An empty gallery is one that nobody asks.
  const quiet = { ...env, EXTENSIONS_GALLERY: '{}' };
  // VS Code puts its sockets there, where nobody else may look.
  return process.platform === 'linux' ? { ...quiet, XDG_RUNTIME_DIR: dataFolder } : quiet;
}

/** The port the system chose, as the server reports it; what else it says goes to `logFile`. */
function portOf(child: ChildProcess, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const log = createWriteStream(logFile, { mode: 0o600 });
    const fail = (why: string): void => reject(new Error(`VS Code did not start: ${why}. Its log: ${logFile}`));
    const timer = setTimeout(() => fail(`no answer after ${startLimitMs / 1_000} s`), startLimitMs);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (exitCode) => fail(`it ended with ${exitCode}`));
    child.once('close', () => log.end());
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line.replace(/tkn=[\w-]+/, 'tkn=…')}\n`);
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(Number(port));
      });
    }
  });
}

/** Politely first, so that extensions deactivate; then whatever is left. */
async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.pid === undefined) return;
  const started = descendants(child.pid);
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const late = Symbol();
  const timer = new Promise((resolve) => setTimeout(resolve, politeMs, late).unref());
  if ((await Promise.race([ended, timer])) === late) killTree(child.pid);
  await ended;
  for (const pid of started) {
    if (await endsSoon(pid)) continue;
    killTree(pid);
  }
}

async function endsSoon(pid: number): Promise<boolean> {
  for (const limit = Date.now() + politeMs; Date.now() < limit; await new Promise((wake) => setTimeout(wake, 50))) {
    if (!isRunning(pid)) return true;
  }
  return false;
}
