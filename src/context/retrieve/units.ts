// Pieces of files that may be shown: signatures of likely definitions, and lines of similar files that use likely names.

import type { Range } from '../../base/range.ts';
import type { CodeIndex } from '../index/codeIndex.ts';
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
const mostDefinitions = 400;

export function definitionUnits(
  candidates: readonly Candidate[],
  likely: Likelihoods,
  { index, readText }: UnitSources,
): Unit[] {
  const ranked = candidates
    .map((candidate) => ({ ...candidate, worth: likely.byTerm.get(candidate.definition.term) ?? 0 }))
    .filter(({ worth }) => worth >= leastWorth)
    .sort(
      (a, b) =>
        b.worth - a.worth ||
        likely.own(b) - likely.own(a) ||
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

const windowLines = 5;
const mostWindowsPerFile = 3;
/** A use shows less of a name than its definition does. */
const useShare = 0.8;

/** The lines of each similar file that show most. */
export function usageUnits(
  files: readonly ScannedFile[],
  likely: Likelihoods,
  place: { readonly path: string },
): Unit[] {
  return files.filter(({ path }) => path !== place.path).flatMap((file) => bestWindows(file, likely));
}

function bestWindows({ path, text, lines }: ScannedFile, likely: Likelihoods): Unit[] {
  const worthAt = lines.map((_, from) => {
    const names = new Map<number, number>();
    for (let line = from; line < from + windowLines; line++) {
      for (const term of lines[line] ?? []) {
        const worth = likely.byTerm.get(term);
        if (worth !== undefined) names.set(term, worth * useShare);
      }
    }
    let sum = 0;
    for (const worth of names.values()) sum += worth;
    return { from, sum, names };
  });
  const chosen: typeof worthAt = [];
  for (const window of worthAt.sort((a, b) => b.sum - a.sum || a.from - b.from)) {
    if (chosen.length >= mostWindowsPerFile || window.sum <= 0) break;
    if (chosen.every(({ from }) => Math.abs(from - window.from) >= windowLines)) chosen.push(window);
  }
  const starts = lineStarts(text);
  return chosen.map(({ from, names }) => ({
    path,
    lines: { start: starts[from] ?? 0, end: starts[from + windowLines] ?? text.length } satisfies Range,
    head: undefined,
    names: [...names].map(([term, worth]) => ({ term, worth })),
    reason: 'similar' as const,
  }));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
