// What changed between two versions of a text, as one replaced span: enough for every cache that follows a document.

import type { Binding, Range } from './range.ts';

/** `before[start, oldEnd)` became `after[start, newEnd)`; what stands before and behind is the same in both. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

const blockLength = 4096;

/** Length of the common prefix; blocks compare as memory, and only the block that differs is walked. */
function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at + blockLength <= limit && a.slice(at, at + blockLength) === b.slice(at, at + blockLength))
    at += blockLength;
  const end = Math.min(limit, at + blockLength);
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** Length of the common suffix, at most `limit`. */
function commonSuffix(a: string, b: string, limit: number): number {
  const tail = (text: string, length: number) => text.slice(text.length - length - blockLength, text.length - length);
  let length = 0;
  while (length + blockLength <= limit && tail(a, length) === tail(b, length)) length += blockLength;
  const end = Math.min(limit, length + blockLength);
  while (length < end && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)) length++;
  return length;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** The smallest span that turns `before` into `after` and cuts no surrogate pair; undefined when they are equal. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  let start = commonPrefix(before, after);
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  let tail = commonSuffix(before, after, Math.min(before.length, after.length) - start);
  if (tail > 0 && isHighSurrogate(before.charCodeAt(before.length - tail - 1))) tail--;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/**
 * Where a range of the old text stands in the new one. A range around the change grows or shrinks with it; one that
 * the change cuts or replaces is gone.
 */
export function moveRange(range: Range, { start, oldEnd, newEnd }: TextChange): Range | undefined {
  const delta = newEnd - oldEnd;
  if (range.end < start) return range;
  if (range.start > oldEnd) return { start: range.start + delta, end: range.end + delta };
  if (range.start <= start && range.end >= oldEnd) return { start: range.start, end: range.end + delta };
  return undefined;
}

/** Bindings of the old text where they stand now; what the change cut is gone. */
export function moveBindings(bindings: readonly Binding[], change: TextChange): Binding[] {
  return bindings.flatMap(({ nameRange, valueRange, kind }): Binding[] => {
    const name = moveRange(nameRange, change);
    const value = moveRange(valueRange, change);
    return name && value ? [{ nameRange: name, valueRange: value, kind }] : [];
  });
}
