// The model's tokeniser behind four functions: user text never becomes a control token, and repeated text is cached.

import type { LlamaModel, Token } from 'node-llama-cpp';
import { createTokenIndex, type TokenIndex } from './tokenIndex.ts';

export interface Tokenizer {
  /** Ordinary tokens of ordinary text: markers written out in a file stay text. Cached by text. */
  encode(text: string): readonly Token[];
  /** The text of `tokens` where they follow `last`; control tokens have none. */
  decode(tokens: readonly Token[], last: readonly Token[]): string;
  /** The text of one token in mid-line. */
  textOf(token: Token): string;
  /** The control token with exactly this text. */
  controlToken(text: string): Token | undefined;
  /** True for every token that is no text: markers, end of text, padding. */
  isControl(token: Token): boolean;
  readonly index: TokenIndex;
}

/** Characters of cached text, all entries together. */
const cacheChars = 1_000_000;

export function createTokenizer(model: LlamaModel): Tokenizer {
  const cache = new Map<string, readonly Token[]>();
  let cached = 0;
  const isControl = (token: Token) => model.isSpecialToken(token) || model.isEogToken(token);
  // SentencePiece vocabularies put a space before a text's first word unless they are kept from it.
  const isSentencePiece = model.vocabularyType === 'spm';
  const midLine = isSentencePiece ? model.tokenize('a', false, 'trimLeadingSpace').slice(-1) : [];

  const textOf = (token: Token) => model.detokenize([token], false, midLine);

  function* texts(): Generator<readonly [number, string]> {
    for (const token of model.iterateAllTokens()) {
      if (!isControl(token)) yield [token, textOf(token)];
    }
  }

  return {
    encode(text) {
      if (text === '') return [];
      const known = cache.get(text);
      if (known) {
        cache.delete(text);
        cache.set(text, known);
        return known;
      }
      const tokens = isSentencePiece ? model.tokenize(text, false, 'trimLeadingSpace') : model.tokenize(text, false);
      cache.set(text, tokens);
      cached += text.length;
      for (const [oldest] of cache) {
        if (cached <= cacheChars) break;
        cache.delete(oldest);
        cached -= oldest.length;
      }
      return tokens;
    },
    textOf,
    decode: (tokens, last) => model.detokenize(tokens, false, last),
    controlToken(text) {
      const [token, ...more] = model.tokenize(text, true);
      if (token === undefined || more.length > 0 || !model.isSpecialToken(token)) return undefined;
      return model.detokenize([token], true).trim() === text.trim() ? token : undefined;
    },
    isControl,
    index: createTokenIndex(texts()),
  };
}
