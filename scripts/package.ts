// Makes the VSIX for one platform. What ships is gathered in a staging folder, file by file; nothing gets in by being
// in the repository. node-llama-cpp lies in dist/node_modules, where dist/worker.mjs resolves it.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { binaryPackages, isTarget, placeBinaries, type Target } from './binaries.ts';
import { makeNotices } from './notices.ts';
import { findRuntimeTree, placeRuntimeTree } from './runtimeTree.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);
const thisPlatform = `${process.platform}-${process.arch}`;
const maxBytes = 100 * 1000 * 1000;
const bundles = ['dist/extension.cjs', 'dist/worker.mjs', 'dist/syntax.mjs', 'dist/index.mjs'];
const documents = ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore'];
/** The grammars' files come from it, by copying. */
const grammarPackages = ['node_modules/@vscode/tree-sitter-wasm/package.json'];
const assets = ['dist/grammars', 'media', 'models/starter.gguf', 'models/README.md'];

/** Builds the bundles and packs them for `target` (by default this platform); returns the path of the VSIX. */
export async function packageExtension(target = thisPlatform): Promise<string> {
  return (await pack(target)).vsix;
}

interface Packed {
  readonly vsix: string;
  /** What is in it, largest first, a line each. */
  readonly listing: readonly string[];
}

async function pack(target: string): Promise<Packed> {
  if (!isTarget(target)) {
    throw new Error(`no binaries for "${target}"; there are ${Object.keys(binaryPackages).join(', ')}`);
  }
  await runNode(['esbuild.mjs'], root);
  await mkdir(join(root, 'out'), { recursive: true });
  // A folder of its own, so that two runs cannot mix.
  const work = await mkdtemp(join(root, 'out', 'package-'));
  try {
    const staging = join(work, 'extension');
    await stage(staging, target);
    const { name, version } = await writeManifest(staging);
    const file = `${name}-${target}-${version}.vsix`;
    await runVsce(staging, target, join(work, file));
    const { size } = await stat(join(work, file));
    if (size > maxBytes)
      throw new Error(`${file} has ${megabytes(size)}, more than the ${megabytes(maxBytes)} allowed`);
    const listing = [...(await listGroups(staging)), `${file}: ${megabytes(size)}`];
    await rename(join(work, file), join(root, file));
    return { vsix: join(root, file), listing };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The staging folder is complete: vsce must not ask npm for dependencies, nor rewrite links for a repository. */
async function runVsce(staging: string, target: Target, out: string): Promise<void> {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  await runNode([vsce, 'package', '--target', target, '--out', out, ...options], staging);
}

async function stage(staging: string, target: Target): Promise<void> {
  const modulesDir = join(staging, 'dist', 'node_modules');
  await mkdir(modulesDir, { recursive: true });
  for (const path of [...bundles, ...documents, ...assets]) {
    await cp(join(root, path), join(staging, path), { recursive: true });
  }
  const tree = await findRuntimeTree(root);
  await placeRuntimeTree(root, tree, modulesDir);
  await placeBinaries(root, target, modulesDir);
  const notices = await makeNotices({
    root,
    files: [...tree, ...grammarPackages],
    sourceMaps: bundles.map((bundle) => `${bundle}.map`),
    binaryPackage: binaryPackages[target],
  });
  await writeFile(join(staging, 'THIRD-PARTY-NOTICES.txt'), notices);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The manifest without what only a checkout needs; the dependencies lie bundled in dist/. */
async function writeManifest(staging: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest & Record<string, unknown>;
  for (const key of ['private', 'scripts', 'dependencies', 'devDependencies', 'overrides']) delete manifest[key];
  await writeFile(join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function runNode(args: readonly string[], cwd: string): Promise<void> {
  try {
    await run(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.slice(0, 2).join(' ')} failed:\n${stdout ?? ''}${stderr ?? String(error)}`);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

async function listGroups(staging: string): Promise<string[]> {
  const sizes = new Map<string, { files: number; bytes: number }>();
  for (const entry of await readdir(staging, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const parts = relative(staging, path).split(/[\\/]/);
    const group = parts[1] === 'node_modules' ? groupOf(parts.slice(2)) : parts.slice(0, 2).join('/');
    const { files, bytes } = sizes.get(group) ?? { files: 0, bytes: 0 };
    sizes.set(group, { files: files + 1, bytes: bytes + (await stat(path)).size });
  }
  return [...sizes]
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .map(
      ([group, { files, bytes }]) => `${megabytes(bytes).padStart(10)}  ${String(files).padStart(4)} files  ${group}`,
    );
}

function groupOf([scope, name]: readonly string[]): string {
  if (scope === '@node-llama-cpp') return `dist/node_modules/${scope}/${name}`;
  return scope === 'node-llama-cpp' ? `dist/node_modules/${scope}` : 'dist/node_modules/(its dependencies)';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { target: { type: 'string' } } });
  try {
    const { listing } = await pack(values.target ?? thisPlatform);
    for (const line of listing) console.log(line);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
