// Finds what stands in other files and a completion may need: definitions of what the cursor's lines use and are about to use.

import type { CodeIndex, IndexedDefinition, IndexedFile } from '../index/codeIndex.ts';
import type { Outline } from '../outline/outline.ts';
import { gatherCandidates } from './candidates.ts';
import { compose } from './compose.ts';
import type { FoundSnippet } from './foundSnippet.ts';
import { importedFiles } from './importedFiles.ts';
import { type NameInUse, namesInUse } from './namesInUse.ts';
import type { PathTable } from './pathTable.ts';
import { rarity, type SimilarFile, similarFiles, tellingNames } from './similarFiles.ts';
import type { Surroundings } from './surroundings.ts';
import { definitionUnits, recentUnits, usageUnits } from './units.ts';
import { findUsages } from './usages.ts';
import { likelihoods } from './weights.ts';

/** The document and the moment for which context is looked for. */
export interface CompletionPlace {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
  readonly outline: Outline;
  readonly surroundings: Surroundings;
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
const mostRecentFiles = 6;
const localLines = 8;
/** What the user has at hand is like the document in some way, even where the names are others. */
const recentWeight = 0.4;

/** Best first; the same for the same input. */
export function retrieveForCompletion(place: CompletionPlace, asked: CompletionSources): FoundSnippet[] {
  const sources = { ...asked, index: withMemory(asked.index) };
  const candidates = findCandidates(place, sources);
  const likely = likelihoods(candidates.all);
  const definitions = definitionUnits(candidates.all, likely, sources);
  const uses = [
    ...recentUnits(place.surroundings.recent, likely, { path: place.path, readText: sources.readText }),
    ...usageUnits(candidates.files, likely, place),
  ];
  return compose(definitions, uses, {
    readText: sources.readText,
    pathChars: (path) => displayLength(path, sources.folders),
  });
}

function findCandidates(place: CompletionPlace, sources: CompletionSources) {
  const { path, languageId } = place;
  const { index, paths, readText } = sources;
  const names = namesInUse(withEnclosing(place));
  const imported = importedFiles(place, index, sources);
  const similar = similarFiles(place, tellingNames(names.values(), index), index, mostSimilarFiles);
  const usages = findUsages(withRecent(similar, place, index), localNames(names, index), readText);
  const all = gatherCandidates({
    ...{ path, languageId, names, imported, usages, index, paths, readText },
    known: knownTypes(place.surroundings, sources),
    enclosing: enclosingDefinitions(place).map(({ name }) => name),
  });
  return { all, files: usages.files };
}

/** Within one retrieval each file's structure is made once. */
function withMemory(index: CodeIndex): CodeIndex {
  const files = new Map<number, IndexedFile | undefined>();
  return {
    fileCount: index.fileCount,
    meanLength: index.meanLength,
    fileId: (path) => index.fileId(path),
    pathOf: (file) => index.pathOf(file),
    lengthOf: (file) => index.lengthOf(file),
    file(file) {
      if (!files.has(file)) files.set(file, index.file(file));
      return files.get(file);
    },
    definitionsOf: (term, limit) => index.definitionsOf(term, limit),
    eachDefiningFile: (term, visit) => index.eachDefiningFile(term, visit),
    fileFrequency: (term) => index.fileFrequency(term),
    eachPosting: (term, visit) => index.eachPosting(term, visit),
    paths: () => index.paths(),
  };
}

function displayLength(path: string, folders: readonly string[]): number {
  const folder = folders.find((one) => path.startsWith(`${one}/`));
  return path.length - (folder === undefined ? 0 : folder.length + 1);
}

function localNames(names: ReadonlyMap<string, NameInUse>, index: CodeIndex): Map<number, number> {
  const local = new Map<number, number>();
  for (const { term, lines } of names.values()) {
    if (lines <= localLines) local.set(term, rarity(term, index) * Math.exp(-lines / localLines));
  }
  return local;
}

function withRecent(
  similar: readonly SimilarFile[],
  { path, surroundings }: CompletionPlace,
  index: CodeIndex,
): SimilarFile[] {
  const recent = [...surroundings.recent.map((one) => one.path), ...surroundings.tabs];
  const more = [...new Set(recent)]
    .filter((one) => one !== path && !similar.some((other) => other.path === one))
    .slice(0, mostRecentFiles)
    .flatMap((one) => {
      const file = index.fileId(one);
      return file === undefined ? [] : [{ file, path: one, weight: recentWeight }];
    });
  return [...similar, ...more];
}

function enclosingDefinitions({ outline, offset }: CompletionPlace) {
  return outline.definitions.filter(({ range }) => range.start < offset && offset <= range.end);
}

/** The heads of what the cursor stands in are as near to it as the line above. */
function withEnclosing(place: CompletionPlace) {
  return { ...place, heads: enclosingDefinitions(place).map(({ signature }) => signature) };
}

/** What the language's own services say stands before a dot near the cursor. */
function knownTypes({ types }: Surroundings, { index, readText }: CompletionSources): IndexedDefinition[] {
  return types.flatMap(({ path, line }) => {
    const file = index.fileId(path);
    const text = readText(path);
    if (file === undefined || text === undefined) return [];
    const start = offsetOfLine(text, line);
    const end = text.indexOf('\n', start);
    const isThere = ({ nameRange }: IndexedDefinition) =>
      nameRange.start >= start && nameRange.start < (end === -1 ? text.length : end);
    return index.file(file)?.definitions.filter(isThere) ?? [];
  });
}

function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let count = 0; count < line && at !== -1; count++) at = text.indexOf('\n', at) + 1 || -1;
  return Math.max(0, at);
}
