// Cuts a file into syntactic pieces of whole lines without gaps: a function, the head of a class, a run of small statements.

import type { Range } from '../../base/range.ts';
import { type Lines, trimRange } from './lines.ts';
import type { Definition, DefinitionKind } from './outline.ts';

export interface ChunkSource {
  readonly text: string;
  readonly lines: Lines;
  readonly definitions: readonly Definition[];
  readonly scopes: readonly Range[];
  readonly comments: readonly Range[];
}

export const maxChunkLines = 60;
/** A longer piece is not cut before this line. */
const minCutLines = 20;
/** Definitions of values and fields with fewer lines go together with their neighbours. */
const minOwnLines = 8;
/** What nests deeper is cut as if it were one unit. */
const maxLevels = 12;

const own: ReadonlySet<DefinitionKind> = new Set([
  ...(['function', 'method', 'class', 'interface', 'enum', 'type', 'module', 'section'] as const),
]);

/** What is cut into its head and its members; all else stays whole where it can. */
const holders: ReadonlySet<DefinitionKind> = new Set(['class', 'interface', 'enum', 'type', 'module', 'section']);

/** Lines of a definition, and of those in it that may stand alone. */
interface Unit {
  readonly first: number;
  readonly last: number;
  readonly parts: readonly Unit[];
}

/** First and last line of a piece. */
interface Piece {
  readonly first: number;
  readonly last: number;
}

export function chunksOf(source: ChunkSource): Range[] {
  const { text, lines } = source;
  const code = trimRange(text, { start: 0, end: text.length });
  if (code.start === code.end) return [];
  const whole = { first: lines.at(code.start), last: lines.at(code.end - 1) };
  const weights = weightsOf(source);
  const pieces: Piece[] = [];

  function add({ first, last }: Piece): void {
    const previous = pieces.at(-1);
    let from = first;
    while (previous && from <= last && isClosing(text, lines, from)) from++;
    if (previous) pieces[pieces.length - 1] = { first: previous.first, last: from - 1 };
    if (from <= last) pieces.push(...cutRun({ first: from, last }, weights));
  }

  function cut({ first, last }: Piece, parts: readonly Unit[], level: number): void {
    let at = first;
    for (const part of parts) {
      // Units that share a line stay together.
      if (part.first < at || part.last > last) continue;
      if (part.first > at) add({ first: at, last: part.first - 1 });
      const isWhole = part.parts.length === 0 || level >= maxLevels;
      if (isWhole) add(part);
      else cut(part, part.parts, level + 1);
      at = part.last + 1;
    }
    if (at <= last) add({ first: at, last });
  }

  cut(whole, unitsOf(source), 0);
  return pieces.map(({ first, last }) => ({ start: lines.start(first), end: lines.start(last + 1) }));
}

/** The definitions that make chunks of their own, as a forest. */
function unitsOf(source: ChunkSource): Unit[] {
  const { lines, definitions } = source;
  const firstLineOf = createFirstLines(source);
  const roots: Unit[] = [];
  const partsOf = new Map<number, Unit[]>();
  for (const [index, { kind, range, parent }] of definitions.entries()) {
    const start = lines.at(range.start);
    const last = lines.at(Math.max(range.start, range.end - 1));
    const length = last - start + 1;
    if (length < (own.has(kind) ? 2 : minOwnLines)) continue;
    const holder = parent === undefined ? undefined : definitions[parent];
    const isWithin = holder && holder.range.start <= range.start && range.end <= holder.range.end;
    const siblings = isWithin ? partsOf.get(parent ?? 0) : roots;
    if (!siblings) continue;
    const parts: Unit[] = [];
    siblings.push({ first: firstLineOf(start), last, parts });
    if (holders.has(kind) || length > maxChunkLines) partsOf.set(index, parts);
  }
  return roots;
}

/** From a unit's first line to that of the comments right above it. */
function createFirstLines({ text, lines, comments }: ChunkSource): (line: number) => number {
  const startsByEnd = new Map<number, number>();
  for (const { start, end } of comments) {
    const first = lines.at(start);
    if (/\S/.test(text.slice(lines.start(first), start))) continue;
    const last = lines.at(Math.max(start, end - 1));
    startsByEnd.set(last, Math.min(first, startsByEnd.get(last) ?? first));
  }
  return (line) => {
    let first = line;
    for (let above = startsByEnd.get(first - 1); above !== undefined; above = startsByEnd.get(first - 1)) first = above;
    return first;
  };
}

/** For each line, how bad it is to begin a piece there. */
function weightsOf({ text, lines, scopes, comments }: ChunkSource): (line: number) => number {
  const depths = new Int32Array(lines.count + 1);
  const deepen = ({ start, end }: Range, by: number): void => {
    const first = lines.at(start) + 1;
    const last = lines.at(Math.max(start, end - 1));
    if (first > last) return;
    depths[first] = (depths[first] ?? 0) + by;
    depths[last + 1] = (depths[last + 1] ?? 0) - by;
  };
  for (const scope of scopes) deepen(scope, 1);
  for (const comment of comments) deepen(comment, 100);
  for (let line = 1; line < depths.length; line++) depths[line] = (depths[line] ?? 0) + (depths[line - 1] ?? 0);
  return (line) => {
    const lead = /^[^\S\r\n]*/.exec(text.slice(lines.start(line), lines.start(line) + maxIndent))?.[0] ?? '';
    const next = text.charAt(lines.start(line) + lead.length);
    const indent = Math.min(maxIndent, lead.replaceAll('\t', '    ').length);
    const isBlankLine = next === '' || next === '\n' || next === '\r';
    if (isBlankLine) return Number.POSITIVE_INFINITY;
    const isAfterBlank = line > 0 && !/\S/.test(text.slice(lines.start(line - 1), lines.start(line)));
    return (depths[line] ?? 0) * 1000 + indent * 4 + (/[\])}]/.test(next) ? 600 : 0) + (isAfterBlank ? 0 : 2);
  };
}

const maxIndent = 100;

/** Cuts a long run where its structure is shallowest. */
function cutRun({ first, last }: Piece, weight: (line: number) => number): Piece[] {
  const pieces: Piece[] = [];
  let from = first;
  while (last - from + 1 > maxChunkLines) {
    let best = from + maxChunkLines;
    let least = Number.POSITIVE_INFINITY;
    for (let line = from + minCutLines; line <= from + maxChunkLines; line++) {
      const weighs = weight(line);
      if (weighs > least || weighs === Number.POSITIVE_INFINITY) continue;
      best = line;
      least = weighs;
    }
    pieces.push({ first: from, last: best - 1 });
    from = best;
  }
  pieces.push({ first: from, last });
  return pieces;
}

/** Blank, or nothing but the end of what stands above. */
function isClosing(text: string, lines: Lines, line: number): boolean {
  const words = text
    .slice(lines.start(line), Math.min(lines.start(line + 1), lines.start(line) + maxIndent * 2))
    .trim();
  if (words !== '' && !/^(?:[\])};,]|end\b)/.test(words)) return false;
  return !/[^\s\])};,]/.test(words.replace(/\/\/.*|#.*/, '').replace(/^end\b/, ''));
}
