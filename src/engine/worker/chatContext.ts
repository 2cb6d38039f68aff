// The context that conversations have beside completion's, on the same model: made at the first question, as large as
// the memory allows, and given back when nobody has asked for a while or others need the memory.

import type { LlamaContextSequence } from 'node-llama-cpp';
import { UserError } from '../../base/errors.ts';
import { availableBytes } from './availableMemory.ts';
import type { ChatMemory } from './chatPrompt.ts';
import { createSlots, type Slots } from './slots.ts';

/** What a loaded model gives for a conversation. */
export interface OpenContext {
  readonly sequence: LlamaContextSequence;
  readonly contextTokens: number;
  dispose(): Promise<void>;
}

export interface ChatLane {
  readonly slots: Slots<LlamaContextSequence, ChatMemory>;
  readonly contextTokens: number;
}

export interface ChatContext {
  /** Makes the context where there is none; it stays at least until `work` has ended. */
  use<T>(work: (lane: ChatLane) => Promise<T>): Promise<T>;
}

export interface ChatContextDeps {
  open(): Promise<OpenContext>;
  readonly now?: () => number;
  readonly freeBytes?: () => number;
  readonly checkMs?: number;
}

const idleMs = 5 * 60_000;
const defaultCheckMs = 15_000;
/** With less than that left, the system begins to push other programs out of memory. */
const leastFreeBytes = 256 * 2 ** 20;

export function createChatContext(deps: ChatContextDeps): ChatContext {
  const { now = () => performance.now(), freeBytes = availableBytes } = deps;
  let opening: Promise<{ readonly lane: ChatLane; readonly context: OpenContext }> | undefined;
  let users = 0;
  let usedMs = 0;
  let timer: NodeJS.Timeout | undefined;

  async function open() {
    const context = await deps.open();
    timer = setInterval(check, deps.checkMs ?? defaultCheckMs);
    timer.unref();
    const { contextTokens, sequence } = context;
    return { context, lane: { slots: createSlots<LlamaContextSequence, ChatMemory>([sequence]), contextTokens } };
  }

  function check(): void {
    if (users > 0 || (now() - usedMs < idleMs && freeBytes() >= leastFreeBytes)) return;
    clearInterval(timer);
    const closing = opening;
    opening = undefined;
    void closing?.then(({ context }) => context.dispose());
  }

  return {
    async use(work) {
      users++;
      opening ??= open();
      const mine = opening;
      try {
        const { lane } = await mine;
        return await work(lane);
      } catch (error) {
        // Where it could not be made, the next question tries again.
        await mine.catch(() => {
          if (opening === mine) opening = undefined;
        });
        throw error;
      } finally {
        users--;
        usedMs = now();
      }
    },
  };
}

/** Tokens; more is hardly read in a bearable time without a GPU. */
const mostContextTokens = 16_384;
const leastChatTokens = 512;
const mostBytes = 2 * 2 ** 30;

export interface ChatPlan {
  /** What the model was trained for, or less where the user says so. */
  readonly mostTokens: number;
  readonly freeBytes: number;
  bytesOf(contextTokens: number): number;
}

/** The largest context, of the halves of the most, that leaves half of the free memory to others; 0: there is none. */
export function planChatTokens({ mostTokens, freeBytes, bytesOf }: ChatPlan): number {
  const most = Math.min(mostTokens, mostContextTokens);
  for (let tokens = most; tokens >= Math.min(most, leastChatTokens); tokens = Math.floor(tokens / 2)) {
    if (bytesOf(tokens) <= Math.min(freeBytes / 2, mostBytes)) return tokens;
  }
  return 0;
}

export function noMemoryForChat(name: string): UserError {
  return new UserError('memory', `There is too little memory for a conversation with ${name}.`, 'choose-model');
}
