// Keeps the findings of one document up to date: only changed lines are scanned again, and the result always equals a full scan.

import type { Range } from '../base/range.ts';
import { changeBetween } from '../base/textChange.ts';
import { detectLines, type Finding, type LineFindings, linesTogether } from './detect.ts';
import { type KeyMarker, pairKeyMarkers } from './keyBlocks.ts';
import type { KnownValues } from './knownValues.ts';
import { findManifestData } from './manifests.ts';

export interface Detectors {
  readonly known: KnownValues;
  placeholders(region: string): Range[];
}

/** Findings of a document by line, and the text they belong to. */
export interface ScannedLines extends LineFindings {
  readonly text: string;
  readonly knownVersion: number;
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

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line break that ends the line of `offset`, or the text's end. */
function lineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** The whole lines of `range` and as many around it as may share a finding with one of them. */
function widen(text: string, range: Range): Range {
  let { start, end } = range;
  for (let lines = 0; lines < linesTogether; lines++) {
    start = lineStart(text, Math.max(0, start - 1));
    end = lineEnd(text, end);
  }
  return { start, end };
}

/** Scans `text`, reusing what `previous` knows of its unchanged lines. */
export function scanLines(text: string, detectors: Detectors, previous?: ScannedLines): ScannedLines {
  const knownVersion = detectors.known.version;
  if (!previous || previous.knownVersion !== knownVersion) {
    const all = { start: 0, end: text.length };
    const region = { scanned: all, kept: all };
    return { text, knownVersion, ...detectLines(text, region, detectors.known, detectors.placeholders) };
  }
  const old = previous.text;
  const change = changeBetween(old, text);
  if (!change) return previous;
  // What follows is the same in both texts, so the next line break stands at the same distance from both ends.
  const changed = { start: lineStart(text, change.start), end: lineEnd(text, change.newEnd) };
  const kept = widen(text, changed);
  const delta = text.length - old.length;
  const region = { scanned: widen(text, kept), kept };
  const fresh = detectLines(text, region, detectors.known, detectors.placeholders);
  const replaced = { start: kept.start, end: kept.end === text.length ? old.length + 1 : kept.end - delta };
  return {
    text,
    knownVersion,
    findings: splice(previous.findings, replaced, fresh.findings, delta),
    markers: splice<KeyMarker>(previous.markers, replaced, fresh.markers, delta),
    manifests: splice<Range>(previous.manifests, replaced, fresh.manifests, delta),
  };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/**
 * United, sorted spans over the whole document: line findings, private keys, and what is `bound` to names. The rule of a united span is
 * that of its longest finding. No span cuts a surrogate pair.
 */
export function uniteFindings(lines: ScannedLines, bound: readonly Finding[]): readonly Finding[] {
  const { text, markers, manifests } = lines;
  let all = lines.findings;
  if (markers.length > 0 || manifests.length > 0 || bound.length > 0) {
    const keys = pairKeyMarkers(text, markers).map((range) => ({ rule: 'private-key', ...range }));
    const data = findManifestData(text, manifests).map((range) => ({ rule: 'kubernetes-secret', ...range }));
    all = [...all, ...keys, ...data, ...bound].sort((a, b) => a.start - b.start || b.end - a.end);
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
