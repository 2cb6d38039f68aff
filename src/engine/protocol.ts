// The messages between host and worker, one closed union each way; both sides refuse another version.

import type { UserAction, UserErrorCode } from '../base/errors.ts';
import type {
  ChatFigures,
  ChatPart,
  ChatProgress,
  ChatResult,
  ChatRole,
  InfillFigures,
  InfillResult,
  ModelInfo,
  Priority,
  Sampling,
  Scope,
} from './engine.ts';

export const protocolVersion = 1;

export interface WireSnippet {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** `InfillRequest` with its texts taken out of SafeText by the client, after the check. */
export interface WireInfill {
  readonly session: string;
  readonly context: readonly WireSnippet[];
  readonly path: string;
  readonly before: string;
  readonly firstLine: number;
  readonly after: string;
  /** Placeholders in `after`. */
  readonly afterHidden: number;
  readonly maxLines: number;
  readonly scope?: Scope | undefined;
  readonly maxTokens: number;
  readonly budgetMs: number;
  readonly leastProbability: number;
  readonly alternatives: number;
  readonly priority: Priority;
}

export interface WireMessage {
  readonly role: ChatRole;
  readonly content: string;
}

/** `ChatRequest` with its texts taken out of SafeText by the client, after the check. */
export interface WireChat {
  readonly session: string;
  readonly messages: readonly WireMessage[];
  /** '': none. */
  readonly prefill: string;
  readonly maxTokens: number;
  readonly sampling: Sampling;
}

export interface LoadOptions {
  readonly modelPath: string;
  readonly fimOrder: 'auto' | 'prefix-first' | 'suffix-first';
  readonly contextTokens: number;
  readonly threads: number;
}

export type HostMessage =
  | { readonly type: 'load'; readonly version: number; readonly options: LoadOptions }
  | { readonly type: 'infill'; readonly id: number; readonly request: WireInfill }
  | { readonly type: 'chat'; readonly id: number; readonly request: WireChat }
  | { readonly type: 'count'; readonly id: number; readonly texts: readonly string[] }
  | { readonly type: 'cancel'; readonly id: number }
  /** Said before a request when it has changed; at the start the machine counts as plugged in. */
  | { readonly type: 'power'; readonly onBattery: boolean }
  | { readonly type: 'quit' };

export type WorkerMessage =
  | { readonly type: 'started'; readonly version: number; readonly confined: readonly string[] }
  | { readonly type: 'loaded'; readonly model: ModelInfo }
  | { readonly type: 'load-failed'; readonly error: WireError }
  | { readonly type: 'text'; readonly id: number; readonly text: string }
  | { readonly type: 'done'; readonly id: number; readonly result: InfillResult }
  | { readonly type: 'progress'; readonly id: number; readonly progress: ChatProgress }
  | { readonly type: 'added'; readonly id: number; readonly part: ChatPart; readonly text: string }
  | { readonly type: 'answered'; readonly id: number; readonly result: ChatResult }
  | { readonly type: 'counted'; readonly id: number; readonly counts: readonly number[] }
  | { readonly type: 'cancelled'; readonly id: number; readonly figures: InfillFigures | ChatFigures | undefined }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError };

/** A failure without foreign text: user errors keep their sentence, all others only their kind and stack frames. */
export type WireError =
  | { readonly kind: 'user'; readonly code: UserErrorCode; readonly message: string; readonly action: UserAction }
  | { readonly kind: 'bug'; readonly frames: string };
