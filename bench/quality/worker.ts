// Builds the worker as it ships, or with one of its modules replaced, so that what ships needs no switch for a benchmark.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the worker can do without: each is a change of the token list that the model gets. */
export type Ablation = 'healing' | 'anchor';

interface Replacement {
  /** In `src/engine/worker/`. */
  readonly module: string;
  /** Code behind the module's own, whose `exported` function it takes over. */
  readonly exported: string;
  readonly code: string;
}

const replacements: Readonly<Record<Ablation, Replacement>> = {
  healing: {
    module: 'healing.ts',
    exported: 'healTail',
    code: `export function healTail() { return { tokens: 0, text: '' }; }`,
  },
  // All that stands above the cursor is the prefix, up to the cursor: the layout that models were trained with.
  anchor: {
    module: 'infillLayout.ts',
    exported: 'layOut',
    code: `export function layOut(parts: InfillParts) {
      return ownLayOut({ ...parts, prefix: [...parts.prefix, ...parts.middle], middle: [] });
    }`,
  },
};

/** Writes the worker without `ablations` to a place of its own; resolves to its path. */
export async function buildWorker(ablations: readonly Ablation[]): Promise<string> {
  const outfile = `${root}/out/quality/${['worker', ...ablations].join('-without-')}.mjs`;
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['node-llama-cpp'],
    entryPoints: ['src/engine/worker/main.ts'],
    outfile,
    plugins: ablations.map((ablation) => replace(replacements[ablation])),
  });
  return outfile;
}

function replace({ module, exported, code }: Replacement): Plugin {
  const own = `own${exported[0]?.toUpperCase()}${exported.slice(1)}`;
  return {
    name: module,
    setup(build) {
      build.onLoad({ filter: new RegExp(`engine/worker/${module.replace('.', '\\.')}$`) }, ({ path }) => {
        const head = `export function ${exported}(`;
        const source = readFileSync(path, 'utf8');
        if (!source.includes(head)) throw new Error(`${module} has no function ${exported}.`);
        return { contents: `${source.replace(head, `function ${own}(`)}\n${code}\n`, loader: 'ts' };
      });
    },
  };
}
