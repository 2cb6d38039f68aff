// When generated text is enough: line count and loops, as pure functions over what was generated so far.

/** Where the text reaches its `maxLines`-th line break; undefined while it has not. */
export function endOfLines(text: string, maxLines: number): number | undefined {
  let at = -1;
  for (let line = 0; line < maxLines; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return undefined;
  }
  return at;
}

export interface Loop {
  readonly longestPeriod: number;
  readonly leastRepeats: number;
  readonly leastTokens: number;
}

const codeLoop: Loop = { longestPeriod: 24, leastRepeats: 3, leastTokens: 12 };

/** The period of a loop at the end of `tokens`, unless told otherwise three times over and 12 tokens; 0: there is none. */
export function loopPeriod(tokens: readonly number[], loop = codeLoop): number {
  const { longestPeriod, leastRepeats, leastTokens } = loop;
  for (let period = 1; period <= longestPeriod; period++) {
    const length = Math.max(period * leastRepeats, leastTokens);
    if (length > tokens.length) continue;
    let same = 0;
    while (same < length - period && tokens[tokens.length - 1 - same] === tokens[tokens.length - 1 - same - period]) {
      same++;
    }
    if (same >= length - period) return period;
  }
  return 0;
}

/** Text whose last character is not yet complete ends with U+FFFD; that tail is held back until it is. */
export function withoutUnfinishedTail(text: string): string {
  return text.replace(/\uFFFD+$/, '');
}
