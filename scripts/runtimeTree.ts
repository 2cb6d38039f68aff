// Finds out what node-llama-cpp needs when it runs: exactly the files its imports reach, in their own tree. The package
// and its dependencies weigh 1 GB; the reachable files 3 MB. Its source bundle, build tools and command line stay out.

import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { build, type Metafile } from 'esbuild';

const entryPoints = [
  'node_modules/node-llama-cpp/dist/index.js',
  // Started as a process of its own when several kinds of binaries compete, so no import names it.
  'node_modules/node-llama-cpp/dist/bindings/utils/testBindingBinary.js',
];
/** Read by path when the package is imported. */
const dataFiles = [
  'node_modules/node-llama-cpp/llama/binariesGithubRelease.json',
  'node_modules/node-llama-cpp/llama/llama.cpp.info.json',
];
/** Conditions of package.json's `exports` that some Node or Electron we run in adds; each may lead to other files. */
const conditionSets: string[][] = [[], ['module-sync'], ['electron']];

/** Files relative to `root`, all below node_modules, sorted. */
export async function findRuntimeTree(root: string): Promise<string[]> {
  const files = new Set(dataFiles);
  for (const conditions of conditionSets) {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['main'],
      conditions,
      external: ['@node-llama-cpp/*'],
      // Reached only by dynamic imports, which are not followed: native code of the downloader.
      loader: { '.node': 'empty' },
      outdir: 'out/unused',
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    for (const entry of entryPoints) followStaticImports(metafile, entry, files);
  }
  for (const file of [...files]) addPackageFiles(root, file, files);
  return [...files].sort();
}

function followStaticImports(metafile: Metafile, file: string, found: Set<string>): void {
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.add(next);
    for (const { path, kind, external } of metafile.inputs[next]?.imports ?? []) {
      const follow = external !== true && (kind === 'import-statement' || kind === 'require-call');
      if (follow && !found.has(path)) open.push(path);
    }
  }
}

/** Adds each package.json between a file and node_modules: it says how Node reads the file. */
function addPackageFiles(root: string, file: string, found: Set<string>): void {
  for (let folder = posix.dirname(file); !folder.endsWith('node_modules'); folder = posix.dirname(folder)) {
    const manifest = posix.join(folder, 'package.json');
    if (existsSync(join(root, manifest))) found.add(manifest);
  }
}

/** Copies the files to `modulesDir`, which takes the place of node_modules. */
export async function placeRuntimeTree(root: string, files: readonly string[], modulesDir: string): Promise<void> {
  for (const file of files) {
    const to = join(modulesDir, posix.relative('node_modules', file));
    await mkdir(dirname(to), { recursive: true });
    await copyFile(join(root, file), to);
  }
}
