// How a context of so many tokens is shared out: one pure function, so that no part can crowd out another.

/** Token counts; their sum, with room for the markers, is at most the context. */
export interface Budget {
  readonly prefix: number;
  readonly suffix: number;
  readonly middle: number;
  readonly context: number;
  readonly generate: number;
}

/** Markers and BOS; the lines that name files count among the context. */
const reservedTokens = 8;
/** Snippets of other files, and what names them, crowd out the file itself below this. */
const leastForContext = 1024;
export const leastContextTokens = 256;

/** Upper bounds are those that the best peers use on a CPU (1,024 before, 256 after, 1,024 of other files). */
export function shareOut(contextTokens: number): Budget {
  const generate = Math.min(128, Math.floor(contextTokens / 8));
  const middle = Math.min(256, Math.floor(contextTokens / 6));
  const suffix = Math.min(256, Math.floor(contextTokens / 7));
  const free = contextTokens - reservedTokens - generate - middle - suffix;
  const context = contextTokens < leastForContext ? 0 : Math.min(1024, Math.floor(free / 3));
  const prefix = Math.min(1024, free - context);
  return { prefix, suffix, middle, context, generate };
}
