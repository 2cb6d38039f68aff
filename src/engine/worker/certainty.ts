// How sure a model is of the line that it writes: the product of what it gives to each token, for each line anew.
// Of the measures that were tried (mean, least token, margins) it tells right lines best, or as well as any, and it
// needs no scale of its own for each model: among lines at 0.4, four of ten are right (see bench/README.md).

export interface Certainty {
  /** Of the first line with anything on it, its end included, as far as it is written; undefined before a token. */
  readonly firstLine: number | undefined;
  /** Of the line that is being written. */
  readonly line: number;
  /** `grown` is the text with the token, from the cursor on. */
  push(probability: number, grown: string): void;
}

export function createCertainty(): Certainty {
  let first: number | undefined;
  let line = 1;
  let lines = 0;
  let isFirst = true;
  return {
    get firstLine() {
      return first;
    },
    get line() {
      return line;
    },
    push(probability, grown) {
      line *= probability;
      if (isFirst) first = line;
      const now = endedLines(grown);
      if (now === lines) return;
      lines = now;
      isFirst = false;
      line = 1;
    },
  };
}

/** Blank lines before the first word belong to its line. */
function endedLines(grown: string): number {
  let count = 0;
  const start = grown.search(/\S/);
  if (start < 0) return 0;
  for (let at = grown.indexOf('\n', start); at >= 0; at = grown.indexOf('\n', at + 1)) count++;
  return count;
}

/** The lines of `text` that are whole; '' where not even the first is. */
export function wholeLines(text: string): string {
  const end = text.lastIndexOf('\n');
  return end < 0 || text.slice(0, end).trim() === '' ? '' : text.slice(0, end);
}
