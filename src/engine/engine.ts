// What turns SafeText into text. Features know this interface only; `client.ts` implements it over a process.

import type { UserError } from '../base/errors.ts';
import type { Event } from '../base/event.ts';
import type { SafeText } from '../redaction/safeText.ts';

/**
 * Higher is served first; the scheduler grants one slice at a time. What goes `ahead` nobody asked for yet: it gives up
 * where it would take tokens out of the KV cache that the next key needs.
 */
export const Priority = { ahead: 0, warmUp: 1, chat: 3, completion: 5 } as const;
export type Priority = (typeof Priority)[keyof typeof Priority];

/** A piece of another file, whole lines, already redacted. `id` is stable while its text is. */
export interface ContextSnippet {
  readonly id: string;
  readonly path: SafeText;
  readonly text: SafeText;
}

/**
 * One fill-in-the-middle request. The worker splits `before` at its anchor (line-anchored middle): what stands above the
 * anchor stays in the KV cache while the user types, the rest is the middle's beginning.
 */
export interface InfillRequest {
  /** Names the KV cache line: one per document, opaque, never a path. */
  readonly session: string;
  /**
   * In the order of the prompt; the worker takes as many as the budget holds, from the first on, and says which. It stays
   * as it is from key to key, and what is added comes last: all behind the first change is evaluated anew.
   */
  readonly context: readonly ContextSnippet[];
  /** The file's workspace-relative path, for models whose layout shows it. */
  readonly path: SafeText;
  /** From a line start up to the cursor. */
  readonly before: SafeText;
  /** Line number in the document of the first line of `before`, so that the window can start on a grid. */
  readonly firstLine: number;
  /** What the middle has to lead to: the rest of the line, where it counts, and the lines below. */
  readonly after: SafeText;
  /** Generation stops before this many line breaks; 1 is a single line. */
  readonly maxLines: number;
  /** Generation of several lines stops where they leave this scope. */
  readonly scope?: Scope;
  /** 0 evaluates the prompt into the KV cache and generates nothing (warm-up). */
  readonly maxTokens: number;
  /**
   * Generation stops with what it has after this time. It counts from the prompt's last slice: who still waits after a
   * long prompt shall not get its first token only.
   */
  readonly budgetMs: number;
  /**
   * Generation stops where the model itself gives the line that it writes less than this probability; only the lines
   * before it count as said. 0: never. Asked when the model that answers is known.
   */
  readonly leastProbability: (model: Pick<ModelInfo, 'name'>) => number;
  /** So many other answers are wanted beside the first; none where it is left out. */
  readonly alternatives?: number;
  readonly priority: Priority;
}

/** Where a block belongs, by its indentation. */
export interface Scope {
  /** Columns of the cursor's line; a tab reaches to the next multiple of four. */
  readonly depth: number;
  /** The cursor's line is the block's head, so the body stands deeper. */
  readonly isHead: boolean;
}

/** Counts are exact; times are wall-clock milliseconds in the worker. */
export interface InfillFigures {
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly reusedTokens: number;
  readonly queueMs: number;
  readonly prefillMs: number;
  /** From the request's arrival in the worker to its first token; 0 when it generated nothing. */
  readonly firstTokenMs: number;
  readonly generatedTokens: number;
  readonly generateMs: number;
  readonly threads: number;
}

export type StopReason = 'end' | 'lines' | 'tokens' | 'time' | 'repetition' | 'unsure';

export interface InfillResult {
  /** What stands after the cursor, never a special token; token healing's echo of typed text is removed. */
  readonly text: string;
  readonly stopReason: StopReason;
  readonly figures: InfillFigures;
  /** What the model gives its first line, the line's end included as far as it came; undefined when it said nothing. */
  readonly lineProbability: number | undefined;
  /** Other answers that were asked for, the likeliest first; none equals another. */
  readonly alternatives?: readonly string[];
  /** Ids of the snippets that the budget held, and how many prefix and suffix characters were cut off. */
  readonly used: {
    readonly contextIds: readonly string[];
    readonly prefixCutChars: number;
    readonly suffixCutChars: number;
  };
}

export interface InfillOptions {
  readonly signal: AbortSignal;
  /** Gets the text so far each time it grows. */
  onText?(text: string): void;
  /** What a cancelled request had cost, where it began at all. */
  onCancelled?(figures: InfillFigures): void;
}

export type ChatRole = 'system' | 'user' | 'assistant';

export interface ChatMessage {
  readonly role: ChatRole;
  readonly content: SafeText;
}

/** What is left out the model's own file says, and where it does not, the engine. */
export interface Sampling {
  /** 0: always the likeliest token. */
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly seed?: number;
}

export interface ChatRequest {
  /** Names the KV cache line of a conversation, opaque. */
  readonly session: string;
  /**
   * The whole conversation: system messages first, the newest question last. An answer of this session that stands here
   * just as it was given costs nothing again; so does all that stays as it was.
   */
  readonly messages: readonly ChatMessage[];
  /** The beginning of the answer; the result goes on behind it. A model that reasons does not where this is given. */
  readonly prefill?: SafeText;
  /** 0 reads the conversation into the KV cache and says nothing: while the question is being written. */
  readonly maxTokens: number;
  readonly sampling?: Sampling;
}

export type ChatPart = 'answer' | 'reasoning';

export interface ChatFigures extends InfillFigures {
  /**
   * Of the evaluated tokens, those of earlier turns that the KV cache had held: where the template tells past turns
   * otherwise than they were written, and where they were edited or left out.
   */
  readonly repeatedTokens: number;
}

/** `context`: the answer filled what was left of the context. */
export type ChatStopReason = 'end' | 'tokens' | 'context' | 'repetition';

export interface ChatResult {
  /** The answer without its reasoning, never a special token. */
  readonly text: string;
  /** What the model thought aloud before it; '' where it does not. */
  readonly reasoning: string;
  readonly stopReason: ChatStopReason;
  readonly figures: ChatFigures;
  /** Indices of the messages that the context did not hold: whole turns, the oldest first. */
  readonly droppedMessages: readonly number[];
  /** How many tokens the conversation and its answer may have together, by the memory that was free. */
  readonly contextTokens: number;
}

export interface ChatOptions {
  readonly signal: AbortSignal;
  /** Gets what is new of the answer or of the reasoning before it. */
  onText?(added: string, part: ChatPart): void;
  /** How far the prompt is read: after each slice. */
  onProgress?(progress: ChatProgress): void;
  /** What a cancelled request had cost, where it began at all. */
  onCancelled?(figures: ChatFigures): void;
}

export interface ChatProgress {
  readonly readTokens: number;
  readonly promptTokens: number;
}

export type SandboxLevel = 'full' | 'partial' | 'none';

export interface ModelInfo {
  readonly path: string;
  readonly name: string;
  readonly parameters: number;
  readonly contextTokens: number;
  readonly trainedContextTokens: number;
  readonly fimOrder: 'prefix-first' | 'suffix-first';
  /** False: the order was assumed, because neither the marker set nor the base name tells it. */
  readonly fimOrderKnown: boolean;
  readonly canInfill: boolean;
  readonly canChat: boolean;
  /** What a conversation and its answer may have, as far as the memory told when the model was loaded; 0 without chat. */
  readonly chatContextTokens: number;
  readonly loadMs: number;
}

export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly model: ModelInfo }
  | { readonly kind: 'thinking'; readonly model: ModelInfo }
  | { readonly kind: 'failed'; readonly error: UserError };

export interface Engine {
  readonly state: EngineState;
  readonly onState: Event<EngineState>;
  /** What confines the running worker; undefined before it first ran. */
  readonly sandbox: SandboxLevel | undefined;
  /** Process id of the worker, for tests and the status; undefined while there is none. */
  readonly workerPid: number | undefined;
  /**
   * Throws the abort error when `signal` fires, `UserError` for what the user can mend, and `TypeError` when a text
   * is not SafeText.
   */
  infill(request: InfillRequest, options: InfillOptions): Promise<InfillResult>;
  /**
   * Answers the newest message. Throws as `infill` does; also `UserError` where the model cannot chat, where the
   * question alone is too long, and where the process ends in the middle of an answer.
   */
  chat(request: ChatRequest, options: ChatOptions): Promise<ChatResult>;
  /** Tokens of each text by the model's own tokeniser; a template adds a few to each message. Throws as `infill` does. */
  countTokens(texts: readonly SafeText[], signal: AbortSignal): Promise<readonly number[]>;
  /** Forgets crashes and loads afresh on the next request; also after a change of the model. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}
