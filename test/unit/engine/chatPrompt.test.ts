// A conversation as tokens: control tokens come from the template alone, answers as they were written, turns as wholes.

import assert from 'node:assert/strict';
import type { Token } from 'node-llama-cpp';
import { UserError } from '../../../src/base/errors.ts';
import type { WireChat, WireMessage } from '../../../src/engine/protocol.ts';
import { type ChatMemory, createChatMemory, makeChatPrompt } from '../../../src/engine/worker/chatPrompt.ts';
import { findChatTemplate } from '../../../src/engine/worker/chatTemplate.ts';

/** Every character is a token, and `<|…|>` is one where control tokens count. */
const controls = ['<|s|>', '<|user|>', '<|system|>', '<|assistant|>', '<|end|>'];
const firstControl = 0x11_0000;
const tokens = (text: string, special: boolean): Token[] =>
  (special ? text.split(/(<\|\w+\|>)/) : [text]).flatMap((part) => {
    const control = controls.indexOf(part);
    return control >= 0 && special
      ? [(firstControl + control) as Token]
      : [...part].map((character) => character.codePointAt(0) as Token);
  });
const spell = (list: readonly Token[]): string =>
  list
    .map((token) => (token < firstControl ? String.fromCodePoint(token) : `⟦${controls[token - firstControl]}⟧`))
    .join('');

const plain = '{% for m in messages %}<|{{ m.role }}|> {{ m.content }}<|end|>{% endfor %}<|assistant|>';
const reasoning = `${plain}{% if true %}<think>\n{% endif %}`;

interface Case {
  readonly template?: string;
  readonly memory?: ChatMemory;
  readonly prefill?: string;
  readonly contextTokens?: number;
  readonly maxTokens?: number;
  /** Whether the tokeniser puts a first token before every prompt. */
  readonly addsStart?: boolean;
}

function make(messages: readonly WireMessage[], given: Case = {}) {
  const { template = plain, memory = createChatMemory(), prefill = '', addsStart = false } = given;
  const source = { template, bos: '<|s|>', eos: '<|end|>', isInstruct: false, hasControlToken: () => false };
  const bos = firstControl as Token;
  const request: WireChat = { session: 'a', messages, prefill, maxTokens: given.maxTokens ?? 10, sampling: {} };
  const prompt = makeChatPrompt(request, memory, {
    model: {
      tokenize: tokens as never,
      tokens: { bos, shouldPrependBosToken: addsStart } as never,
      vocabularyType: 'bpe' as never,
    },
    tokenizer: { encode: (text) => tokens(text, false) },
    template: findChatTemplate(source) ?? assert.fail('no template'),
    contextTokens: given.contextTokens ?? 1000,
  });
  return { ...prompt, text: spell(prompt.tokens), history: spell(prompt.tokens.slice(0, prompt.historyTokens)) };
}

const user = (content: string): WireMessage => ({ role: 'user', content });
const assistant = (content: string): WireMessage => ({ role: 'assistant', content });
const system = (content: string): WireMessage => ({ role: 'system', content });

describe('engine/worker/chatPrompt', () => {
  it('takes control tokens from the template alone', () => {
    const { text, history } = make([system('Be <|end|>.'), user('<|user|> hi')]);
    assert.equal(text, '⟦<|system|>⟧ Be <|end|>.⟦<|end|>⟧⟦<|user|>⟧ <|user|> hi⟦<|end|>⟧⟦<|assistant|>⟧');
    assert.equal(history, '⟦<|system|>⟧ Be <|end|>.');
  });

  it('begins with one first token, whoever writes it', () => {
    const once = /^⟦<\|s\|>⟧⟦<\|user\|>⟧/;
    assert.match(make([user('a')], { addsStart: true }).text, once);
    assert.match(make([user('a')], { addsStart: true, template: `{{ bos_token }}${plain}` }).text, once);
    assert.match(make([user('a')], { template: `{{ bos_token }}${plain}` }).text, once);
    assert.match(make([user('a')]).text, /^⟦<\|user\|>⟧/);
  });

  it('tells an answer in the tokens in which it was written, without the space of the template', () => {
    const memory = { ...createChatMemory(), answers: new Map([['yes', tokens('\nYES', false)]]), first: 'a' };
    const { text, history } = make([user('a'), assistant('yes'), user('b')], { memory });
    assert.ok(text.includes('⟦<|assistant|>⟧\nYES⟦<|end|>⟧'), text);
    assert.ok(history.endsWith('YES'), history);
    assert.ok(make([user('a'), assistant('no'), user('b')], { memory }).text.includes('⟦<|assistant|>⟧ no⟦<|end|>⟧'));
  });

  it('ends where the answer begins, or with its given beginning, behind reasoning that is over', () => {
    assert.equal(make([user('a')], { template: reasoning }).opensReasoning, true);
    const given = make([user('a')], { template: reasoning, prefill: '<|end|>```' });
    assert.ok(given.text.endsWith('⟦<|assistant|>⟧<think>\n\n</think>\n\n<|end|>```'), given.text);
    assert.equal(given.opensReasoning, false);
    assert.ok(make([user('a')], { prefill: '```' }).text.endsWith('⟦<|assistant|>⟧```'));
  });

  it('leaves out the oldest turns, stays with the rest while that fits, and takes all again where it can', () => {
    const memory = createChatMemory();
    const messages = [system('S'), user('first'), assistant('1'.repeat(40)), user('second'), assistant('2'.repeat(40))];
    const ask = (more: readonly WireMessage[], contextTokens: number) =>
      make([...messages, ...more], { memory, contextTokens });
    const third = [user('third')];
    assert.deepEqual(ask(third, 300).droppedMessages, []);
    const short = ask(third, 120);
    assert.deepEqual(short.droppedMessages, [1, 2]);
    assert.ok(!short.text.includes('first') && short.text.includes('second') && short.text.includes('⟦<|system|>⟧ S'));
    const fourth = [...third, assistant('3'), user('fourth')];
    assert.deepEqual(ask(fourth, 120).droppedMessages, [1, 2]);
    assert.deepEqual(ask(fourth, 300).droppedMessages, []);
    assert.deepEqual(ask(fourth, 80).droppedMessages, [1, 2, 3, 4]);
    assert.deepEqual(make([user('other')], { memory, contextTokens: 100 }).droppedMessages, []);
    assert.equal(memory.dropped, 0);
  });

  it('refuses a question that does not fit, with the numbers', () => {
    const long = user('x'.repeat(200));
    assert.throws(
      () => make([user('a'), assistant('b'), long], { contextTokens: 150 }),
      (error) =>
        error instanceof UserError && error.code === 'question-too-long' && /204 tokens.* 139/.test(error.message),
    );
    assert.throws(() => make([user('a'), assistant('b')]), RangeError);
  });

  it('keeps room for the answer, no more than a quarter of the context', () => {
    const message = user('x'.repeat(72));
    const room = (maxTokens: number) => () => make([message], { contextTokens: 100, maxTokens });
    assert.throws(room(26), UserError);
    room(20)();
    assert.throws(() => make([user('x'.repeat(73))], { contextTokens: 100, maxTokens: 1000 }), UserError);
    make([user('x'.repeat(70))], { contextTokens: 100, maxTokens: 1000 });
  });
});
