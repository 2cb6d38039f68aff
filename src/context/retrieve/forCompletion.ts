// Finds what stands in other files and a completion may need: definitions of what the cursor's lines use and are about to use.

import type { Range } from '../../base/range.ts';
import type { CodeIndex } from '../index/codeIndex.ts';
import type { Outline } from '../outline/outline.ts';
import { type Candidate, gatherCandidates } from './candidates.ts';
import { compose, type Unit } from './compose.ts';
import type { FoundSnippet } from './foundSnippet.ts';
import { importedFiles } from './importedFiles.ts';
import { namesInUse } from './namesInUse.ts';
import type { PathTable } from './pathTable.ts';
import { headLine, shownLines } from './pieces.ts';
import { similarFiles, tellingNames } from './similarFiles.ts';
import { likelihood } from './weights.ts';

/** The document and the moment for which context is looked for. */
export interface CompletionPlace {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
  readonly outline: Outline;
  /** What the prompt shows of the document itself. */
  readonly window: Range;
}

export interface CompletionSources {
  readonly index: CodeIndex;
  readonly paths: PathTable;
  /** Text of a file that the index knows; undefined when it is gone. */
  readText(path: string): string | undefined;
  /** Settings of build tools, and nothing else. */
  readSettings(path: string): string | undefined;
  /** Absolute paths of the open folders. */
  readonly folders: readonly string[];
}

const mostSimilarFiles = 12;
/** Another definition of a name that is already shown says little more. */
const repeatedShare = 0.15;
const leastWorth = 0.0005;

/** Best first; the same for the same input. */
export function retrieveForCompletion(place: CompletionPlace, sources: CompletionSources): FoundSnippet[] {
  const { path, languageId } = place;
  const { index, paths, readText } = sources;
  const names = namesInUse(place);
  const imported = importedFiles(place, index, sources);
  const similar = similarFiles(path, tellingNames(names.values(), index), index, mostSimilarFiles);
  const candidates = gatherCandidates({ path, languageId, names, imported, similar, index, paths, readText });
  const units = definitionUnits(candidates, sources);
  return compose(units, { readText, pathChars: (other) => displayLength(other, sources.folders) });
}

function displayLength(path: string, folders: readonly string[]): number {
  const folder = folders.find((one) => path.startsWith(`${one}/`));
  return path.length - (folder === undefined ? 0 : folder.length + 1);
}

function definitionUnits(candidates: readonly Candidate[], { index, readText }: CompletionSources): Unit[] {
  const ranked = candidates
    .map((candidate) => ({ ...candidate, worth: likelihood(candidate) }))
    .filter(({ worth }) => worth >= leastWorth)
    .sort(
      (a, b) =>
        b.worth - a.worth || (a.definition.path < b.definition.path ? -1 : 1) || a.definition.at - b.definition.at,
    );
  const seen = new Set<number>();
  return ranked.flatMap(({ definition, evidence, worth }): Unit[] => {
    const text = readText(definition.path);
    if (text === undefined || definition.range.end > text.length) return [];
    const isRepeated = seen.has(definition.term);
    seen.add(definition.term);
    const file = index.fileId(definition.path);
    const holder =
      definition.parent === undefined || file === undefined
        ? undefined
        : index.file(file)?.definitions[definition.parent];
    return [
      {
        path: definition.path,
        lines: shownLines(definition, text),
        head: holder && headLine(holder, text),
        worth: worth * (isRepeated ? repeatedShare : 1),
        reason: evidence.unusedImport + evidence.usedImport > 0 ? 'import' : 'definition',
      },
    ];
  });
}
