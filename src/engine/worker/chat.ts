// The decode loop of chat: conversation, prefill, sampling, stopping; cancelled between any two slices.

import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { abortError, UserError } from '../../base/errors.ts';
import {
  type ChatFigures,
  type ChatPart,
  type ChatProgress,
  type ChatResult,
  type ChatStopReason,
  Priority,
} from '../engine.ts';
import type { WireChat } from '../protocol.ts';
import { type ChatLane, createChatContext } from './chatContext.ts';
import { type ChatMemory, type ChatPrompt, createChatMemory, makeChatPrompt } from './chatPrompt.ts';
import { type ChatText, createChatText } from './chatText.ts';
import type { Claim, Evaluator } from './evaluator.ts';
import type { LoadedModel } from './loader.ts';
import { createMeter, type Meter } from './meter.ts';
import type { Slot } from './slots.ts';
import { loopPeriod } from './stopping.ts';

export interface ChatRun {
  readonly signal: AbortSignal;
  onText(added: string, part: ChatPart): void;
  onProgress(progress: ChatProgress): void;
  /** Called once, also when the run is cancelled or fails after it began. */
  onFigures(figures: ChatFigures): void;
}

export interface Chatter {
  /** Rejects with the abort error when cancelled, with UserError when the model cannot chat or the question is too long. */
  run(request: WireChat, run: ChatRun): Promise<ChatResult>;
  count(texts: readonly string[]): readonly number[];
}

/** Tables and lists repeat themselves; what repeats a whole paragraph's worth of tokens is a loop. */
const loop = { longestPeriod: 48, leastRepeats: 5, leastTokens: 80 };
/** Answers of a conversation whose tokens are remembered. */
const mostAnswers = 200;

type Said = Pick<ChatResult, 'text' | 'reasoning' | 'stopReason'>;

const nothing: Said = { text: '', reasoning: '', stopReason: 'tokens' };

/** One question on its way through the loop. */
interface Pass {
  readonly request: WireChat;
  readonly run: ChatRun;
  readonly claim: Claim;
  readonly sequence: LlamaContextSequence;
  readonly memory: ChatMemory;
  readonly meter: Meter;
  readonly contextTokens: number;
}

export function createChatter(loaded: LoadedModel, evaluator: Evaluator): Chatter {
  const { tokenizer, model, chatTemplate } = loaded;
  const context = createChatContext({ open: loaded.openChatContext });

  /** The sequence holds all of the prompt but its last token. */
  async function write(pass: Pass, prompt: ChatPrompt, text: ChatText): Promise<ChatStopReason> {
    const { request, sequence, claim, run, meter } = pass;
    const most = Math.min(request.maxTokens, pass.contextTokens - prompt.tokens.length);
    const how = { ...loaded.sampling, ...request.sampling, yieldEogToken: true };
    const tokens = sequence.evaluate(prompt.tokens.slice(-1), how);
    try {
      for (;;) {
        const next = await evaluator.next(claim, () => tokens.next());
        if (run.signal.aborted) throw abortError();
        if (next.done || !text.push(next.value)) return 'end';
        meter.generated();
        for (const { part, text: added } of text.grown()) run.onText(added, part);
        if (loopPeriod(text.tokens, loop) > 0) return 'repetition';
        if (text.tokens.length >= most) return most < request.maxTokens ? 'context' : 'tokens';
      }
    } finally {
      await tokens.return();
    }
  }

  async function answer(pass: Pass, prompt: ChatPrompt): Promise<Said> {
    const { request } = pass;
    const text = createChatText({
      tokenizer,
      last: prompt.tokens.slice(-1),
      opensReasoning: prompt.opensReasoning,
      goesOn: request.prefill !== '',
      textOf: (token) => model.detokenize([token], true),
    });
    try {
      const stopReason = await write(pass, prompt, text);
      return { text: text.answer, reasoning: text.reasoning, stopReason };
    } finally {
      // Also of a cancelled answer, which stands in the conversation as far as it came.
      remember(pass.memory, `${request.prefill}${text.answer}`, written(text, tokenizer.encode(request.prefill)));
    }
  }

  async function converse(pass: Pass, prompt: ChatPrompt): Promise<ChatResult> {
    const { memory, sequence, claim, meter, run } = pass;
    const held = memory.isHeld ? sequence.nextTokenIndex : 0;
    memory.isHeld = true;
    const left = { droppedMessages: prompt.droppedMessages, contextTokens: pass.contextTokens };
    const promptTokens = prompt.tokens.length;
    const tokens = prompt.tokens.slice(0, -1);
    let reused = 0;
    const figures = (): ChatFigures => {
      const plain = meter.figures();
      const repeated = Math.min(held, prompt.historyTokens) - reused;
      return { ...plain, repeatedTokens: Math.max(0, Math.min(plain.evaluatedTokens, repeated)) };
    };
    try {
      reused = await evaluator.adapt(claim, sequence, tokens);
      meter.begin(promptTokens, reused, () => sequence.nextTokenIndex);
      const onSlice = (): void => run.onProgress({ readTokens: sequence.nextTokenIndex, promptTokens });
      await evaluator.prefill({ ...claim, onSlice }, sequence, tokens.slice(reused));
      meter.prefilled();
      if (pass.request.maxTokens === 0) return { ...nothing, ...left, figures: figures() };
      const said = await answer(pass, prompt);
      return { ...said, ...left, figures: figures() };
    } finally {
      run.onFigures(figures());
    }
  }

  return {
    async run(request, run) {
      if (!chatTemplate) {
        const message = `${loaded.info.name} was not made for conversations (it has no chat template).`;
        throw new UserError('model-no-chat', message, 'choose-model');
      }
      const arrived = performance.now();
      const begin = async ({ slots, contextTokens }: ChatLane): Promise<ChatResult> => {
        const use = async (slot: Slot<LlamaContextSequence, ChatMemory>) => {
          slot.anchor ??= createChatMemory();
          const memory = slot.anchor;
          const meter = createMeter(arrived, () => evaluator.threads);
          const prompt = makeChatPrompt(request, memory, { model, tokenizer, template: chatTemplate, contextTokens });
          const claim = { priority: request.maxTokens === 0 ? Priority.warmUp : Priority.chat, signal: run.signal };
          const { sequence } = slot;
          return await converse({ request, run, claim, sequence, memory, meter, contextTokens }, prompt);
        };
        return await slots.with(request.session, use, run.signal);
      };
      return await context.use(begin);
    },
    count: (texts) => texts.map((text) => tokenizer.encode(text).length),
  };
}

function written(text: ChatText, prefill: readonly Token[]): readonly Token[] | undefined {
  return text.answerTokens && [...prefill, ...text.answerTokens];
}

function remember({ answers }: ChatMemory, text: string, tokens: readonly Token[] | undefined): void {
  if (!tokens || text === '') return;
  answers.delete(text);
  answers.set(text, tokens);
  const [oldest] = answers.keys();
  if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
}
