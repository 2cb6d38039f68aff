// Pieces of files that may be shown: signatures of likely definitions, and lines of similar files that use likely names.

import type { Range } from '../../base/range.ts';
import type { CodeIndex } from '../index/codeIndex.ts';
import { scanNames } from '../index/scanNames.ts';
import { identifierTerm } from '../index/terms.ts';
import { languageOf } from '../languageOf.ts';
import type { RecentPlace } from '../recentPlaces.ts';
import type { Candidate } from './candidates.ts';
import type { Unit } from './compose.ts';
import { headLine, shownLines } from './pieces.ts';
import type { ScannedFile } from './usages.ts';
import type { Likelihoods } from './weights.ts';

export interface UnitSources {
  readonly index: CodeIndex;
  readText(path: string): string | undefined;
}

/** Another definition of a name that is already shown says little more. */
const repeatedShare = 0.15;
const leastWorth = 0.0005;
const mostDefinitions = 250;

export function definitionUnits(
  candidates: readonly Candidate[],
  likely: Likelihoods,
  { index, readText }: UnitSources,
): Unit[] {
  const ranked = candidates
    .map((candidate) => ({
      ...candidate,
      worth: likely.byTerm.get(candidate.definition.term) ?? 0,
      own: likely.own(candidate),
    }))
    .filter(({ worth }) => worth >= leastWorth)
    .sort(
      (a, b) =>
        b.worth - a.worth ||
        b.own - a.own ||
        (a.definition.path < b.definition.path ? -1 : a.definition.path > b.definition.path ? 1 : 0) ||
        a.definition.at - b.definition.at,
    )
    .slice(0, mostDefinitions);
  const seen = new Set<number>();
  return ranked.flatMap(({ definition, evidence, worth }): Unit[] => {
    const { path, term, parent } = definition;
    const text = readText(path);
    if (text === undefined || definition.range.end > text.length) return [];
    const isRepeated = seen.has(term);
    seen.add(term);
    const file = index.fileId(path);
    const holder = parent === undefined || file === undefined ? undefined : index.file(file)?.definitions[parent];
    return [
      {
        path,
        lines: shownLines(definition, text),
        head: holder && headLine(holder, text),
        names: [{ term, worth: worth * (isRepeated ? repeatedShare : 1) }],
        reason: evidence.unusedImport + evidence.usedImport > 0 ? 'import' : 'definition',
      },
    ];
  });
}

/** Lines around a place where the user was lately. */
const mostRecent = 4;
const mostRecentLines = 12;
/** Who was there lately goes on with it now and then, whatever its names are. */
const recentWorth = 0.05;

/** Where the user edited or looked lately in other files; what was edited says more. */
export function recentUnits(
  recent: readonly RecentPlace[],
  likely: Likelihoods,
  { path: own, readText }: { readonly path: string; readText(path: string): string | undefined },
): Unit[] {
  const ranked = recent
    .filter(({ path }) => path !== own)
    .sort((a, b) => Number(b.kind === 'edited') - Number(a.kind === 'edited'));
  return ranked.slice(0, mostRecent).flatMap(({ path, range }): Unit[] => {
    const text = readText(path);
    if (text === undefined || range.start >= text.length) return [];
    const lines = linesAround(text, range, mostRecentLines);
    const names = new Map<number, number>();
    const part = text.slice(lines.start, lines.end);
    scanNames(part, languageOf(path), {
      name(start, end) {
        const term = identifierTerm(part, start, end);
        names.set(term, likely.byTerm.get(term) ?? 0);
      },
      comment: () => undefined,
    });
    return [{ path, lines, head: undefined, names: toList(names, 1), base: recentWorth, reason: 'recent' }];
  });
}

function toList(names: ReadonlyMap<number, number>, share: number): { term: number; worth: number }[] {
  return [...names].map(([term, worth]) => ({ term, worth: worth * share }));
}

/** Whole lines from a little above the range on. */
function linesAround(text: string, range: Range, most: number): Range {
  let start = text.lastIndexOf('\n', Math.max(0, range.start - 1)) + 1;
  start = start > 1 ? text.lastIndexOf('\n', start - 2) + 1 : start;
  let end = start;
  for (let lines = 0; lines < most && end < text.length; lines++) {
    const found = text.indexOf('\n', end);
    end = found === -1 ? text.length : found + 1;
  }
  return { start, end };
}

const windowLines = 5;
const mostWindowsPerFile = 2;
const mostWindowFiles = 5;
/** A use shows less of a name than its definition does. */
const useShare = 0.25;

/** The lines of each similar file that show most. */
export function usageUnits(
  files: readonly ScannedFile[],
  likely: Likelihoods,
  place: { readonly path: string },
): Unit[] {
  return files
    .filter(({ path }) => path !== place.path)
    .slice(0, mostWindowFiles)
    .flatMap((file) => bestWindows(file, likely));
}

function bestWindows({ path, text, lines }: ScannedFile, likely: Likelihoods): Unit[] {
  const worthAt = lines.map((terms) => terms.reduce((sum, term) => sum + (likely.byTerm.get(term) ?? 0), 0));
  const windows = lines.flatMap((first, from) => {
    // One that begins with an empty line or a bracket is never the best.
    if (first.length === 0) return [];
    return [{ from, sum: worthAt.slice(from, from + windowLines).reduce((sum, worth) => sum + worth, 0) }];
  });
  const chosen: typeof windows = [];
  for (const window of windows.sort((a, b) => b.sum - a.sum || a.from - b.from)) {
    if (chosen.length >= mostWindowsPerFile || window.sum <= 0) break;
    if (chosen.every(({ from }) => Math.abs(from - window.from) >= windowLines)) chosen.push(window);
  }
  const starts = lineStarts(text);
  return chosen.map(({ from }) => {
    const names = new Map<number, number>();
    for (const term of lines.slice(from, from + windowLines).flat()) {
      const worth = likely.byTerm.get(term);
      if (worth !== undefined) names.set(term, worth);
    }
    const range = { start: starts[from] ?? 0, end: starts[from + windowLines] ?? text.length };
    return { path, lines: range, head: undefined, names: toList(names, useShare), reason: 'similar' as const };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
