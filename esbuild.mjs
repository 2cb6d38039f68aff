// Builds the four bundles that ship: the extension host (CommonJS, `vscode` external), the model worker (ESM,
// node-llama-cpp external because it finds its native binaries by its own file tree), the parsing thread and the index
// thread; and lays the grammars' and their queries' files beside them.
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { build, context } from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...shared, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', format: 'cjs', external: ['vscode'] },
  {
    ...shared,
    entryPoints: ['src/engine/worker/main.ts'],
    outfile: 'dist/worker.mjs',
    format: 'esm',
    external: ['node-llama-cpp'],
  },
  { ...shared, entryPoints: ['src/context/syntaxThread.ts'], outfile: 'dist/syntax.mjs', format: 'esm' },
  { ...shared, entryPoints: ['src/context/index/indexThread.ts'], outfile: 'dist/index.mjs', format: 'esm' },
];

/** All but the one for regular expressions, which is no language of documents. */
async function placeGrammars() {
  const from = 'node_modules/@vscode/tree-sitter-wasm/wasm';
  const files = (await readdir(from)).filter((file) => /^tree-sitter-(?!regex\.).+\.wasm$/.test(file));
  await mkdir('dist/grammars', { recursive: true });
  await copyFile('node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/grammars/web-tree-sitter.wasm');
  for (const file of files) await copyFile(`${from}/${file}`, `dist/grammars/${file}`);
  const queries = 'src/context/outline/queries';
  for (const file of await readdir(queries)) await copyFile(`${queries}/${file}`, `dist/grammars/${file}`);
}

await placeGrammars();

if (process.argv.includes('--watch')) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
