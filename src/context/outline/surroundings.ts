// What stands around a definition in the text: its comment, its attributes, what wraps it, the scope that it is in.

import type { Range } from '../../base/range.ts';
import { trimRange } from './lines.ts';

export interface SurroundingParts {
  /** All lists are sorted by start. */
  readonly comments: readonly Range[];
  /** Attributes and decorators that stand before what they belong to. */
  readonly attributes: readonly Range[];
  /** What is the whole unit of what: an export statement of its declaration. */
  readonly wraps: readonly { readonly wrapper: Range; readonly wrapped: Range }[];
  /** Where names can be local. */
  readonly scopes: readonly Range[];
  /** Blocks whose names are seen outside of them. */
  readonly blocks: readonly Range[];
}

export interface Surroundings {
  readonly comments: readonly Range[];
  /** Scopes and blocks, each once. */
  readonly scopes: readonly Range[];
  /** The whole unit, with what wraps it and the attributes above it. */
  unitOf(node: Range): Range;
  /** The comment right above a unit. */
  docOf(unit: Range): Range | undefined;
  /** Where a head ends before its body: without white space, opening braces and comments behind it. */
  headEnd(from: number, body: number): number;
  /** The innermost scope that begins before the offset and ends behind it. */
  scopeAround(offset: number): Range | undefined;
}

const key = ({ start, end }: Range): string => `${start} ${end}`;

export function createSurroundings(text: string, parts: SurroundingParts): Surroundings {
  const comments = parts.comments.map((comment) => trimRange(text, comment));
  const attributes = parts.attributes.map((attribute) => trimRange(text, attribute));
  const wrappers = new Map(parts.wraps.map(({ wrapper, wrapped }) => [key(wrapped), wrapper]));
  const scopeAround = createScopeSearch(parts.scopes);

  /** What of `ranges` ends above the offset with only a line break between, on a line of its own. */
  function rightAbove(ranges: readonly Range[], offset: number): Range | undefined {
    const above = ranges[indexBefore(ranges, offset)];
    if (!above || above.end > offset || !/^[^\S\r\n]*(?:\r\n?|\n)?[^\S\r\n]*$/.test(text.slice(above.end, offset)))
      return undefined;
    return above;
  }

  function opensLine({ start }: Range): boolean {
    let at = start;
    while (at > 0 && /[^\S\r\n]/.test(text.charAt(at - 1))) at--;
    return at === 0 || /[\r\n]/.test(text.charAt(at - 1));
  }

  return {
    comments,
    scopes: uniqueRanges([...parts.scopes, ...parts.blocks]),
    unitOf(node) {
      let unit = { start: node.start, end: node.end };
      for (let wrapper = wrappers.get(key(unit)); wrapper; wrapper = wrappers.get(key(unit))) {
        wrappers.delete(key(wrapper));
        unit = { start: wrapper.start, end: wrapper.end };
      }
      for (let above = rightAbove(attributes, unit.start); above; above = rightAbove(attributes, unit.start)) {
        unit = { start: above.start, end: unit.end };
      }
      return trimRange(text, unit);
    },
    docOf(unit) {
      const last = rightAbove(comments, unit.start);
      if (!last || !opensLine(last)) return undefined;
      let { start } = last;
      for (let above = rightAbove(comments, start); above && opensLine(above); above = rightAbove(comments, start)) {
        start = above.start;
      }
      return { start, end: last.end };
    },
    headEnd(from, body) {
      let end = body;
      for (;;) {
        while (end > from && /[\s{,]/.test(text.charAt(end - 1))) end--;
        const comment = comments[indexBefore(comments, end)];
        if (!comment || comment.end !== end || comment.start < from) return end;
        end = comment.start;
      }
    },
    scopeAround,
  };
}

/** Index of the last range that begins before the offset; -1 when there is none. */
function indexBefore(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Scopes nest: each knows the one around it, and the way outwards is short. */
function createScopeSearch(scopes: readonly Range[]) {
  const outer: (number | undefined)[] = [];
  const open: number[] = [];
  for (const [index, { start, end }] of scopes.entries()) {
    while (open.length > 0 && (scopes[open.at(-1) ?? 0]?.end ?? 0) < end) open.pop();
    while (open.length > 0 && (scopes[open.at(-1) ?? 0]?.end ?? 0) <= start) open.pop();
    outer.push(open.at(-1));
    open.push(index);
  }
  return (offset: number): Range | undefined => {
    let index: number | undefined = indexBefore(scopes, offset);
    for (; index !== undefined && index >= 0; index = outer[index]) {
      const scope = scopes[index];
      if (scope && scope.end > offset) return scope;
    }
    return undefined;
  };
}

function uniqueRanges(ranges: readonly Range[]): Range[] {
  const unique = [...new Map(ranges.map((range) => [key(range), range])).values()];
  return unique.sort((a, b) => a.start - b.start || b.end - a.end);
}
