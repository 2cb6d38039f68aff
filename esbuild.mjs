// Builds the two bundles that ship: the extension host (CommonJS, `vscode` external) and the model worker
// (ESM, node-llama-cpp external because it finds its native binaries by its own file tree).
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
];

if (process.argv.includes('--watch')) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
