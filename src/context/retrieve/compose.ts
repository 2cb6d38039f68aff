// Puts the lines that are worth most for their length together to snippets, the best first.

import { type Range, uniteRanges } from '../../base/range.ts';
import type { FoundReason, FoundSnippet } from './foundSnippet.ts';

/** Lines of one file, with what they are worth: how many names of the unwritten line they are likely to show. */
export interface Unit {
  readonly path: string;
  readonly lines: Range;
  /** Line that says what `lines` stand in; shown with them, once. */
  readonly head: Range | undefined;
  readonly worth: number;
  readonly reason: FoundReason;
}

/** Rough, for ordering and grouping only: the worker counts the true tokens. */
const charsPerToken = 3;
const separatorTokens = 2;
/** Snippets are made for one share of the budget after the other: whoever has room for less gets the best of it. */
const shareTokens: readonly number[] = [230, 230, 460, 920];

export interface ComposeSources {
  /** Length that a path costs in the prompt. */
  pathChars(path: string): number;
  readText(path: string): string | undefined;
}

interface Group {
  readonly path: string;
  readonly pieces: Range[];
  worth: number;
  tokens: number;
  reason: FoundReason;
  best: number;
}

export function compose(units: readonly Unit[], sources: ComposeSources): FoundSnippet[] {
  const byValue = [...units]
    .map((unit) => ({ unit, density: unit.worth / (tokensOf(unit.lines) + separatorTokens + 3) }))
    .sort(
      (a, b) =>
        b.density - a.density || compareText(a.unit.path, b.unit.path) || a.unit.lines.start - b.unit.lines.start,
    )
    .map(({ unit }) => unit);
  const shown = new Map<string, Range[]>();
  const snippets: FoundSnippet[] = [];
  let next = 0;
  for (const [share, budget] of shareTokens.entries()) {
    const groups = new Map<string, Group>();
    let left = budget;
    for (; next < byValue.length && left > 0; next++) {
      const unit = byValue[next];
      if (unit) left -= add(unit, groups, shown, sources);
    }
    snippets.push(...[...groups.values()].sort(byDensity).flatMap((group) => finish(group, share, sources)));
  }
  return snippets;
}

function tokensOf({ start, end }: Range): number {
  return (end - start) / charsPerToken;
}

/** What it costs. */
function add(
  unit: Unit,
  groups: Map<string, Group>,
  shown: Map<string, Range[]>,
  { pathChars }: ComposeSources,
): number {
  const { path, worth, reason } = unit;
  const known = shown.get(path) ?? [];
  shown.set(path, known);
  const fresh = [unit.lines, ...(unit.head ? [unit.head] : [])].filter(
    (lines) => !known.some(({ start, end }) => start <= lines.start && lines.end <= end),
  );
  if (fresh.length === 0) return 0;
  const group = groups.get(path) ?? { path, pieces: [], worth: 0, tokens: 0, reason, best: 0 };
  const pathTokens = groups.has(path) ? 0 : pathChars(path) / charsPerToken + separatorTokens;
  groups.set(path, group);
  const tokens = pathTokens + fresh.reduce((sum, lines) => sum + tokensOf(lines) + separatorTokens, 0);
  known.push(...fresh);
  group.pieces.push(...fresh);
  group.worth += worth;
  group.tokens += tokens;
  if (worth > group.best) {
    group.best = worth;
    group.reason = reason;
  }
  return tokens;
}

function byDensity(a: Group, b: Group): number {
  return b.worth / b.tokens - a.worth / a.tokens || compareText(a.path, b.path);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function finish({ path, pieces, worth, reason }: Group, share: number, { readText }: ComposeSources): FoundSnippet[] {
  const text = readText(path);
  if (text === undefined) return [];
  // A later share never outranks an earlier one.
  return [{ path, pieces: uniteRanges(pieces), textLength: text.length, reason, score: worth / 2 ** share }];
}
