// Where the lines of a text begin, with every kind of line end that editors know: \n, \r\n and a lone \r.

import type { Range } from '../../base/range.ts';

export interface Lines {
  readonly count: number;
  /** Offset of a line's first character; of the text's end for `count`. */
  start(line: number): number;
  /** The line that an offset stands in; the last one for the text's end. */
  at(offset: number): number;
}

const lineFeed = 10;
const carriageReturn = 13;

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > carriageReturn) continue;
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) starts.push(at + 1);
  }
  return starts;
}

export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  return {
    count: starts.length,
    start: (line) => starts[line] ?? text.length,
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** The range without white space at its ends. */
export function trimRange(text: string, { start, end }: Range): Range {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

const blanks = new Set([9, lineFeed, 11, 12, carriageReturn, 32, 0xa0, 0xfeff]);

function isBlank(code: number): boolean {
  return blanks.has(code);
}

/** The range without the quotes or angle brackets around it. */
export function withoutQuotes(text: string, { start, end }: Range): Range {
  const isQuoted = end - start >= 2 && /["'`<]/.test(text.charAt(start)) && /["'`>]/.test(text.charAt(end - 1));
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** A name without quotes and without what marks it as a variable or a symbol: `$script:Max`, `@name`, `:name`. */
export function bareName(text: string, range: Range): Range {
  const { start, end } = withoutQuotes(text, range);
  const mark = /^(?::@{0,2}|@{1,2}|\$(?:\w+:)?)(?=[\p{L}_])/u.exec(text.slice(start, Math.min(end, start + 40)));
  return { start: start + (mark?.[0].length ?? 0), end };
}
