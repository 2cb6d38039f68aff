// Token healing: the text of the last tokens before the cursor is given back, and what is sampled must begin with it.
// Source: Lundberg, "The Art of Prompt Design: Prompt Boundaries and Token Healing" (2023); over several tokens here.

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
