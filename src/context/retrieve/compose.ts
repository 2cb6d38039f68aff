// Puts the lines that show most for their length together to snippets, the best first.

import { type Range, uniteRanges } from '../../base/range.ts';
import type { FoundReason, FoundSnippet } from './foundSnippet.ts';

/** Lines of one file, and how likely each of the names that they show is wanted. */
export interface Unit {
  readonly path: string;
  readonly lines: Range;
  /** Line that says what `lines` stand in; shown with them, once. */
  readonly head: Range | undefined;
  readonly names: readonly { readonly term: number; readonly worth: number }[];
  /** What the lines are worth beside their names. */
  readonly base?: number;
  readonly reason: FoundReason;
}

/** Rough, for ordering and grouping only: the worker counts the true tokens. */
const charsPerToken = 3;
const separatorTokens = 2;
/** Snippets are made for one share of the budget after the other: whoever has room for less gets the best of it. */
const shareTokens: readonly number[] = [230, 230, 460, 920];
/** A name that is shown already is worth this much the second time. */
const againShare = 0.1;

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

/** What is taken so far. */
interface Progress {
  readonly shownNames: Set<number>;
  readonly shownLines: Map<string, Range[]>;
  groups: Map<string, Group>;
}

/** `uses` come in the last share only: definitions show more names for their length. */
export function compose(definitions: readonly Unit[], uses: readonly Unit[], sources: ComposeSources): FoundSnippet[] {
  const progress: Progress = { shownNames: new Set(), shownLines: new Map(), groups: new Map() };
  const queued = (units: readonly Unit[]) => units.map((unit) => ({ unit, density: density(unit, progress, sources) }));
  let queue = queued(definitions).sort(byDensity);
  const snippets: FoundSnippet[] = [];
  for (const [share, budget] of shareTokens.entries()) {
    progress.groups = new Map();
    if (share === shareTokens.length - 1) queue = [...queue, ...queued(uses)].sort(byDensity);
    for (let left = budget; left > 0; ) {
      const unit = takeBest(queue, progress, sources);
      if (unit === undefined) break;
      left -= add(unit, progress, sources);
    }
    const groups = [...progress.groups.values()].sort(
      (a, b) => b.worth / b.tokens - a.worth / a.tokens || compareText(a.path, b.path),
    );
    snippets.push(...groups.flatMap((group) => finish(group, share, sources)));
  }
  return snippets;
}

interface Queued {
  readonly unit: Unit;
  density: number;
}

function byDensity(a: Queued, b: Queued): number {
  return b.density - a.density || compareText(a.unit.path, b.unit.path) || a.unit.lines.start - b.unit.lines.start;
}

/** What a unit is worth only falls as others are taken: the first whose figure still holds is the best. */
function takeBest(queue: Queued[], progress: Progress, sources: ComposeSources): Unit | undefined {
  for (;;) {
    const first = queue.shift();
    if (first === undefined || first.density <= 0) return undefined;
    const now = density(first.unit, progress, sources);
    if (now >= first.density - 1e-12 || now >= (queue[0]?.density ?? 0)) return first.unit;
    first.density = now;
    queue.splice(placeOf(first, queue), 0, first);
  }
}

/** Where it belongs in the sorted queue. */
function placeOf(one: Queued, queue: readonly Queued[]): number {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = queue[middle];
    if (other && byDensity(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function density(unit: Unit, progress: Progress, sources: ComposeSources): number {
  const fresh = freshLines(unit, progress);
  if (fresh.length === 0) return 0;
  return worthOf(unit, progress) / costOf(unit, fresh, progress, sources);
}

function worthOf({ names, base = 0 }: Unit, { shownNames }: Progress): number {
  return names.reduce((sum, { term, worth }) => sum + worth * (shownNames.has(term) ? againShare : 1), base);
}

/** A use that overlaps what is shown would say it twice. */
function freshLines({ path, lines, head, reason }: Unit, { shownLines }: Progress): Range[] {
  const known = shownLines.get(path) ?? [];
  const isUse = reason === 'similar' || reason === 'recent';
  return (head ? [lines, head] : [lines]).filter(
    (range) =>
      !known.some(({ start, end }) =>
        isUse ? start < range.end && range.start < end : start <= range.start && range.end <= end,
      ),
  );
}

/** A file's path is paid once; the first unit of many is not to bear it alone. */
function costOf({ path }: Unit, fresh: readonly Range[], { groups }: Progress, { pathChars }: ComposeSources): number {
  const pathTokens = groups.has(path) ? 0 : pathChars(path) / charsPerToken / 3;
  return fresh.reduce((sum, { start, end }) => sum + (end - start) / charsPerToken + separatorTokens, pathTokens);
}

/** What it costs. */
function add(unit: Unit, progress: Progress, sources: ComposeSources): number {
  const { path, reason } = unit;
  const fresh = freshLines(unit, progress);
  const isNew = !progress.groups.has(path);
  const group = progress.groups.get(path) ?? { path, pieces: [], worth: 0, tokens: 0, reason, best: 0 };
  const tokens =
    fresh.reduce((sum, { start, end }) => sum + (end - start) / charsPerToken + separatorTokens, 0) +
    (isNew ? sources.pathChars(path) / charsPerToken + separatorTokens : 0);
  const worth = worthOf(unit, progress);
  progress.groups.set(path, group);
  progress.shownLines.set(path, [...(progress.shownLines.get(path) ?? []), ...fresh]);
  for (const { term } of unit.names) progress.shownNames.add(term);
  group.pieces.push(...fresh);
  group.worth += worth;
  group.tokens += tokens;
  if (worth > group.best) {
    group.best = worth;
    group.reason = reason;
  }
  return tokens;
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
