// The completion as the extension composes it, around the real worker, so that one of its parts can be left out.

import { fileURLToPath } from 'node:url';
import { abortError } from '../../src/base/errors.ts';
import { silentLog } from '../../src/base/log.ts';
import { createCompletion } from '../../src/completion/complete.ts';
import type { Completion } from '../../src/completion/outcome.ts';
import { createBindings } from '../../src/context/bindings.ts';
import { startSyntaxThread } from '../../src/context/startSyntaxThread.ts';
import { createEngineClient } from '../../src/engine/client.ts';
import { type Engine, type InfillRequest, type InfillResult, Priority } from '../../src/engine/engine.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';
import { checkedPath } from '../ours.ts';
import { passOn } from '../passOn.ts';
import type { Variant } from './variants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface EngineOptions {
  readonly modelPath: string;
  readonly workerPath: string;
  /** 0: chosen while running. */
  readonly threads: number;
  readonly contextTokens: number;
}

export function startEngine({ modelPath, workerPath, threads, contextTokens }: EngineOptions): Engine {
  return createEngineClient({
    workerPath,
    execPath: process.execPath,
    packagePaths: [`${root}/node_modules`],
    resolveModel: async () => ({ modelPath: await checkedPath(modelPath), fimOrder: 'auto', contextTokens, threads }),
    unloadAfterMs: () => 0,
    log: silentLog,
  });
}

const unlimitedMs = 600_000;

/** An engine that answers what it was asked before from memory: most variants ask for the same. */
export interface RememberingEngine {
  readonly engine: Engine;
  /** The last result for that document. */
  resultOf(session: string): InfillResult | undefined;
}

/** Without a time limit, since what is said shall not hang on the machine; and without work ahead, which shows nothing. */
export function rememberAnswers(inner: Engine): RememberingEngine {
  const known = new Map<string, InfillResult>();
  const bySession = new Map<string, InfillResult>();
  const engine = passOn(inner, async (request, options) => {
    if (request.priority !== Priority.completion) throw abortError();
    const key = keyOf(request);
    const result = known.get(key) ?? (await inner.infill({ ...request, budgetMs: unlimitedMs }, options));
    known.set(key, result);
    bySession.set(request.session, result);
    return result;
  });
  return { engine, resultOf: (session) => bySession.get(session) };
}

function keyOf({ context, path, before, after, ...plain }: InfillRequest): string {
  const texts = [path, before, after, ...context.flatMap((snippet) => [snippet.path, snippet.text])];
  return JSON.stringify([plain, texts.map(({ text }) => text)]);
}

export function createProduct(engine: Engine, variant: Variant): { completion: Completion; dispose(): void } {
  const bindings = createBindings({
    startThread: () =>
      startSyntaxThread({ scriptPath: `${root}/dist/syntax.mjs`, grammarFolder: `${root}/dist/grammars` }),
    onError: (error) => {
      throw error;
    },
    now: () => performance.now(),
  });
  const completion = createCompletion({
    engine,
    redactor: createRedactor(),
    syntax: bindings,
    without: variant.without,
    ...(!variant.hasConfidence && { probability: () => 0 }),
  });
  return {
    completion: {
      ...completion,
      forget(session) {
        completion.forget(session);
        bindings.forget(session);
      },
    },
    dispose: () => bindings.dispose(),
  };
}
