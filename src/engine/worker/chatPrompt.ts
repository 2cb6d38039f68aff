// A conversation as the token list that the model gets: whole turns are left out where the context cannot hold them.

import type { LlamaModel, Token } from 'node-llama-cpp';
import { UserError } from '../../base/errors.ts';
import type { ChatRole } from '../engine.ts';
import type { WireChat } from '../protocol.ts';
import type { ChatPiece, ChatTemplate } from './chatTemplate.ts';
import { opensReasoning, reasoningClosers } from './chatText.ts';
import type { Tokenizer } from './tokenizer.ts';

/** What is known of a conversation from its earlier questions. */
export interface ChatMemory {
  /** Its answers, by their text, as the very tokens that the model wrote: a text may be spelled in several ways. */
  readonly answers: Map<string, readonly Token[]>;
  /** Turns that were left out last time, and the first question, by which the conversation is known again. */
  dropped: number;
  first: string | undefined;
  /** What the KV cache holds is of this conversation. */
  isHeld: boolean;
}

export interface ChatPrompt {
  readonly tokens: readonly Token[];
  /** How many of them tell the turns before the newest. */
  readonly historyTokens: number;
  readonly droppedMessages: readonly number[];
  /** The answer begins in the midst of reasoning. */
  readonly opensReasoning: boolean;
}

export interface ChatPromptDeps {
  readonly model: Pick<LlamaModel, 'tokenize' | 'tokens' | 'vocabularyType'>;
  readonly tokenizer: Pick<Tokenizer, 'encode'>;
  readonly template: ChatTemplate;
  readonly contextTokens: number;
}

/** An answer shall have this share of the context, where that much is wanted. */
const answerShare = 0.25;
/** A full context is emptied down to this share, so that the next question finds its history in the KV cache. */
const refillShare = 0.7;

export function createChatMemory(): ChatMemory {
  return { answers: new Map(), dropped: 0, first: undefined, isHeld: false };
}

/** Throws UserError when the system messages and the newest question alone are too long. Keeps `memory` up to date. */
export function makeChatPrompt(request: WireChat, memory: ChatMemory, deps: ChatPromptDeps): ChatPrompt {
  const turns = findTurns(request.messages);
  const first = request.messages[turns[0] ?? 0]?.content;
  if (memory.first !== first) Object.assign(memory, { first, dropped: 0 });
  const most = deps.contextTokens - Math.min(request.maxTokens, Math.floor(deps.contextTokens * answerShare)) - 1;
  const layOut = (dropped: number) => layOutTurns(request, { turns, dropped, memory, deps });
  const fits = (prompt: ChatPrompt, share = 1) => prompt.tokens.length <= most * share;
  const last = turns.length - 1;

  let prompt = layOut(0);
  if (fits(prompt)) {
    memory.dropped = 0;
    return prompt;
  }
  let dropped = Math.min(memory.dropped, last);
  prompt = layOut(dropped);
  if (!fits(prompt)) while (dropped < last && !fits(prompt, refillShare)) prompt = layOut(++dropped);
  if (!fits(prompt)) {
    const message = `The question has ${prompt.tokens.length} tokens with all that goes with it, and there is room for ${most}.`;
    throw new UserError('question-too-long', message, 'choose-model');
  }
  memory.dropped = dropped;
  return prompt;
}

/** Index of the first message of each turn: a question and what answers it. */
function findTurns(messages: WireChat['messages']): number[] {
  if (messages.at(-1)?.role !== 'user') throw new RangeError('The newest message is no question');
  return messages.flatMap(({ role }, at) => (role === 'user' && messages[at - 1]?.role !== 'user' ? [at] : []));
}

interface Layout {
  readonly turns: readonly number[];
  readonly dropped: number;
  readonly memory: ChatMemory;
  readonly deps: ChatPromptDeps;
}

function layOutTurns(request: WireChat, { turns, dropped, memory, deps }: Layout): ChatPrompt {
  const { messages, prefill } = request;
  const isKept = (role: ChatRole, at: number) => at >= (turns[dropped] ?? 0) || role === 'system';
  const indices = [...messages.keys()];
  const kept = indices.filter((at) => isKept(messages[at]?.role ?? 'user', at));
  const pieces = deps.template.render(
    kept.map((at) => messages[at]?.role ?? 'user'),
    { reasons: prefill === '' },
  );
  const contents = kept.map((at) => messages[at]).filter((message) => message !== undefined);
  const newest = kept.indexOf(turns.at(-1) ?? 0);
  const { tokens, historyTokens } = toTokens(pieces, { contents, newest, memory, deps });
  const end = pieces.at(-1);
  const opens = opensReasoning(end && 'markup' in end ? end.markup : '');
  const start = startOf(tokens, deps.model);
  return {
    tokens: [...start, ...tokens, ...prefillTokens(prefill, opens, deps)],
    historyTokens: historyTokens === 0 ? 0 : start.length + historyTokens,
    droppedMessages: indices.filter((at) => !kept.includes(at)),
    opensReasoning: opens !== undefined && prefill === '',
  };
}

interface Contents {
  readonly contents: WireChat['messages'];
  /** Index of the newest turn's first message among them. */
  readonly newest: number;
  readonly memory: ChatMemory;
  readonly deps: ChatPromptDeps;
}

function toTokens(pieces: readonly ChatPiece[], { contents, newest, memory, deps }: Contents) {
  const tokens: Token[] = [];
  let historyTokens = 0;
  let lead = '';
  for (const [at, piece] of pieces.entries()) {
    if ('markup' in piece) {
      // A space before a word belongs to the word's own token.
      const next = pieces[at + 1];
      const text = next && 'message' in next ? piece.markup.replace(/ +$/, '') : piece.markup;
      lead = piece.markup.slice(text.length);
      tokens.push(...encodeMarkup(text, deps.model));
      continue;
    }
    const message = contents[piece.message];
    const content = message?.content ?? '';
    const written = message?.role === 'assistant' ? memory.answers.get(content) : undefined;
    tokens.push(...(written ?? deps.tokenizer.encode(lead + content)));
    lead = '';
    if (piece.message < newest) historyTokens = tokens.length;
  }
  return { tokens, historyTokens };
}

function encodeMarkup(text: string, model: ChatPromptDeps['model']): readonly Token[] {
  return model.vocabularyType === 'spm' ? model.tokenize(text, true, 'trimLeadingSpace') : model.tokenize(text, true);
}

/** Templates write the first token themselves, or leave it to the tokeniser. */
function startOf(tokens: readonly Token[], { tokens: special }: ChatPromptDeps['model']): readonly Token[] {
  const { bos } = special;
  return special.shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos] : [];
}

/** Where the template begins the answer with reasoning, it ends before the answer's given beginning. */
function prefillTokens(prefill: string, opened: string | undefined, { model, tokenizer }: ChatPromptDeps) {
  if (prefill === '') return [];
  const closer = opened === undefined ? undefined : reasoningClosers.get(opened);
  const closing = closer === undefined ? [] : encodeMarkup(`\n${closer}\n\n`, model);
  return [...closing, ...tokenizer.encode(prefill)];
}
