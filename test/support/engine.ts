// Starts the real engine (the bundled worker, the real sandbox ladder) on any model file, for the model tests.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../../src/base/log.ts';
import { createEngineClient } from '../../src/engine/client.ts';
import {
  type ChatOptions,
  type ChatRequest,
  type ChatResult,
  type ChatRole,
  type Engine,
  type InfillOptions,
  type InfillRequest,
  type InfillResult,
  Priority,
} from '../../src/engine/engine.ts';
import type { LoadOptions } from '../../src/engine/protocol.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const starterModel = join(root, 'models', 'starter.gguf');
export const workerPath = join(root, 'dist', 'worker.mjs');
export const packagePaths: readonly string[] = [join(root, 'node_modules')];

export interface TestEngineOptions {
  readonly model?: string;
  readonly load?: Partial<LoadOptions>;
  readonly unloadAfterMs?: number;
  /** Asked at each load, in place of `model`. */
  resolveModel?(): Promise<LoadOptions>;
}

export interface TestEngine {
  readonly engine: Engine;
  /** Everything that was logged. */
  readonly logged: readonly string[];
  /** One request; whatever is left out is the plain case: a line at temperature 0. */
  ask(request: AskRequest, options?: Partial<InfillOptions>): Promise<InfillResult>;
  /** One question at temperature 0: [role, content] of each message. */
  chat(request: TalkRequest, options?: Partial<ChatOptions>): Promise<ChatResult>;
}

export type AskRequest = Partial<Omit<InfillRequest, 'before' | 'after' | 'path' | 'context'>> & {
  readonly before: string;
  readonly after?: string;
  /** Path and text of other files' pieces. */
  readonly context?: readonly (readonly [path: string, text: string])[];
};

export type TalkRequest = Partial<Omit<ChatRequest, 'messages' | 'prefill'>> & {
  readonly messages: readonly (readonly [ChatRole, string])[];
  readonly prefill?: string;
};

export function createTestEngine(options: TestEngineOptions = {}): TestEngine {
  const redactor = createRedactor();
  const logged: string[] = [];
  const note = (message: string) => void logged.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const engine = createEngineClient({
    workerPath,
    execPath: process.execPath,
    packagePaths,
    log,
    unloadAfterMs: () => options.unloadAfterMs ?? 0,
    resolveModel: options.resolveModel ?? (async () => loadOptions(options.model ?? starterModel, options.load)),
  });
  const safe = (text: string) => redactor.redact({ text }).safe;
  return {
    engine,
    logged,
    ask(request, infillOptions = {}) {
      const whole: InfillRequest = {
        session: 'a',
        firstLine: 0,
        maxLines: 1,
        maxTokens: 24,
        budgetMs: 60_000,
        leastProbability: () => 0,
        priority: Priority.completion,
        ...request,
        context: (request.context ?? []).map(([path, text]) => ({
          id: `${path} ${text.length}`,
          path: safe(path),
          text: safe(text),
        })),
        path: safe('a.ts'),
        before: safe(request.before),
        after: safe(request.after ?? ''),
      };
      return engine.infill(whole, { signal: new AbortController().signal, ...infillOptions });
    },
    chat({ messages, prefill, ...request }, chatOptions = {}) {
      const whole: ChatRequest = {
        session: 'talk',
        maxTokens: 24,
        sampling: { temperature: 0 },
        ...request,
        messages: messages.map(([role, content]) => ({ role, content: safe(content) })),
        ...(prefill !== undefined && { prefill: safe(prefill) }),
      };
      return engine.chat(whole, { signal: new AbortController().signal, ...chatOptions });
    },
  };
}

export function loadOptions(modelPath: string, load: Partial<LoadOptions> = {}): LoadOptions {
  return { modelPath, fimOrder: 'auto', contextTokens: 0, threads: 0, ...load };
}
