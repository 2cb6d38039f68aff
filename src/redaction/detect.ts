// Finds secrets in text. A finding depends on its own line and the few around it; private keys and manifests are put together later.

import type { Binding, Range } from '../base/range.ts';
import { findAssignments, type NameHit } from './assignments.ts';
import { literalJudge } from './boundValue.ts';
import { commandRules } from './commands.ts';
import { placeRules } from './credentials.ts';
import { type KeyMarker, keyMarkerKeyword, keyMarkerPattern } from './keyBlocks.ts';
import { createKeywordScan, type Keyword } from './keywords.ts';
import type { KnownValues } from './knownValues.ts';
import { isManifestKind, manifestKeywords } from './manifests.ts';
import { groupRange } from './matches.ts';
import { nameHints, nameStrength } from './names.ts';
import type { LineRule } from './rules/lineRule.ts';
import { longRun, type Rule } from './rules/rule.ts';
import { rules } from './rules.ts';
import {
  crossesSeam,
  type Derived,
  decodePercent,
  decodeRun,
  dropInvisible,
  invisibleCharacters,
  joinLiterals,
  percentKeywords,
  seamKeywords,
  toOrigin,
} from './shapes.ts';
import { entropy } from './values.ts';
import { type Vendor, vendors } from './vendors.ts';

export interface Finding extends Range {
  readonly rule: string;
}

export interface LineFindings {
  /** Sorted by start; they may overlap. */
  readonly findings: readonly Finding[];
  readonly markers: readonly KeyMarker[];
  /** The lines that make a manifest a Secret. */
  readonly manifests: readonly Range[];
}

/** A finding starts at most this many lines behind the line that tells of it, and no line farther away tells of it. */
export const linesTogether = 3;

type Shape = 'seam' | 'invisible' | 'percent' | 'marker' | 'manifest' | 'name';
type Target =
  | { readonly rule: Rule }
  | { readonly lineRule: LineRule }
  | { readonly vendor: Vendor }
  | { readonly shape: Shape };

function keywordsOf(texts: readonly string[], target: Target, exact: boolean): Keyword<Target>[] {
  return texts.map((text) => ({ text, exact, target }));
}

const lineRules = [...placeRules, ...commandRules];
const runRules = rules.filter(({ keywords }) => keywords.includes(longRun));
const keywords = createKeywordScan<Target>([
  ...rules.flatMap((rule) =>
    keywordsOf(
      rule.keywords.filter((keyword) => keyword !== longRun),
      { rule },
      true,
    ),
  ),
  ...lineRules.flatMap((lineRule) => keywordsOf(lineRule.keywords, { lineRule }, false)),
  ...vendors.flatMap((vendor) => keywordsOf(vendor.words, { vendor }, false)),
  ...keywordsOf(nameHints, { shape: 'name' }, false),
  ...keywordsOf(seamKeywords, { shape: 'seam' }, true),
  ...keywordsOf(invisibleCharacters, { shape: 'invisible' }, true),
  ...keywordsOf(percentKeywords, { shape: 'percent' }, false),
  ...keywordsOf([keyMarkerKeyword], { shape: 'marker' }, true),
  ...keywordsOf(manifestKeywords, { shape: 'manifest' }, false),
]);

/** What the scan found in one line `[start, end)`, its line break left out. */
interface LineHits {
  readonly start: number;
  readonly end: number;
  readonly rules: Rule[];
  readonly lineRules: LineRule[];
  readonly names: NameHit[];
  readonly shapes: Shape[];
  readonly runs: Range[];
}

function addOnce<T>(list: T[], item: T): void {
  if (!list.includes(item)) list.push(item);
}

function lineAround(text: string, at: number, to: number): LineHits {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const lineBreak = text.indexOf('\n', at);
  const next = lineBreak === -1 ? to : Math.min(lineBreak, to);
  const end = next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
  return { start, end, rules: [], lineRules: [], names: [], shapes: [], runs: [] };
}

/** Calls `visit` for each line of `[from, to)` in which the scan finds something, in order. */
function eachLine(text: string, from: number, to: number, visit: (hits: LineHits) => void): void {
  let line: LineHits | undefined;
  const lineAt = (at: number): LineHits => {
    if (line && at <= line.end) return line;
    if (line) visit(line);
    line = lineAround(text, at, to);
    return line;
  };
  keywords.scan(
    text,
    from,
    to,
    (target, start) => {
      const hits = lineAt(start);
      if ('rule' in target) addOnce(hits.rules, target.rule);
      else if ('lineRule' in target) addOnce(hits.lineRules, target.lineRule);
      else if ('vendor' in target) hits.names.push({ at: start - hits.start, vendor: target.vendor });
      else if (target.shape === 'name') hits.names.push({ at: start - hits.start });
      else addOnce(hits.shapes, target.shape);
    },
    (start, end) => {
      const hits = lineAt(start);
      hits.runs.push({ start, end });
      for (const rule of runRules) addOnce(hits.rules, rule);
    },
  );
  if (line) visit(line);
}

function findTokens(line: string, { pattern, minEntropy }: Rule): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(pattern)) {
    const range = groupRange(match, 1) ?? { start: match.index, end: match.index + match[0].length };
    if (minEntropy === undefined || entropy(line.slice(range.start, range.end)) >= minEntropy) found.push(range);
  }
  return found;
}

/** End of the line that begins at `from`, line break included. */
function nextLine(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** End of the line of `from` and of `more` lines after it. */
function linesEnd(text: string, from: number, more: number): number {
  let end = nextLine(text, from);
  for (let lines = 0; lines < more && end < text.length; lines++) end = nextLine(text, end);
  return end;
}

/** What shows in the line itself: tokens, places, names. */
function findPlain(text: string, hits: LineHits, found: Finding[]): void {
  const { start, end } = hits;
  const line = text.slice(start, end);
  for (const rule of hits.rules)
    for (const range of findTokens(line, rule))
      found.push({ rule: rule.id, start: start + range.start, end: start + range.end });
  for (const rule of hits.lineRules)
    for (const range of rule.find(line))
      found.push({ rule: rule.id, start: start + range.start, end: start + range.end });
  if (hits.names.length === 0) return;
  const window = text.slice(start, linesEnd(text, end, 2));
  for (const range of findAssignments(window, hits.names))
    found.push({ rule: range.rule, start: start + range.start, end: start + range.end });
}

function findInDerived(text: string): Finding[] {
  const found: Finding[] = [];
  eachLine(text, 0, text.length, (hits) => findPlain(text, hits, found));
  return found;
}

function addDerived(derived: Derived, found: Finding[], isNew: (range: Range) => boolean): void {
  for (const finding of findInDerived(derived.text))
    if (isNew(finding)) found.push({ rule: finding.rule, ...toOrigin(derived, finding) });
}

const opening = /[=(:][ \t]*$/;

/** What shows only when literals are joined, invisible characters dropped, or one encoding is undone. */
function findShaped(text: string, { start, end, names, shapes, runs }: LineHits, found: Finding[]): void {
  // A name whose value begins on the next line may have it split there.
  const isOpen = names.length > 0 && opening.test(text.slice(Math.max(start, end - 8), end));
  if (isOpen || shapes.includes('seam')) {
    const joined = joinLiterals(text, start, linesEnd(text, end, linesTogether));
    if (joined) addDerived(joined, found, (range) => crossesSeam(joined, range));
  }
  if (shapes.includes('invisible')) {
    // All of it is new: the character may stand in the name, far from the value.
    addDerived(dropInvisible(text, start, end), found, () => true);
  }
  if (shapes.includes('percent')) addDerived(decodePercent(text, start, end), found, () => true);
  for (const run of runs) {
    const decoded = decodeRun(text.slice(run.start, run.end));
    if (decoded === undefined) continue;
    const inside = findInDerived(decoded)[0];
    if (!inside) continue;
    const padding = /^={0,2}/.exec(text.slice(run.end, run.end + 2))?.[0].length ?? 0;
    found.push({ rule: inside.rule, start: run.start, end: run.end + padding });
  }
}

export interface Region {
  /** Whole lines that are scanned. */
  readonly scanned: Range;
  /** The part of them whose findings are wanted. */
  readonly kept: Range;
}

/** Scans whole lines of a document. `placeholders` finds what already has the form of a live placeholder. */
export function detectLines(
  text: string,
  { scanned, kept }: Region,
  known: KnownValues,
  placeholders: (region: string) => Range[],
): LineFindings {
  const findings: Finding[] = [];
  const markers: KeyMarker[] = [];
  const manifests: Range[] = [];
  eachLine(text, scanned.start, scanned.end, (hits) => {
    findPlain(text, hits, findings);
    findShaped(text, hits, findings);
    const line =
      hits.shapes.includes('marker') || hits.shapes.includes('manifest') ? text.slice(hits.start, hits.end) : '';
    if (hits.shapes.includes('manifest') && isManifestKind(line)) manifests.push({ start: hits.start, end: hits.end });
    if (!hits.shapes.includes('marker')) return;
    for (const match of line.matchAll(keyMarkerPattern)) {
      const from = hits.start + match.index;
      markers.push({ edge: match[1] === 'BEGIN' ? 'begin' : 'end', start: from, end: from + match[0].length });
    }
  });
  const region = text.slice(scanned.start, scanned.end);
  const add = (rule: string, range: Range) =>
    findings.push({ rule, start: scanned.start + range.start, end: scanned.start + range.end });
  for (const range of known.find(region)) add('known-value', range);
  for (const range of placeholders(region)) add('placeholder', range);
  const isKept = ({ start }: Range) => start >= kept.start && (start < kept.end || kept.end === text.length);
  return {
    findings: findings.filter(isKept).sort((a, b) => a.start - b.start || b.end - a.end),
    markers: markers.filter(isKept),
    manifests: manifests.filter(isKept),
  };
}

/** The name itself; a document has thousands of them, and few are quoted. */
function unquoted(text: string, { start, end }: Range): string {
  const quote = text.charCodeAt(start);
  const isQuoted = quote === 34 || quote === 39 || quote === 96;
  return isQuoted && text.charCodeAt(end - 1) === quote ? text.slice(start + 1, end - 1) : text.slice(start, end);
}

/** Finds what the syntax tree bound to names that mean a secret; quotes around a value stay visible. */
export type BindingDetector = (text: string, bindings: readonly Binding[]) => Finding[];

const mostJudged = 4096;

/** Each name with its literal is judged once: most bindings of a document are the same at each key. */
export function createBindingDetector(): BindingDetector {
  const judged = new Map<string, boolean>();

  function isSecret(name: string, isCalled: boolean, value: string): boolean {
    const key = `${isCalled ? '(' : '='}${name}\0${value}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const strength = nameStrength(name);
    const judge = strength && literalJudge({ text: name, strength, start: 0, end: name.length }, isCalled ? '(' : '=');
    const verdict = judge?.(value) ?? false;
    if (judged.size >= mostJudged) judged.clear();
    judged.set(key, verdict);
    return verdict;
  }

  return (text, bindings) => {
    const found: Finding[] = [];
    for (const { nameRange, valueRange } of bindings) {
      const literal = text.slice(valueRange.start, valueRange.end);
      const opening = /^[A-Za-z@$]{0,2}(?:"""|'''|["'`])/.exec(literal)?.[0] ?? '';
      const closing = /(?:"""|'''|["'`])$/.exec(literal.slice(opening.length))?.[0] ?? '';
      const value = literal.slice(opening.length, literal.length - closing.length);
      if (!isSecret(unquoted(text, nameRange), text.charAt(nameRange.end) === '(', value)) continue;
      const start = valueRange.start + opening.length;
      found.push({ rule: 'secret-binding', start, end: start + value.length });
    }
    return found;
  };
}
