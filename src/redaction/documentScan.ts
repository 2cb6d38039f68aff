// Keeps the findings of one document up to date: only changed lines are scanned again, and the result always equals a full scan.

import type { Binding, Range } from '../base/range.ts';
import { detectBindings, detectLines, type Finding, type LineFindings } from './detect.ts';
import { type KeyMarker, pairKeyMarkers } from './keyBlocks.ts';
import type { KnownValues } from './knownValues.ts';

export interface Detectors {
  readonly known: KnownValues;
  placeholders(region: string): Range[];
}

/** Findings of a document by line, and the text they belong to. */
export interface ScannedLines extends LineFindings {
  readonly text: string;
  readonly knownVersion: number;
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
  let length = 0;
  while (
    length + blockLength <= limit &&
    a.slice(a.length - length - blockLength, a.length - length) ===
      b.slice(b.length - length - blockLength, b.length - length)
  ) {
    length += blockLength;
  }
  const end = Math.min(limit, length + blockLength);
  while (length < end && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)) length++;
  return length;
}

function moveBy<T extends Range>(ranges: readonly T[], delta: number): readonly T[] {
  if (delta === 0) return ranges;
  return ranges.map((range) => ({ ...range, start: range.start + delta, end: range.end + delta }));
}

/** Index of the first range that starts at `offset` or after it. */
function firstFrom(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function splice<T extends Range>(old: readonly T[], replaced: Range, fresh: readonly T[], delta: number): readonly T[] {
  const before = firstFrom(old, replaced.start);
  const after = firstFrom(old, replaced.end);
  if (before === 0 && after === old.length) return fresh;
  return [...old.slice(0, before), ...fresh, ...moveBy(old.slice(after), delta)];
}

/** Scans `text`, reusing what `previous` knows of its unchanged lines. */
export function scanLines(text: string, detectors: Detectors, previous?: ScannedLines): ScannedLines {
  const knownVersion = detectors.known.version;
  if (!previous || previous.knownVersion !== knownVersion) {
    return { text, knownVersion, ...detectLines(text, 0, detectors.known, detectors.placeholders) };
  }
  const old = previous.text;
  if (old === text) return previous;
  const same = commonPrefix(old, text);
  const tail = commonSuffix(old, text, Math.min(old.length, text.length) - same);
  const start = same === 0 ? 0 : text.lastIndexOf('\n', same - 1) + 1;
  // Both texts have the same tail, so the next line break stands at the same distance from both ends.
  const lineBreak = text.indexOf('\n', text.length - tail);
  const end = lineBreak === -1 ? text.length : lineBreak + 1;
  const delta = text.length - old.length;
  const fresh = detectLines(text.slice(start, end), start, detectors.known, detectors.placeholders);
  const replaced = { start, end: end - delta };
  return {
    text,
    knownVersion,
    findings: splice(previous.findings, replaced, fresh.findings, delta),
    markers: splice<KeyMarker>(previous.markers, replaced, fresh.markers, delta),
  };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/**
 * United, sorted spans over the whole document: line findings, private keys, bindings. The rule of a united span is
 * that of its longest finding. No span cuts a surrogate pair.
 */
export function uniteFindings(lines: ScannedLines, bindings: readonly Binding[] | undefined): readonly Finding[] {
  const { text, markers } = lines;
  let all = lines.findings;
  if (markers.length > 0 || (bindings && bindings.length > 0)) {
    const keys = pairKeyMarkers(text, markers).map((range) => ({ rule: 'private-key', ...range }));
    all = [...all, ...keys, ...detectBindings(text, bindings ?? [])].sort((a, b) => a.start - b.start || b.end - a.end);
  }
  const united: { rule: string; start: number; end: number; longest: number }[] = [];
  for (const { rule, ...range } of all) {
    let { start, end } = range;
    if (start > 0 && isLowSurrogate(text.charCodeAt(start)) && isHighSurrogate(text.charCodeAt(start - 1))) start--;
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end))) end++;
    const last = united.at(-1);
    if (!last || start > last.end) {
      united.push({ rule, start, end, longest: end - start });
      continue;
    }
    last.end = Math.max(last.end, end);
    if (end - start > last.longest || (rule === 'placeholder' && end - start === last.longest)) {
      last.rule = rule;
      last.longest = end - start;
    }
  }
  return united;
}
