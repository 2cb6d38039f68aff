// Definitions in other files that the unwritten line may name, each with what speaks for it.

import type { CodeIndex, IndexedDefinition, IndexedFile } from '../index/codeIndex.ts';
import { termOf } from '../index/terms.ts';
import type { ImportedFile } from './importedFiles.ts';
import { goFiles } from './imports/go.ts';
import { packageFolders } from './imports/packages.ts';
import type { NameInUse } from './namesInUse.ts';
import { folderOf, type PathTable, pathDistance } from './pathTable.ts';
import { rarity } from './similarFiles.ts';
import type { Usages } from './usages.ts';

/** What speaks for a definition; each figure from 0 to 1. */
export interface Evidence {
  /** An import names it, and nothing uses it yet. */
  unusedImport: number;
  usedImport: number;
  /** How near its name stands to the cursor. */
  near: number;
  used: number;
  /** How near the name of what it stands in is, or what the document calls its file. */
  holderNear: number;
  /** Share of the similar files that use its name. */
  similar: number;
  /** How like the cursor's lines the likest place is that uses its name. */
  aligned: number;
  /** How often the document uses its name, on a logarithmic scale. */
  often: number;
  /** How many files of the index use its name, on a logarithmic scale. */
  common: number;
}

export interface Candidate {
  readonly definition: IndexedDefinition;
  readonly evidence: Evidence;
}

export interface CandidateSources {
  readonly path: string;
  readonly languageId: string;
  readonly names: ReadonlyMap<string, NameInUse>;
  readonly imported: readonly ImportedFile[];
  readonly usages: Usages;
  /** Definitions that the editor's language services know to matter here. */
  readonly known: readonly IndexedDefinition[];
  /** What the cursor stands in: classes, functions. */
  readonly enclosing: readonly string[];
  readonly index: CodeIndex;
  readonly paths: PathTable;
  readText(path: string): string | undefined;
}

const nearLines = 12;
const mostPackageFiles = 60;
const mostAlike = 8;
const mostNamedLines = 120;
const mostUsual = 150;
const packageLanguages = new Set(['java', 'kotlin', 'scala', 'csharp', 'php', 'swift']);
const holderKinds = new Set(['class', 'interface', 'type', 'enum', 'module']);
const callables = new Set(['function', 'method']);

/** 0 and 1 stay; what is small grows, for a little says more than nothing. */
export function onLogScale(share: number): number {
  return Math.log1p(20 * share) / Math.log(21);
}

export function nearness(lines: number): number {
  return onLogScale(Math.exp(-lines / nearLines));
}

export function gatherCandidates(sources: CandidateSources): Candidate[] {
  const { path, languageId, names, imported, usages, known, enclosing, index, paths } = sources;
  const own = index.fileId(path);
  const byTerm = new Map([...names.values()].map((name) => [name.term, name]));
  const candidates = new Map<string, Candidate>();
  const structures = new Map<number, IndexedFile | undefined>();
  const structureOf = (file: number): IndexedFile | undefined => {
    if (!structures.has(file)) structures.set(file, index.file(file));
    return structures.get(file);
  };
  const take = (definition: IndexedDefinition): Evidence => {
    const key = `${definition.path}\n${definition.at}`;
    const known = candidates.get(key);
    if (known) return known.evidence;
    const evidence = noEvidence();
    candidates.set(key, { definition, evidence });
    return evidence;
  };
  const visible = (structure: IndexedFile) =>
    structure.definitions.filter((definition) => !isLocal(definition, structure.definitions));

  for (const { file, names: taken, aliases } of imported) {
    const structure = structureOf(file);
    if (structure === undefined) continue;
    const aliasNear = Math.max(
      0,
      ...aliases.map((alias) => nearness(names.get(alias)?.lines ?? Number.POSITIVE_INFINITY)),
    );
    for (const definition of visible(structure)) {
      const evidence = take(definition);
      const isTop = definition.parent === undefined;
      if (isTop && taken.has(definition.term)) {
        const use = byTerm.get(definition.term);
        if (use?.count === 0 || use === undefined) evidence.unusedImport = 1;
        else evidence.usedImport = 1;
      } else if (isTop) evidence.holderNear = Math.max(evidence.holderNear, aliasNear);
    }
  }
  for (const other of packageFiles(path, languageId, paths)) {
    const file = index.fileId(other);
    const structure = file === undefined || file === own ? undefined : structureOf(file);
    for (const definition of structure ? visible(structure) : []) take(definition);
  }
  // Other parts of what the cursor stands in: partial classes, headers, implementations elsewhere.
  for (const name of enclosing) {
    for (const definition of nearestDefinitions(termOf(name), sources)) take(definition).near = 1;
  }
  for (const definition of known) take(definition).near = 1;
  // By name: what the document uses and does not say itself.
  for (const { term, lines, isOwn, count } of names.values()) {
    if (isOwn || lines > mostNamedLines || (count === 0 && !byTerm.get(term)?.isImported)) continue;
    for (const definition of nearestDefinitions(term, sources)) take(definition);
  }
  // By name: what files like it use.
  const taken = new Set([...candidates.values()].map(({ definition }) => definition.term));
  const usual = [...usages.byTerm]
    .filter(([term]) => !taken.has(term) && !byTerm.get(term)?.isOwn)
    .map(([term, { similar, aligned }]) => ({ term, weight: (similar + 2 * aligned) * rarity(term, index) }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, mostUsual);
  for (const { term } of usual) {
    for (const definition of nearestDefinitions(term, sources).slice(0, 3)) take(definition);
  }
  for (const { definition, evidence } of candidates.values()) {
    const use = byTerm.get(definition.term);
    if (use && use.count > 0) {
      evidence.near = nearness(use.lines);
      evidence.used = 1;
    }
  }
  // Members of what is near.
  for (const { definition, evidence } of [...candidates.values()]) {
    if (!holderKinds.has(definition.kind)) continue;
    const file = index.fileId(definition.path);
    const structure = file === undefined ? undefined : structureOf(file);
    const nearHolder = Math.max(evidence.near, evidence.unusedImport * 0.5, evidence.usedImport * 0.1);
    for (const member of structure?.definitions ?? []) {
      if (member.parent !== definition.at) continue;
      const known = take(member);
      const use = byTerm.get(member.term);
      if (use && use.count > 0) {
        known.near = nearness(use.lines);
        known.used = 1;
      }
      known.holderNear = Math.max(known.holderNear, nearHolder);
    }
  }
  const logFiles = Math.log(index.fileCount + 2);
  for (const { definition, evidence } of candidates.values()) {
    const use = byTerm.get(definition.term);
    if (use && use.count > 0) {
      evidence.near = Math.max(evidence.near, nearness(use.lines));
      evidence.used = 1;
      evidence.often = Math.min(1, Math.log(use.count) / 3);
    }
    const usage = usages.byTerm.get(definition.term);
    evidence.similar = onLogScale(usage?.similar ?? 0);
    evidence.aligned = usage?.aligned ?? 0;
    evidence.common = Math.log(index.fileFrequency(definition.term) + 1) / logFiles;
  }
  return [...candidates.values()].filter(({ definition }) => definition.path !== path);
}

export function noEvidence(): Evidence {
  return {
    unusedImport: 0,
    usedImport: 0,
    near: 0,
    used: 0,
    holderNear: 0,
    similar: 0,
    aligned: 0,
    often: 0,
    common: 0,
  };
}

export function isLocal(definition: IndexedDefinition, all: readonly IndexedDefinition[]): boolean {
  for (let above = definition.parent; above !== undefined; above = all[above]?.parent) {
    const holder = all[above];
    if (holder && callables.has(holder.kind)) return true;
  }
  return false;
}

function packageFiles(path: string, languageId: string, paths: PathTable): readonly string[] {
  if (languageId === 'go') return goFiles(folderOf(path), paths).filter((other) => other !== path);
  if (!packageLanguages.has(languageId)) return [];
  const extension = path.slice(path.lastIndexOf('.'));
  return packageFolders(path)
    .flatMap((folder) => paths.filesIn(folder))
    .filter((other) => other !== path && other.endsWith(extension))
    .slice(0, mostPackageFiles);
}

/** The definitions of a name that stand nearest to the document, in its own language. */
function nearestDefinitions(term: number, { path, index }: CandidateSources): IndexedDefinition[] {
  const own = path.slice(path.lastIndexOf('.'));
  return index
    .definitionsOf(term, mostAlike * 4)
    .filter((definition) => definition.path !== path)
    .map((definition) => ({
      definition,
      distance:
        pathDistance(definition.path, path) + (definition.path.endsWith(own) ? 0 : 4) + (definition.isExported ? 0 : 2),
    }))
    .sort((a, b) => a.distance - b.distance || (a.definition.path < b.definition.path ? -1 : 1))
    .slice(0, mostAlike)
    .map(({ definition }) => definition);
}
