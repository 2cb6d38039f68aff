// What a chat model writes, token by token, as reasoning and answer: both only grow, by whole characters.

import type { Token } from 'node-llama-cpp';
import type { ChatPart } from '../engine.ts';
import { withoutUnfinishedTail } from './stopping.ts';
import type { Tokenizer } from './tokenizer.ts';

/** What opens a model's reasoning, and what closes it. */
export const reasoningClosers: ReadonlyMap<string, string> = new Map([
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<seed:think>', '</seed:think>'],
  ['[THINK]', '[/THINK]'],
]);

/** The opener that the end of a prompt leaves open; undefined where it leaves none. */
export function opensReasoning(promptEnd: string): string | undefined {
  const end = promptEnd.trimEnd();
  return [...reasoningClosers.keys()].find((opener) => end.endsWith(opener));
}

export interface ChatText {
  readonly answer: string;
  readonly reasoning: string;
  /** All that was written, for the repetition guard. */
  readonly tokens: readonly Token[];
  /** Those of `answer`, white space before it included; undefined where one of them also holds something else. */
  readonly answerTokens: readonly Token[] | undefined;
  /** False for a control token that ends the turn. */
  push(token: Token): boolean;
  /** What came to `answer` and `reasoning` since the last call. */
  grown(): readonly { readonly part: ChatPart; readonly text: string }[];
}

export interface ChatTextOptions {
  readonly tokenizer: Pick<Tokenizer, 'decode' | 'isControl'>;
  /** The prompt's last tokens, which decide about a leading space. */
  readonly last: readonly Token[];
  readonly opensReasoning: boolean;
  /** The answer goes on behind a given beginning: its white space counts. */
  readonly goesOn: boolean;
  /** The text of a control token. */
  textOf(token: Token): string;
}

export function createChatText({ tokenizer, last, goesOn, textOf, ...options }: ChatTextOptions): ChatText {
  const tokens: Token[] = [];
  const told = { answer: 0, reasoning: 0 };
  let closers = options.opensReasoning ? [...reasoningClosers.values()] : [];
  let part: ChatPart = options.opensReasoning ? 'reasoning' : 'answer';
  let thought = '';
  let run = createRun(tokenizer, last, '');

  function begin(next: ChatPart, rest: string): void {
    part = next;
    run = createRun(tokenizer, tokens.slice(-1), rest);
  }

  function open(opener: string, rest: string): void {
    closers = [reasoningClosers.get(opener) ?? ''];
    begin('reasoning', rest);
  }

  function close(reasoning: string, rest: string): void {
    thought = reasoning.trim();
    begin('answer', rest.trimStart());
  }

  /** Markers that the model writes as ordinary text. */
  function turn(): void {
    const { text } = run;
    if (part === 'reasoning') {
      const closer = closers.find((one) => text.includes(one));
      if (closer === undefined) return;
      const at = text.indexOf(closer);
      close(text.slice(0, at), text.slice(at + closer.length));
    } else if (mayReason()) {
      const start = text.trimStart();
      const opener = [...reasoningClosers.keys()].find((one) => start.startsWith(one));
      if (opener !== undefined) open(opener, start.slice(opener.length));
    }
  }

  const mayReason = () => !goesOn && thought === '' && !options.opensReasoning;

  /** Without the beginning of what may yet become a marker. */
  function visible(wanted: ChatPart): string {
    if (wanted === 'reasoning') {
      return part === 'answer' ? thought : withoutStartOf(closers, run.text.trimStart()).trimEnd();
    }
    if (part === 'reasoning') return '';
    const text = goesOn ? run.text : run.text.trimStart();
    const isMarker = mayReason() && text !== '' && [...reasoningClosers.keys()].some((one) => one.startsWith(text));
    return isMarker ? '' : withoutUnfinishedTail(text);
  }

  return {
    get answer() {
      return visible('answer');
    },
    get reasoning() {
      return visible('reasoning');
    },
    tokens,
    get answerTokens() {
      return part === 'answer' ? run.tokensOf(withoutUnfinishedTail(run.text)) : [];
    },
    push(token) {
      if (!tokenizer.isControl(token)) {
        tokens.push(token);
        run.push(token);
        turn();
        return true;
      }
      const text = textOf(token);
      const isOpener = part === 'answer' && mayReason() && run.text.trim() === '' && reasoningClosers.has(text);
      const isCloser = part === 'reasoning' && closers.includes(text);
      if (!isOpener && !isCloser) return false;
      tokens.push(token);
      if (isOpener) open(text, '');
      else close(run.text, '');
      return true;
    },
    grown() {
      return (['reasoning', 'answer'] as const).flatMap((one) => {
        const text = visible(one).slice(told[one]);
        told[one] += text.length;
        return text === '' ? [] : [{ part: one, text }];
      });
    },
  };
}

/** `text` without the beginning of one of `markers` at its end. */
function withoutStartOf(markers: readonly string[], text: string): string {
  const whole = withoutUnfinishedTail(text);
  let held = 0;
  for (const marker of markers) {
    for (let length = Math.min(marker.length - 1, whole.length); length > held; length--) {
      if (whole.endsWith(marker.slice(0, length))) held = length;
    }
  }
  return whole.slice(0, whole.length - held);
}

/** Tokens of one part as text. Only the last ones are decoded again: a long answer would cost the square of its length. */
interface Run {
  readonly text: string;
  push(token: Token): void;
  /** The tokens of `text`, a beginning of the run's own; undefined where they do not spell just that. */
  tokensOf(text: string): readonly Token[] | undefined;
}

const openTokens = 16;

function createRun(tokenizer: Pick<Tokenizer, 'decode'>, last: readonly Token[], rest: string): Run {
  const lengths: number[] = [];
  const tokens: Token[] = [];
  let settled = rest;
  let settledCount = 0;
  let text = rest;
  return {
    get text() {
      return text;
    },
    push(token) {
      tokens.push(token);
      const before = settledCount === 0 ? last : tokens.slice(settledCount - 1, settledCount);
      text = settled + tokenizer.decode(tokens.slice(settledCount), before);
      lengths.push(text.length);
      if (tokens.length - settledCount < openTokens || text.endsWith('\uFFFD')) return;
      settled = text;
      settledCount = tokens.length;
    },
    tokensOf(wanted) {
      if (rest !== '') return undefined;
      const count = lengths.lastIndexOf(wanted.length) + 1;
      return text.startsWith(wanted) && (count > 0 || wanted === '') ? tokens.slice(0, count) : undefined;
    },
  };
}
