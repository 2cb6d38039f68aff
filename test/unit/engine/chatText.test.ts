// Reasoning and answer are told apart, token by token, and what was streamed is never taken back.

import assert from 'node:assert/strict';
import type { Token } from 'node-llama-cpp';
import { type ChatText, createChatText, opensReasoning } from '../../../src/engine/worker/chatText.ts';

/** Each piece is a token; `[…]` in the list's texts marks a control token. */
function write(pieces: readonly string[], more: { opensReasoning?: boolean; goesOn?: boolean } = {}) {
  const controls = new Set(pieces.flatMap((piece, at) => (piece.startsWith('⟦') ? [at] : [])));
  const textOf = (token: Token) => (pieces[token] ?? '').replace(/[⟦⟧]/g, '');
  const tokenizer = {
    decode: (tokens: readonly Token[]) => tokens.map((token) => (controls.has(token) ? '' : textOf(token))).join(''),
    isControl: (token: Token) => controls.has(token),
  };
  const text: ChatText = createChatText({
    ...{ tokenizer, last: [], opensReasoning: false, goesOn: false, textOf },
    ...more,
  });
  const streamed = { answer: '', reasoning: '' };
  let ended: number | undefined;
  for (const [at] of pieces.entries()) {
    if (!text.push(at as Token)) {
      ended = at;
      break;
    }
    for (const { part, text: added } of text.grown()) streamed[part] += added;
  }
  assert.equal(streamed.reasoning, text.reasoning);
  const answerTokens = text.answerTokens?.map((token) => pieces[token]);
  return { answer: text.answer, reasoning: text.reasoning, streamed: streamed.answer, ended, answerTokens };
}

describe('engine/worker/chatText', () => {
  it('is an answer without white space before it, up to the control token that ends it', () => {
    const said = write(['\n', ' It', ' adds.', '⟦<|end|>⟧', 'more']);
    assert.deepEqual([said.answer, said.streamed, said.reasoning, said.ended], ['It adds.', 'It adds.', '', 3]);
    assert.deepEqual(said.answerTokens, ['\n', ' It', ' adds.']);
  });

  it('tells reasoning whose markers are control tokens', () => {
    const said = write(['⟦<think>⟧', 'hm', ' so', '⟦</think>⟧', '\n\n', 'Yes']);
    assert.deepEqual([said.reasoning, said.answer, said.streamed], ['hm so', 'Yes', 'Yes']);
    assert.deepEqual(said.answerTokens, ['\n\n', 'Yes']);
  });

  it('tells reasoning whose markers are text in pieces, with half a marker never shown', () => {
    const said = write(['\n<th', 'ink', '>\n', 'a < b', ' </', 'b> </th', 'ink', '>\n\n', 'Yes', '</think>']);
    assert.deepEqual([said.reasoning, said.streamed], ['a < b </b>', 'Yes</think>']);
  });

  it('does not remember the tokens of an answer that begins within a token', () => {
    const said = write(['<think>', 'hm', '</think>Yes', '.']);
    assert.deepEqual([said.reasoning, said.answer, said.answerTokens], ['hm', 'Yes.', undefined]);
  });

  it('goes on with reasoning that the prompt began', () => {
    const said = write(['hm', '</think>', '\n', 'Yes'], { opensReasoning: true });
    assert.deepEqual([said.reasoning, said.answer], ['hm', 'Yes']);
    assert.deepEqual(write(['hm', ' so'], { opensReasoning: true }).reasoning, 'hm so');
    assert.equal(opensReasoning('<|Assistant|><think>\n'), '<think>');
    assert.equal(opensReasoning('<think>\n\n</think>\n\n'), undefined);
  });

  it('takes a marker in the midst of an answer, and behind a given beginning, for text', () => {
    const said = write(['Use', ' <think>', 'x']);
    assert.deepEqual([said.streamed, said.reasoning], ['Use <think>x', '']);
    assert.equal(write(['  <think>', 'x'], { goesOn: true }).streamed, '  <think>x');
    assert.equal(write(['<', 'b>']).streamed, '<b>');
  });

  it('holds a character back until it is whole, over any length', () => {
    const pieces = Array.from({ length: 60 }, (_, at) => (at % 3 === 2 ? 'ä' : `w${at} `));
    assert.equal(write(pieces).streamed, pieces.join(''));
    const said = write(['a', '\uFFFD']);
    assert.deepEqual([said.streamed, said.answerTokens], ['a', ['a']]);
  });
});
