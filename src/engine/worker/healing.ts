// Token healing: the text of the last tokens before the cursor is given back, and what is sampled must begin with it.
// Source: Lundberg, "The Art of Prompt Design: Prompt Boundaries and Token Healing" (2023); over several tokens here.

/** All tokens of a vocabulary by their text, for prefix look-up. */
export interface TokenIndex {
  /** Tokens whose text begins with `text`, and those whose text is a beginning of it. Empty text: none. */
  compatible(text: string): number[];
}

/** `texts` yields each ordinary token once, with its text in mid-line; tokens of unfinished UTF-8 are left out. */
export function createTokenIndex(texts: Iterable<readonly [token: number, text: string]>): TokenIndex {
  const sorted = [...texts].filter(([, text]) => text !== '' && !text.includes('\uFFFD'));
  sorted.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));

  function lowerBound(text: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.[1] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    compatible(text) {
      const tokens: number[] = [];
      for (let length = 1; length < text.length; length++) {
        const part = text.slice(0, length);
        for (let i = lowerBound(part); sorted[i]?.[1] === part; i++) tokens.push(sorted[i]?.[0] ?? 0);
      }
      if (text === '') return tokens;
      for (let i = lowerBound(text); sorted[i]?.[1].startsWith(text); i++) tokens.push(sorted[i]?.[0] ?? 0);
      return tokens;
    },
  };
}

export interface Healing {
  /** How many tokens at the middle's end are given back. */
  readonly tokens: number;
  /** Their text, which the generated text must begin with. */
  readonly text: string;
}

/** No more tokens than these are given back. */
export const mostHealedTokens = 4;
const mostChars = 24;

/**
 * Gives back the last token, and those before it as long as they are pieces of the same word: `re` `tu` heals to
 * `return` only when both are given back. Line breaks are never given back: nothing merges with them here.
 */
export function healTail(texts: readonly string[]): Healing {
  let count = 0;
  let text = '';
  while (count < mostHealedTokens && count < texts.length) {
    const next = texts[texts.length - 1 - count] ?? '';
    if (next === '' || next.includes('\n') || next.includes('\uFFFD')) break;
    if (count > 0 && !(/^\w/.test(text) && /\w$/.test(next))) break;
    if (next.length + text.length > mostChars) break;
    text = next + text;
    count++;
  }
  return { tokens: count, text };
}
