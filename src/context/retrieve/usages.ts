// How files like the document use names, and above all where their lines are like those at the cursor.

import { scanNames } from '../index/scanNames.ts';
import { identifierTerm } from '../index/terms.ts';
import { languageOf } from '../languageOf.ts';
import type { SimilarFile } from './similarFiles.ts';

export interface Usage {
  /** Share of the similar files that use it, by their weight. */
  similar: number;
  /** How like the cursor's lines the likest place is where it is used. */
  aligned: number;
}

/** The names of one file line by line. */
export interface ScannedFile {
  readonly path: string;
  readonly text: string;
  /** Terms of each line. */
  readonly lines: readonly (readonly number[])[];
}

export interface Usages {
  readonly byTerm: ReadonlyMap<number, Usage>;
  readonly files: readonly ScannedFile[];
}

/** Lines above and below a use that may be like the ones at the cursor. */
const linesAbove = 5;
const linesBelow = 2;
const mostChars = 80_000;
const mostCharsInAll = 150_000;

/** `local`: the names at the cursor with their weights. */
export function findUsages(
  similar: readonly SimilarFile[],
  local: ReadonlyMap<number, number>,
  readText: (path: string) => string | undefined,
): Usages {
  const byTerm = new Map<number, Usage>();
  const files: ScannedFile[] = [];
  let weights = 0;
  let chars = 0;
  for (const { path, weight } of similar) {
    const text = readText(path);
    if (text === undefined || text.length > mostChars || chars + text.length > mostCharsInAll) continue;
    chars += text.length;
    weights += weight;
    const lines = termsByLine(text, languageOf(path));
    files.push({ path, text, lines });
    const likeness = likenessOf(lines, local);
    const seen = new Set<number>();
    for (const [line, terms] of lines.entries()) {
      const aligned = likeness[line] ?? 0;
      for (const term of terms) {
        const usage = byTerm.get(term) ?? { similar: 0, aligned: 0 };
        if (!seen.has(term)) {
          seen.add(term);
          usage.similar += weight;
          byTerm.set(term, usage);
        }
        if (aligned > usage.aligned) usage.aligned = aligned;
      }
    }
  }
  for (const usage of byTerm.values()) usage.similar /= weights;
  return { byTerm, files };
}

function termsByLine(text: string, languageId: string): number[][] {
  const lines: number[][] = [[]];
  let end = text.indexOf('\n');
  scanNames(text, languageId, {
    name(start, stop) {
      while (end !== -1 && end < start) {
        lines.push([]);
        end = text.indexOf('\n', end + 1);
      }
      lines.at(-1)?.push(identifierTerm(text, start, stop));
    },
    comment: () => undefined,
  });
  return lines;
}

/** For each line, which share of the local names stands around it. */
function likenessOf(lines: readonly (readonly number[])[], local: ReadonlyMap<number, number>): Float64Array {
  let all = 0;
  for (const weight of local.values()) all += weight;
  const likeness = new Float64Array(lines.length);
  if (all === 0) return likeness;
  /** Up to which line a name counts already: several uses around a line are one. */
  const countedTo = new Map<number, number>();
  for (const [line, terms] of lines.entries()) {
    for (const term of terms) {
      const weight = local.get(term);
      if (weight === undefined) continue;
      const last = Math.min(lines.length - 1, line + linesAbove);
      for (let at = Math.max(0, line - linesBelow, countedTo.get(term) ?? 0); at <= last; at++) {
        likeness[at] = (likeness[at] ?? 0) + weight / all;
      }
      countedTo.set(term, last + 1);
    }
  }
  return likeness;
}
