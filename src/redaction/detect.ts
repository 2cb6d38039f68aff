// Finds secrets in text. Every finding depends on its own line alone, but for private keys, whose edge lines are paired later.

import type { Binding, Range } from '../base/range.ts';
import { findAssignments } from './assignments.ts';
import { type KeyMarker, keyMarkerKeyword, keyMarkerPattern } from './keyBlocks.ts';
import type { KnownValues } from './knownValues.ts';
import { nameHints, nameStrength } from './names.ts';
import { rules } from './rules.ts';
import { isSecretLiteral, isWords, looksRandom, standsForSecret } from './values.ts';

export interface Finding extends Range {
  readonly rule: string;
}

export interface LineFindings {
  /** Sorted by start; they may overlap. */
  readonly findings: readonly Finding[];
  readonly markers: readonly KeyMarker[];
}

interface LineRule {
  readonly id: string;
  readonly keywords: readonly string[];
  find(line: string): Range[];
}

const urlUser = /[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/([^\s:@/"'`<>]{0,100})(?::([^\s/"'`<>]{1,200}))?@/dg;
const authorization = /\b(?:Basic|Bearer|Token|Digest|ApiKey|Negotiate)[ \t]{1,4}([A-Za-z0-9._~+/-]{6,4096}={0,2})/dgi;
const authorizationName = /authorization["'`\]]?[ \t]{0,10}[=:,][ \t]{0,10}["'`]?([A-Za-z0-9._~+/:-]{8,4096}={0,2})/dgi;

function groupRange(match: RegExpMatchArray, group: number): Range | undefined {
  const indices = match.indices?.[group];
  return indices && { start: indices[0], end: indices[1] };
}

function findUrlUsers(line: string): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(urlUser)) {
    const [, user = '', password] = match;
    if (password === undefined) {
      const range = looksRandom(user) && groupRange(match, 1);
      if (range) found.push(range);
    } else if (password.length > 1 && !standsForSecret(password)) {
      const range = groupRange(match, 2);
      if (range) found.push(range);
    }
  }
  return found;
}

/** `Basic` holds base64 of `user:password`. */
function isBasicCredential(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,200}$/.test(Buffer.from(value, 'base64').toString('latin1'));
}

function findAuthorizations(line: string): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(authorization)) {
    const value = match[1] ?? '';
    const isSecret =
      isBasicCredential(value) ||
      (!isWords(value.replace(/=+$/, '')) &&
        !standsForSecret(value) &&
        (looksRandom(value) || (value.length >= 16 && isSecretLiteral(value))));
    const range = isSecret && groupRange(match, 1);
    if (range) found.push(range);
  }
  for (const match of line.matchAll(authorizationName)) {
    const range = isSecretLiteral(match[1] ?? '') && looksRandom(match[1] ?? '') && groupRange(match, 1);
    if (range) found.push(range);
  }
  return found;
}

const lineRules: readonly LineRule[] = [
  ...rules.map(({ id, keywords, pattern }) => ({
    id,
    keywords,
    find: (line: string) =>
      Array.from(
        line.matchAll(pattern),
        (match) => groupRange(match, 1) ?? { start: match.index, end: match.index + match[0].length },
      ),
  })),
  { id: 'url-user-info', keywords: ['://'], find: findUrlUsers },
  {
    id: 'authorization',
    keywords: [
      'uthorization',
      'UTHORIZATION',
      'asic ',
      'earer ',
      'oken ',
      'igest ',
      'piKey ',
      'BASIC ',
      'BEARER ',
      'egotiate ',
    ],
    find: findAuthorizations,
  },
];

const anyKeyword = new RegExp(
  [...new Set([keyMarkerKeyword, ...lineRules.flatMap(({ keywords }) => keywords)])]
    .map((keyword) => keyword.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('|'),
  'g',
);
// Its own copy: `matchAll` on a shared pattern would start where this search stands.
const anyName = new RegExp(nameHints);

/** Calls `visit` once for each line of `region` in which `search` finds something; a line's text has no line break. */
function eachLineWith(region: string, search: RegExp, visit: (line: string, start: number) => void): void {
  search.lastIndex = 0;
  for (let match = search.exec(region); match; match = search.exec(region)) {
    const start = match.index === 0 ? 0 : region.lastIndexOf('\n', match.index - 1) + 1;
    const lineBreak = region.indexOf('\n', match.index);
    const next = lineBreak === -1 ? region.length : lineBreak;
    const end = next > start && region.charCodeAt(next - 1) === 13 ? next - 1 : next;
    visit(region.slice(start, end), start);
    search.lastIndex = next;
  }
}

/**
 * Scans whole lines: `region` begins at a line's start and ends at a line's end; `offset` is where it stands in the
 * document. `placeholders` finds what already has the form of a live placeholder.
 */
export function detectLines(
  region: string,
  offset: number,
  known: KnownValues,
  placeholders: (region: string) => Range[],
): LineFindings {
  const findings: Finding[] = [];
  const markers: KeyMarker[] = [];
  eachLineWith(region, anyKeyword, (line, start) => {
    const base = offset + start;
    for (const rule of lineRules) {
      if (!rule.keywords.some((keyword) => line.includes(keyword))) continue;
      for (const range of rule.find(line))
        findings.push({ rule: rule.id, start: base + range.start, end: base + range.end });
    }
    if (!line.includes(keyMarkerKeyword)) return;
    for (const match of line.matchAll(keyMarkerPattern)) {
      const from = base + match.index;
      markers.push({ edge: match[1] === 'BEGIN' ? 'begin' : 'end', start: from, end: from + match[0].length });
    }
  });
  eachLineWith(region, anyName, (line, start) => {
    const base = offset + start;
    for (const span of findAssignments(line))
      findings.push({ rule: span.rule, start: base + span.start, end: base + span.end });
  });
  for (const range of known.find(region))
    findings.push({ rule: 'known-value', start: offset + range.start, end: offset + range.end });
  for (const range of placeholders(region))
    findings.push({ rule: 'placeholder', start: offset + range.start, end: offset + range.end });
  return { findings: findings.sort((a, b) => a.start - b.start || b.end - a.end), markers };
}

/** What the syntax tree bound to secret-like names; quotes around a value stay visible. */
export function detectBindings(text: string, bindings: readonly Binding[]): Finding[] {
  const found: Finding[] = [];
  for (const { nameRange, valueRange } of bindings) {
    const strength = nameStrength(text.slice(nameRange.start, nameRange.end).replace(/^["'`]|["'`]$/g, ''));
    if (!strength) continue;
    const literal = text.slice(valueRange.start, valueRange.end);
    const opening = /^[A-Za-z@$]{0,2}(?:"""|'''|["'`])/.exec(literal)?.[0] ?? '';
    const closing = /(?:"""|'''|["'`])$/.exec(literal.slice(opening.length))?.[0] ?? '';
    const value = literal.slice(opening.length, literal.length - closing.length);
    if (!isSecretLiteral(value) || (strength === 'weak' && !looksRandom(value))) continue;
    const start = valueRange.start + opening.length;
    found.push({ rule: 'secret-binding', start, end: start + value.length });
  }
  return found;
}
