// Who may import whom, as one table; a file that breaks it fails here, before it can ship.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cyclesIn, type Import, importsOf, type SourceFile, withoutTexts } from '../support/sourceRules.ts';

const belowFeatures = ['context', 'engine', 'audit', 'redaction', 'base'];
const features = ['completion', 'chat', 'refactor', 'scan'];

/** Layer (a folder of src, or its one file) → the layers that it may import beside itself. */
const layers: Readonly<Record<string, readonly string[]>> = {
  base: [],
  redaction: ['base'],
  models: ['base'],
  audit: ['base'],
  context: ['base', 'redaction'],
  engine: ['base', 'redaction'],
  // A bundle of its own in a process of its own: it gets plain text over the channel, and nobody imports it.
  'engine/worker': ['base', 'engine'],
  completion: belowFeatures,
  chat: belowFeatures,
  refactor: belowFeatures,
  scan: belowFeatures,
  editor: [...features, ...belowFeatures, 'models'],
  'extension.ts': ['editor', ...features, ...belowFeatures, 'models'],
};

const network = [
  'models/download.ts',
  // Imports them in order to take them away from everything that is loaded after it.
  'engine/worker/confine.ts',
];

/** Package → the files (or folders, with a slash at the end) that alone may import it; one not listed is for nobody. */
const packages: Readonly<Record<string, readonly string[]>> = {
  vscode: ['editor/', 'extension.ts'],
  'node-llama-cpp': ['engine/worker/'],
  '@huggingface/jinja': ['engine/worker/chatTemplate.ts'],
  'web-tree-sitter': ['context/parser.ts'],
  ignore: ['context/ignoreFiles.ts'],
  'd3-scale': ['audit/statisticsPage.ts'],
  'node:http': network,
  'node:https': network,
  'node:http2': network,
  'node:net': network,
  'node:tls': network,
  'node:dgram': network,
  'node:dns': network,
  'node:inspector': network,
  'node:module': network,
  'node:child_process': ['engine/', 'editor/git.ts'],
  'node:crypto': [''],
  'node:events': [''],
  'node:fs': [''],
  'node:os': [''],
  'node:path': [''],
  'node:worker_threads': [
    'context/startThread.ts',
    'context/syntaxThread.ts',
    'context/index/indexThread.ts',
    'engine/worker/confine.ts',
  ],
};

/** Global → the files that alone may name it. */
const globals: Readonly<Record<string, readonly string[]>> = {
  fetch: ['models/download.ts'],
  WebSocket: [],
  EventSource: [],
  XMLHttpRequest: [],
  sendBeacon: [],
  eval: [],
  Function: [],
  console: [],
  any: [],
};

const mostLines = 320;
const silencers = /biome-ignore|@ts-(?:ignore|nocheck|expect-error)|eslint-disable|\b(?:TODO|FIXME|XXX)\b/;

function layerOf(path: string): string {
  const [top = path, second = ''] = path.split('/');
  return `${top}/${second}` in layers ? `${top}/${second}` : top;
}

function isAmong(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place === '' || place.endsWith('/') ? path.startsWith(place) : path === place));
}

function importFault(path: string, target: Import): string | undefined {
  if (target.kind === 'computed') return 'imports what is not written out';
  if (target.kind === 'package') {
    return isAmong(path, packages[target.name] ?? []) ? undefined : `may not import ${target.name}`;
  }
  const from = layerOf(path);
  const to = layerOf(target.path);
  if (from === to || layers[from]?.includes(to)) return undefined;
  return `may not import ${target.path}`;
}

function textFaults({ path, text }: SourceFile): string[] {
  const { code } = withoutTexts(text);
  const faults = Object.entries(globals)
    .filter(([name, places]) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(code) && !isAmong(path, places))
    .map(([name]) => `may not use ${name}`);
  if (silencers.test(text)) faults.push('silences a check, or leaves work for later');
  const lines = text.split('\n').length - 1;
  if (lines > mostLines) faults.push(`has ${lines} lines`);
  const head =
    /^(?:\/\/ .*\n)+/
      .exec(text)?.[0]
      .replace(/\n?\/\/ /g, ' ')
      .trim() ?? '';
  if (!/^[A-Z`].*?[.)](?: |$)/.test(head)) faults.push('does not begin with a sentence that says why it exists');
  return faults;
}

/** Everything that is wrong in these files, each as `path: what`. */
function faultsOf(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const graph = new Map<string, string[]>();
  const faults: string[] = [];
  for (const file of files) {
    const { path } = file;
    if (!(layerOf(path) in layers)) faults.push(`${path}: lies in no layer`);
    const imports = importsOf(file);
    const targets = imports.flatMap((target) => (target.kind === 'file' ? [target.path] : []));
    graph.set(path, targets);
    for (const target of targets) if (!known.has(target)) faults.push(`${path}: imports ${target}, which is not there`);
    const own = [...imports.map((target) => importFault(path, target)), ...textFaults(file)];
    for (const fault of new Set(own)) if (fault !== undefined) faults.push(`${path}: ${fault}`);
  }
  return [...faults, ...cyclesIn(graph).map((cycle) => `${cycle[0]}: cycle ${cycle.join(' → ')}`)];
}

const root = fileURLToPath(new URL('../../src/', import.meta.url));
const sources: readonly SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));

describe('architecture', () => {
  it('has no file that breaks the table, the size or the form', () => {
    assert.deepEqual(faultsOf(sources), []);
  });

  it('confines the worker before anything else is loaded in it', () => {
    const main = sources.find(({ path }) => path === 'engine/worker/main.ts');
    assert.match(main?.text ?? '', /^(?:\/\/.*\n|\n)*import '\.\/confine\.ts';\n/);
  });
});

describe('architecture, its checker', () => {
  const comment = '// Exists for this test.\n';
  const faults = (path: string, code: string, others: Readonly<Record<string, string>> = {}): string[] =>
    faultsOf([
      { path, text: comment + code },
      ...Object.entries(others).map(([other, text]) => ({ path: other, text: comment + text })),
    ]);
  const base = { 'base/range.ts': 'export type Range = number;\n' };

  it('reads the files', () => {
    for (const path of ['extension.ts', 'engine/worker/main.ts', 'redaction/safeText.ts']) {
      assert.ok(
        sources.some((source) => source.path === path),
        path,
      );
    }
    const [confine = assert.fail()] = sources.filter(({ path }) => path === 'engine/worker/confine.ts');
    const names = importsOf(confine).flatMap((target) => (target.kind === 'package' ? [target.name] : []));
    assert.ok(names.includes('node:tls') && names.includes('node:dns'));
  });

  const refused: readonly (readonly [title: string, path: string, code: string, fault: RegExp])[] = [
    ['an import', 'redaction/a.ts', "import * as vscode from 'vscode';", /may not import vscode/],
    ['a type import', 'completion/a.ts', "import type { Uri } from 'vscode';", /may not import vscode/],
    ['an import over lines', 'base/a.ts', "import {\n  a,\n  type B,\n} from 'ignore';", /may not import ignore/],
    ['a re-export', 'base/a.ts', "export { get } from 'node:http';", /may not import node:http/],
    ['a re-export of all', 'base/a.ts', "export * from 'node-llama-cpp';", /may not import node-llama-cpp/],
    ['an import for its effects', 'engine/a.ts', "import 'node:net';", /may not import node:net/],
    ['a dynamic import', 'engine/a.ts', "const l = await import('node-llama-cpp');", /may not import node-llama-cpp/],
    ['the type of an import', 'base/a.ts', "let x: import('vscode').Uri;", /may not import vscode/],
    ['a computed import', 'base/a.ts', 'await import(name);', /not written out/],
    ['a template import', 'base/a.ts', `await import(\`node:\${name}\`);`, /not written out/],
    ['a built-in without its prefix', 'base/a.ts', "import dns from 'dns/promises';", /may not import node:dns/],
    ['require', 'base/a.ts', "const { connect } = require('net');", /may not import node:net/],
    ['getBuiltinModule', 'base/a.ts', "process.getBuiltinModule('node:tls');", /may not import node:tls/],
    ['a child process in a feature', 'chat/a.ts', "import 'node:child_process';", /may not import node:child_process/],
    ['a package nobody listed', 'editor/a.ts', "import axios from 'axios';", /may not import axios/],
    ['an import after a pattern', 'base/a.ts', "const p = /['\"/]/;\nimport 'vscode';", /may not import vscode/],
    ['fetch', 'engine/a.ts', "await fetch('x');", /may not use fetch/],
    ['fetch of globalThis', 'engine/a.ts', "globalThis.fetch('x');", /may not use fetch/],
    ['a web socket', 'editor/a.ts', "new WebSocket('x');", /may not use WebSocket/],
    ['eval', 'base/a.ts', "eval('x');", /may not use eval/],
    ['any', 'base/a.ts', 'let x: any;', /may not use any/],
    ['the console', 'base/a.ts', "console.log('x');", /may not use console/],
    ['a silenced check', 'base/a.ts', '// @ts-ignore because\n', /silences/],
    ['a long file', 'base/a.ts', 'let x = 1;\n'.repeat(mostLines), /has 321 lines/],
    ['a folder of no layer', 'stuff/a.ts', 'let x = 1;\n', /no layer/],
  ];
  for (const [title, path, code, fault] of refused) {
    it(`refuses ${title}`, () => assert.match(faults(path, code).join('\n'), fault));
  }

  it('refuses a file without its first sentence', () => {
    for (const text of ['let x = 1;\n', '\n// Late.\n', '// no sentence\nlet x = 1;\n']) {
      assert.match(faultsOf([{ path: 'base/a.ts', text }]).join('\n'), /does not begin with a sentence/);
    }
  });

  it('refuses imports between layers that the table does not allow', () => {
    const from = (path: string, target: string): string =>
      faults(path, `import type { A } from '../${target}';`, { [target]: 'export type A = 1;\n' }).join('\n');
    for (const [path, target] of [
      ['completion/a.ts', 'chat/b.ts'],
      ['chat/a.ts', 'refactor/b.ts'],
      ['engine/a.ts', 'editor/b.ts'],
      ['editor/a.ts', 'extension.ts'],
      ['base/a.ts', 'redaction/b.ts'],
      ['redaction/a.ts', 'context/b.ts'],
      ['models/a.ts', 'redaction/b.ts'],
      ['engine/a.ts', 'engine/worker/b.ts'],
      ['completion/a.ts', 'models/b.ts'],
    ] as const) {
      assert.match(from(path, target), /may not import/, `${path} → ${target}`);
    }
    assert.equal(from('completion/a.ts', 'engine/b.ts'), '');
    assert.equal(from('engine/a.ts', 'redaction/b.ts'), '');
  });

  it('refuses cycles, those of types too, and imports of what is not there', () => {
    const there = { 'base/b.ts': "export type { A } from './c.ts';", 'base/c.ts': "import type { A } from './a.ts';" };
    assert.deepEqual(faults('base/a.ts', "import './b.ts';", there), [
      'base/a.ts: cycle base/a.ts → base/b.ts → base/c.ts → base/a.ts',
    ]);
    assert.match(faults('base/a.ts', "import './gone.ts';").join('\n'), /not there/);
  });

  it('lets pass what only looks like it', () => {
    const code = [
      "import { type Range } from '../base/range.ts';",
      "// import 'vscode' and fetch('x'), any console",
      'const text = "import x from \'vscode\'; eval(fetch)";',
      `const template = \`import 'vscode'; any \${text}\`;`,
      'const pattern = /fetch|console|any/;',
      'const words = prefetch(company, fetched, text);',
      '',
    ].join('\n');
    assert.deepEqual(faults('redaction/a.ts', code, base), []);
  });
});
