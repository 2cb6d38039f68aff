// Composes the completion as the extension does, around the real worker, with a gauge at the places the figures need.

import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../src/base/log.ts';
import type { FimOrder } from '../src/base/settings.ts';
import { createCompletion } from '../src/completion/complete.ts';
import type { Completion } from '../src/completion/outcome.ts';
import { createEngineClient } from '../src/engine/client.ts';
import { locateModel } from '../src/models/locate.ts';
import { createModelFiles } from '../src/models/modelFiles.ts';
import { createRedactor, type Redactor } from '../src/redaction/safeText.ts';
import { type MeasuredEngine, measureEngine } from './measuredEngine.ts';

export interface OurOptions {
  readonly modelPath: string;
  /** 0: as the product chooses. */
  readonly contextTokens: number;
  /** 0: chosen while running. */
  readonly threads: number;
  readonly fimOrder: FimOrder;
}

export interface Ours {
  readonly completion: Completion;
  readonly measured: MeasuredEngine;
  /** When a request last left the debounce, on the clock of `performance.now`. */
  readonly leftDebounceMs: () => number;
  dispose(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

export function createOurs(options: OurOptions): Ours {
  buildBundles();
  const measured = measureEngine(
    createEngineClient({
      workerPath: resolve(root, 'dist/worker.mjs'),
      execPath: process.execPath,
      packagePaths: [resolve(root, 'node_modules')],
      resolveModel: async () => ({ ...options, modelPath: await checkedPath(options.modelPath) }),
      unloadAfterMs: () => 0,
      log: silentLog,
    }),
  );
  const watched = watchRedactor(createRedactor());
  const completion = createCompletion({
    engine: measured.engine,
    redactor: watched.redactor,
    // A whole answer is timed, as the peer gives one; random weights are sure of nothing.
    probability: () => 0,
  });
  const { leftDebounceMs } = watched;
  return { completion, measured, leftDebounceMs, dispose: () => measured.engine.dispose() };
}

/** What is measured is what ships. */
export function buildBundles(): void {
  const built = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) throw new Error('The bundles could not be built.');
}

export async function checkedPath(modelPath: string): Promise<string> {
  const choice = {
    setting: resolve(modelPath),
    starterPath: resolve(root, 'models/starter.gguf'),
    homeFolder: homedir(),
    workspaceFolders: [],
    allowedPaths: new Set<string>(),
  };
  return (await locateModel(choice, createModelFiles())).path;
}

/** Redacting the document is the first thing that a request does behind the debounce. */
export function watchRedactor(inner: Redactor): { redactor: Redactor; leftDebounceMs: () => number } {
  let lastMs = 0;
  const redactor: Redactor = {
    ...inner,
    redact(source) {
      if (source.key !== undefined) lastMs = performance.now();
      return inner.redact(source);
    },
  };
  return { redactor, leftDebounceMs: () => lastMs };
}
