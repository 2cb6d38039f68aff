// Generated tokens as text: what repeats the healed tail is told from what is new.

import type { Token } from 'node-llama-cpp';
import type { Tokenizer } from './tokenizer.ts';

export interface HealedText {
  readonly tokens: readonly Token[];
  /** What the next token has yet to begin with; empty once the healed tail is repeated. */
  readonly remaining: string;
  /** What stands after the healed tail, that is, after the cursor. */
  readonly grown: string;
  push(token: Token): void;
}

/** `last` are the prompt's last tokens, which decide about a leading space. */
export function createHealedText(
  healed: string,
  tokenizer: Pick<Tokenizer, 'decode'>,
  last: readonly Token[],
): HealedText {
  const tokens: Token[] = [];
  let all = '';
  return {
    tokens,
    get remaining() {
      return healed.slice(all.length);
    },
    get grown() {
      return all.slice(healed.length);
    },
    push(token) {
      tokens.push(token);
      all = tokenizer.decode(tokens, last);
    },
  };
}
