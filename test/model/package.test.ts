// What ships: the VSIX has all that it needs to run on a machine without a checkout, and nothing else.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { binaryPackages, isTarget, placeBinaries } from '../../scripts/binaries.ts';
import { packageExtension } from '../../scripts/package.ts';
import { type GrammarName, grammarFile, grammars, runtimeFile } from '../../src/context/grammars.ts';
import { outlineRows, queryFiles } from '../../src/context/outline/languages.ts';
import { readZip, unzip, type ZipEntry } from '../support/zip.ts';

const target = `${process.platform}-${process.arch}`;

describe('the package', () => {
  let vsix: string;
  let entries: Map<string, ZipEntry>;
  let names: string[];

  before(async () => {
    vsix = process.env.SOTTO_VSIX ?? (await packageExtension());
    entries = readZip(vsix);
    names = [...entries.keys()];
  });

  function text(name: string): string {
    const entry = entries.get(name);
    assert.ok(entry, `${name} is missing`);
    return entry.read().toString('utf8');
  }

  it('is named after its platform and version, and is at most 100 MB', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(basename(vsix), `sotto-${target}-${version}.vsix`);
    assert.ok(statSync(vsix).size <= 100_000_000);
    assert.match(text('extension.vsixmanifest'), new RegExp(`TargetPlatform="${target}"`));
  });

  it('has the bundles, the starter model with its card, the documents and the notices', () => {
    const wanted = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'THIRD-PARTY-NOTICES.txt'];
    wanted.push(
      'dist/extension.cjs',
      'dist/worker.mjs',
      'dist/syntax.mjs',
      'dist/index.mjs',
      'models/starter.gguf',
      'models/README.md',
    );
    for (const name of Object.keys(grammars)) wanted.push(`dist/grammars/${grammarFile(name as GrammarName)}`);
    wanted.push(
      ...Object.values(outlineRows)
        .flatMap(queryFiles)
        .map((file) => `dist/grammars/${file}`),
    );
    wanted.push(`dist/grammars/${runtimeFile}`);
    for (const name of wanted) assert.ok(names.includes(`extension/${name}`), `${name} is missing`);
  });

  it('has nothing at its top but what is meant to ship', () => {
    const tops = new Set(names.map((name) => name.split('/').slice(0, 2).join('/')));
    const documents = ['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', 'changelog.md', 'package.json', 'readme.md'];
    const allowed = ['dist', 'media', 'models', ...documents].map((name) => `extension/${name}`);
    assert.deepEqual([...tops].sort(), ['[Content_Types].xml', 'extension.vsixmanifest', ...allowed].sort());
    const dist = names.filter((name) => /^extension\/dist\/[^/]+$/.test(name)).sort();
    assert.deepEqual(dist, [
      'extension/dist/extension.cjs',
      'extension/dist/index.mjs',
      'extension/dist/syntax.mjs',
      'extension/dist/worker.mjs',
    ]);
  });

  it('keeps its manifest free of scripts and of dependencies that nobody will install', () => {
    const manifest = JSON.parse(text('extension/package.json')) as Record<string, unknown>;
    assert.equal(manifest.main, './dist/extension.cjs');
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'overrides', 'private']) {
      assert.ok(!(key in manifest), key);
    }
  });

  it('has the binaries of this platform and of no other', () => {
    assert.ok(isTarget(target));
    const found = names.flatMap((name) => /node_modules\/(@node-llama-cpp\/[^/]+)\//.exec(name)?.[1] ?? []);
    assert.deepEqual([...new Set(found)], [binaryPackages[target]]);
    const native = names.filter((name) => /\.(node|so|dylib|dll|exe|lib)$/.test(name));
    assert.ok(native.some((name) => name.endsWith('llama-addon.node')));
    const elsewhere = native.filter((name) => !name.includes(`${binaryPackages[target]}/bins/`));
    assert.deepEqual(elsewhere, []);
  });

  it('has no sources, source maps, declarations, build tools or environment files', () => {
    const unwanted =
      /\.(ts|map|cpp|hpp|h|cmake|bundle|tgz|vsix|env)$|(^|\/)(\.env[^/]*|\.git[^/]*|\.npmrc|test|src\/engine)(\/|$)/;
    assert.deepEqual(
      names.filter((name) => unwanted.test(name)),
      [],
    );
  });

  it('has no scripted engine and no path of the machine it was made on', () => {
    for (const bundle of ['extension.cjs', 'worker.mjs', 'syntax.mjs', 'index.mjs'].map(
      (file) => `extension/dist/${file}`,
    )) {
      assert.doesNotMatch(text(bundle), /scripted/i, bundle);
      assert.ok(!text(bundle).includes(process.cwd()), bundle);
    }
  });

  it('names the licence of everything in it', () => {
    const notices = text('extension/THIRD-PARTY-NOTICES.txt');
    const packaged = names.flatMap((name) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ?? []);
    for (const name of new Set([...packaged, 'ignore', 'llama.cpp', 'web-tree-sitter', '@vscode/tree-sitter-wasm'])) {
      assert.match(notices, new RegExp(`^${name.replace(/[/.]/g, '\\$&')}[ @]`, 'm'), name);
    }
  });

  it('loads its model where there is no checkout', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-package-'));
    try {
      unzip(vsix, folder);
      const script = join(folder, 'extension', 'dist', 'load.mjs');
      writeFileSync(script, loadScript);
      const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder, env: {} });
      assert.equal(stdout, 'function add(a, b) {');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("another platform's binaries", () => {
  it('are refused, and not kept, when their hash is not the one in the lock file', async () => {
    const root = mkdtempSync(join(tmpdir(), 'sotto-binaries-'));
    const npm = process.env.npm_execpath;
    try {
      const packages = { 'node_modules/@node-llama-cpp/win-x64': { version: '1.0.0', integrity: 'sha512-AAAA' } };
      writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
      process.env.npm_execpath = join(root, 'npm-cli.js');
      writeFileSync(process.env.npm_execpath, fakeNpm);
      await assert.rejects(placeBinaries(root, 'win32-x64', join(root, 'modules')), /demands sha512-AAAA/);
      assert.deepEqual(readdirSync(root).sort(), ['.vscode-test', 'npm-cli.js', 'package-lock.json']);
      assert.deepEqual(readdirSync(join(root, '.vscode-test', 'binaries')), []);
    } finally {
      if (npm === undefined) delete process.env.npm_execpath;
      else process.env.npm_execpath = npm;
      rmSync(root, { recursive: true, force: true });
    }
  });
});

const fakeNpm = `
const folder = process.argv[process.argv.indexOf('--pack-destination') + 1];
require('node:fs').writeFileSync(folder + '/planted.tgz', 'not what was published');
`;

const loadScript = `
import { fileURLToPath } from 'node:url';
import { getLlama } from 'node-llama-cpp';
const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, progressLogs: false });
const modelPath = fileURLToPath(new URL('../models/starter.gguf', import.meta.url));
const model = await llama.loadModel({ modelPath });
process.stdout.write(model.detokenize(model.tokenize('function add(a, b) {')));
await llama.dispose();
`;
