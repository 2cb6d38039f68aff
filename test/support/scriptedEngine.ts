// An engine that answers from a script and keeps what it was asked, for tests of the features above it.

import { noChat } from '../../bench/noChat.ts';
import { abortError } from '../../src/base/errors.ts';
import { createEmitter } from '../../src/base/event.ts';
import type { Engine, EngineState, InfillOptions, InfillRequest, InfillResult } from '../../src/engine/engine.ts';
import { plainResult } from './infill.ts';

export interface ScriptedEngine extends Engine {
  readonly asked: readonly InfillRequest[];
  /** Says that it is in this state now. */
  tell(state: EngineState): void;
}

/** A text, a result, an error to throw, or what is to be awaited. */
export type Answer = string | Partial<InfillResult> | Error | Promise<string>;

/** Honours the signal as the real one does; `answer` gets the request and its number, from 0 on. */
export function createScriptedEngine(
  answer: (request: InfillRequest, number: number, options: InfillOptions) => Answer,
): ScriptedEngine {
  const asked: InfillRequest[] = [];
  const states = createEmitter<EngineState>((error) => {
    throw error;
  });
  return {
    asked,
    state: { kind: 'idle' },
    onState: states.event,
    tell: states.fire,
    sandbox: undefined,
    workerPid: undefined,
    async infill(request, options) {
      asked.push(request);
      const given = await untilAborted(Promise.resolve(answer(request, asked.length - 1, options)), options.signal);
      if (given instanceof Error) throw given;
      return { ...plainResult, ...(typeof given === 'string' ? { text: given } : given) };
    },
    ...noChat,
    restart: async () => undefined,
    dispose: async () => undefined,
  };
}

function untilAborted<T>(work: Promise<T>, signal: InfillOptions['signal']): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(abortError());
    signal.addEventListener('abort', () => reject(abortError()), { once: true });
    work.then(resolve, reject);
  });
}
