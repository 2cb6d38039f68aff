// What token healing lets the sampler choose from: the tokens that spell what has yet to be repeated.

import type { Token, TokenBias } from 'node-llama-cpp';
import type { LoadedModel } from './loader.ts';

/** The bias for the next token where it must go on with `remaining`, and not be `not`; empty text leaves the choice free. */
export type HealingBias = (remaining: string, not?: Token) => TokenBias;

/** Lifts the tokens that token healing allows above all others; the differences among them stay. */
const healingLogit = 1000;
/** A lone space allows a third of a large vocabulary, which takes longer to list than a token takes to evaluate. */
const mostKept = 64;

export async function createHealingBias({ model, tokenizer }: LoadedModel): Promise<HealingBias> {
  const { TokenBias } = await import('node-llama-cpp');
  const kept = new Map<string, TokenBias>();
  const make = (remaining: string): TokenBias => {
    const bias = new TokenBias(model.tokenizer);
    for (const token of tokenizer.index.compatible(remaining)) bias.set(token as Token, { logit: healingLogit });
    return bias;
  };
  return (remaining, not) => {
    if (not !== undefined) return make(remaining).set(not, 'never');
    const known = kept.get(remaining);
    if (known) return known;
    const bias = make(remaining);
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(remaining, bias);
    return bias;
  };
}
