// What token healing lets the sampler choose from: the tokens that spell what has yet to be repeated.

import type { Token, TokenBias } from 'node-llama-cpp';
import type { LoadedModel } from './loader.ts';
import { readSoon } from './tokenIndex.ts';

/** The bias for the next token where it must go on with `remaining`, and not be `not`; empty text leaves the choice free. */
export type HealingBias = (remaining: string, not?: Token) => TokenBias;

/** Lifts the tokens that token healing allows above all others; the differences among them stay. */
const healingLogit = 1000;
/** Listing what a text allows takes longer than evaluating a token: 280 ms for a lone space and 151,936 tokens. */
const mostKept = 64;
/** The text that allows the most tokens, a third of a vocabulary, and that is typed the most. */
const commonText = ' ';
/** Tokens that are listed between two turns of the event loop. */
const pieceTokens = 2048;

/** Lists the vocabulary, and what a space allows, in the background; what is asked for before that is listed at once. */
export async function createHealingBias({ model, tokenizer }: LoadedModel): Promise<HealingBias> {
  const { TokenBias } = await import('node-llama-cpp');
  const kept = new Map<string, TokenBias>();

  function allow(bias: TokenBias, tokens: readonly number[]): TokenBias {
    for (const token of tokens) bias.set(token as Token, { logit: healingLogit });
    return bias;
  }

  function listSoon(text: string, bias: TokenBias, tokens: readonly number[]): void {
    setImmediate(() => {
      if (kept.has(text)) return;
      allow(bias, tokens.slice(0, pieceTokens));
      if (tokens.length > pieceTokens) listSoon(text, bias, tokens.slice(pieceTokens));
      else kept.set(text, bias);
    });
  }

  readSoon(tokenizer.index, () => {
    listSoon(commonText, new TokenBias(model.tokenizer), tokenizer.index.compatible(commonText));
  });
  const make = (remaining: string) => allow(new TokenBias(model.tokenizer), tokenizer.index.compatible(remaining));

  return (remaining, not) => {
    if (not !== undefined) return make(remaining).set(not, 'never');
    const bias = kept.get(remaining) ?? make(remaining);
    kept.delete(remaining);
    kept.set(remaining, bias);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return bias;
  };
}
