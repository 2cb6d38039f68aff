// Whether what was accepted still stands in its document: follows its place through edits, ignoring how it is laid out.

import type { Range } from '../base/range.ts';

/** A replacement as editors report it: `length` characters at `offset` became `inserted` ones. */
export interface Replacement {
  readonly offset: number;
  readonly length: number;
  readonly inserted: number;
}

/** How far from its place it may have been moved, in characters. */
const slack = 400;

/** Where the range is after the edit; edits inside it change its length. */
export function moved({ start, end }: Range, { offset, length, inserted }: Replacement): Range {
  const shift = (at: number): number => (at < offset + length ? Math.min(at, offset) : at - length + inserted);
  // What is typed right at its end is not part of it.
  const newStart = offset <= start ? shift(start) : start;
  const newEnd = offset < end ? Math.max(newStart, end >= offset + length ? end - length + inserted : offset) : end;
  return { start: newStart, end: newEnd };
}

/** True when `accepted` stands near `range`; formatters may have changed its white space. An empty range was taken back. */
export function isKept(text: string, { start, end }: Range, accepted: string): boolean {
  if (start === end) return false;
  const plain = (part: string) => part.replace(/\s+/g, '');
  return plain(text.slice(Math.max(0, start - slack), end + slack)).includes(plain(accepted));
}
