// Picks the syntactic units of a file that answer best, and says which lines of it to show.

import type { Range } from '../../../base/range.ts';
import type { IndexedFile } from '../../index/codeIndex.ts';
import { termOf } from '../../index/terms.ts';
import { linesOf } from '../../outline/lines.ts';
import type { Hit } from './hits.ts';
import { saturated } from './rarity.ts';

export interface ScoredPiece {
  /** A whole chunk of the outline. */
  readonly range: Range;
  readonly score: number;
}

/** Characters of an ordinary piece. */
const ordinaryLength = 1500;
const lengthShare = 0.5;
const linesWithoutStructure = 40;

/** Chunks of the outline, where it still fits the text; else runs of lines. */
export function unitsOf(text: string, { chunks, definitions }: IndexedFile): readonly Range[] {
  const end = chunks.at(-1)?.end ?? 0;
  const fits = definitions.every(({ nameRange, term }) => termOf(text.slice(nameRange.start, nameRange.end)) === term);
  if (chunks.length > 0 && end <= text.length && fits) return chunks;
  const lines = linesOf(text);
  const units: Range[] = [];
  for (let line = 0; line < lines.count; line += linesWithoutStructure) {
    units.push({ start: lines.start(line), end: lines.start(Math.min(line + linesWithoutStructure, lines.count)) });
  }
  return units;
}

/** Scores the units that hold anything, best first. `hits` are in the order of their offsets. */
export function scoreUnits(units: readonly Range[], hits: readonly Hit[], rarities: readonly number[]): ScoredPiece[] {
  const scored: ScoredPiece[] = [];
  let next = 0;
  for (const range of units) {
    while (next < hits.length && (hits[next]?.at ?? 0) < range.start) next++;
    const counts = new Map<number, number>();
    for (let hit = hits[next]; hit && hit.at < range.end; hit = hits[++next]) {
      counts.set(hit.word, (counts.get(hit.word) ?? 0) + 1);
    }
    let score = 0;
    const relative = (range.end - range.start) / ordinaryLength;
    for (const [word, count] of counts) score += (rarities[word] ?? 0) * saturated(count, relative, lengthShare);
    if (score > 0) scored.push({ range, score });
  }
  return scored.sort((a, b) => b.score - a.score || a.range.start - b.range.start);
}

/** The unit, below the heads of the longer definitions that it is a part of. */
export function withHeads(text: string, range: Range, { definitions }: IndexedFile): Range[] {
  const lines = linesOf(text);
  const wholeLines = ({ start, end }: Range): Range => ({
    start: lines.start(lines.at(start)),
    end: lines.start(lines.at(Math.max(start, end - 1)) + 1),
  });
  const around = definitions.filter(
    ({ range: unit, signature }) =>
      unit.start < range.start && unit.end >= range.end && signature.end <= range.start && signature.end < unit.end,
  );
  const heads = around.map(({ signature }) => wholeLines(signature)).filter(({ end }) => end <= range.start);
  const pieces: Range[] = [];
  for (const piece of [...heads, wholeLines(range)]) {
    const last = pieces.at(-1);
    if (last && piece.start < last.end) continue;
    if (last && piece.start === last.end) pieces[pieces.length - 1] = { start: last.start, end: piece.end };
    else pieces.push(piece);
  }
  return pieces;
}
