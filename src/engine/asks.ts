// What can be asked of the worker: how each request is sent, and which of the worker's messages answer it.

import { abortError, UserError } from '../base/errors.ts';
import type { SafeText } from '../redaction/safeText.ts';
import type {
  ChatOptions,
  ChatRequest,
  ChatResult,
  InfillOptions,
  InfillRequest,
  InfillResult,
  ModelInfo,
} from './engine.ts';
import type { HostMessage, WorkerMessage } from './protocol.ts';
import { chatToWire, textOf, toWire } from './wire.ts';

export interface Asked<Result> {
  readonly signal: AbortSignal;
  /** `model` is the one that will answer. */
  toMessage(id: number, model: ModelInfo): HostMessage;
  /** Takes what the worker says to it; the result once it is there. */
  receive(message: WorkerMessage): { readonly result: Result } | undefined;
  /** What it ends with when the worker's process ends, and starts again at the next request. */
  crashError(): Error;
}

/** Ends quietly when the process ends: the next key asks again. Throws `TypeError` when a text is not SafeText. */
export function askInfill(request: InfillRequest, options: InfillOptions): Asked<InfillResult> {
  const wire = toWire(request);
  return {
    signal: options.signal,
    toMessage: (id, model) => ({
      type: 'infill',
      id,
      request: { ...wire, leastProbability: request.leastProbability(model) },
    }),
    receive(message) {
      if (message.type === 'done') return { result: message.result };
      if (message.type === 'text') options.onText?.(message.text);
      else if (message.type === 'cancelled' && message.figures) options.onCancelled?.(message.figures);
      return undefined;
    },
    crashError: abortError,
  };
}

/** Throws `TypeError` when a text is not SafeText. */
export function askChat(asked: ChatRequest, options: ChatOptions): Asked<ChatResult> {
  const request = chatToWire(asked);
  return {
    signal: options.signal,
    toMessage: (id) => ({ type: 'chat', id, request }),
    receive(message) {
      if (message.type === 'answered') return { result: message.result };
      if (message.type === 'added') options.onText?.(message.text, message.part);
      else if (message.type === 'progress') options.onProgress?.(message.progress);
      else if (message.type === 'cancelled' && message.figures && 'repeatedTokens' in message.figures) {
        options.onCancelled?.(message.figures);
      }
      return undefined;
    },
    crashError: () =>
      new UserError('engine-crashed', 'The engine ended in the middle of the answer. Ask again.', 'restart-engine'),
  };
}

/** Throws `TypeError` when a text is not SafeText. */
export function askCount(safe: readonly SafeText[], signal: AbortSignal): Asked<readonly number[]> {
  const texts = safe.map((text) => textOf(text, 'text'));
  return {
    signal,
    toMessage: (id) => ({ type: 'count', id, texts }),
    receive: (message) => (message.type === 'counted' ? { result: message.counts } : undefined),
    crashError: abortError,
  };
}
