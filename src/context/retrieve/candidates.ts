// Definitions in other files that the unwritten line may name, each with what speaks for it.

import type { CodeIndex, IndexedDefinition, IndexedFile } from '../index/codeIndex.ts';
import { scanNames } from '../index/scanNames.ts';
import { identifierTerm } from '../index/terms.ts';
import { languageOf } from '../languageOf.ts';
import type { ImportedFile } from './importedFiles.ts';
import { goFiles } from './imports/go.ts';
import { packageFolders } from './imports/packages.ts';
import type { NameInUse } from './namesInUse.ts';
import { folderOf, type PathTable, pathDistance } from './pathTable.ts';
import type { SimilarFile } from './similarFiles.ts';

/** What speaks for a definition; each figure from 0 to 1. */
export interface Evidence {
  /** An import names it, and nothing uses it yet. */
  unusedImport: number;
  usedImport: number;
  /** How near its name stands to the cursor. */
  near: number;
  used: number;
  /** Its file is imported as a whole, or belongs to the same package. */
  whole: number;
  package: number;
  /** How near the name of what it stands in is, or what the document calls its file. */
  holderNear: number;
  /** What it stands in occurs in the signature of something that is near. */
  holderHop: number;
  hop: number;
  /** Share of the similar files that use its name. */
  similar: number;
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
  readonly similar: readonly SimilarFile[];
  readonly index: CodeIndex;
  readonly paths: PathTable;
  readText(path: string): string | undefined;
}

const nearLines = 12;
const mostPackageFiles = 60;
const mostAlike = 8;
const mostHopDefinitions = 40;
const mostHopChars = 2000;
const mostNamedLines = 120;
const packageLanguages = new Set(['java', 'kotlin', 'scala', 'csharp', 'php', 'swift']);
const holderKinds = new Set(['class', 'interface', 'type', 'enum', 'module']);
const callables = new Set(['function', 'method']);

export function nearness(lines: number): number {
  return Math.exp(-lines / nearLines);
}

export function gatherCandidates(sources: CandidateSources): Candidate[] {
  const { path, languageId, names, imported, index, paths } = sources;
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
      } else {
        evidence.whole = 1;
        if (isTop) evidence.holderNear = Math.max(evidence.holderNear, aliasNear);
      }
    }
  }
  for (const other of packageFiles(path, languageId, paths)) {
    const file = index.fileId(other);
    const structure = file === undefined || file === own ? undefined : structureOf(file);
    for (const definition of structure ? visible(structure) : []) take(definition).package = 1;
  }
  // By name: what the document uses and does not say itself.
  for (const { term, lines, isOwn, count } of names.values()) {
    if (isOwn || lines > mostNamedLines || (count === 0 && !byTerm.get(term)?.isImported)) continue;
    for (const definition of nearestDefinitions(term, sources)) take(definition);
  }
  for (const { definition, evidence } of candidates.values()) {
    const use = byTerm.get(definition.term);
    if (use && use.count > 0) {
      evidence.near = nearness(use.lines);
      evidence.used = 1;
    }
  }
  hop(sources, candidates, take, byTerm, structureOf);
  // Members of what is near, and members of what occurs in the signatures of what is near.
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
      known.holderHop = Math.max(known.holderHop, evidence.hop);
    }
  }
  addSimilar(sources, candidates);
  const logFiles = Math.log(index.fileCount + 2);
  for (const { definition, evidence } of candidates.values()) {
    evidence.common = Math.log(index.fileFrequency(definition.term) + 1) / logFiles;
  }
  return [...candidates.values()].filter(({ definition }) => definition.path !== path);
}

function noEvidence(): Evidence {
  return {
    unusedImport: 0,
    usedImport: 0,
    near: 0,
    used: 0,
    whole: 0,
    package: 0,
    holderNear: 0,
    holderHop: 0,
    hop: 0,
    similar: 0,
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

/** What occurs in the signatures of what is near: types of parameters and of results. */
function hop(
  sources: CandidateSources,
  candidates: ReadonlyMap<string, Candidate>,
  take: (definition: IndexedDefinition) => Evidence,
  byTerm: ReadonlyMap<number, NameInUse>,
  structureOf: (file: number) => IndexedFile | undefined,
): void {
  const strength = ({ evidence }: Candidate) =>
    Math.max(evidence.near, evidence.unusedImport * 0.7, evidence.usedImport * 0.2);
  const starts = [...candidates.values()]
    .filter((candidate) => strength(candidate) > 0.05)
    .sort((a, b) => strength(b) - strength(a))
    .slice(0, mostHopDefinitions);
  for (const start of starts) {
    const { path, signature, range, kind } = start.definition;
    const text = sources.readText(path);
    if (text === undefined) continue;
    const end = holderKinds.has(kind) ? Math.min(range.end, range.start + mostHopChars) : signature.end;
    const part = text.slice(signature.start, end);
    const seen = new Set<number>();
    scanNames(part, sources.languageId, {
      name(from, to) {
        seen.add(identifierTerm(part, from, to));
      },
      comment: () => undefined,
    });
    seen.delete(start.definition.term);
    for (const term of seen) {
      for (const definition of sources.index.definitionsOf(term, mostAlike)) {
        if (!holderKinds.has(definition.kind) || definition.path === sources.path) continue;
        const file = sources.index.fileId(definition.path);
        const structure = file === undefined ? undefined : structureOf(file);
        if (!structure || isLocal(definition, structure.definitions)) continue;
        const evidence = take(definition);
        evidence.hop = Math.max(evidence.hop, strength(start));
        const use = byTerm.get(term);
        if (use && use.count > 0) {
          evidence.near = nearness(use.lines);
          evidence.used = 1;
        }
      }
    }
  }
}

/** How many of the similar files use each candidate's name. */
function addSimilar({ similar, readText }: CandidateSources, candidates: ReadonlyMap<string, Candidate>): void {
  const weights = new Map<number, number>();
  let all = 0;
  for (const { path, weight } of similar) {
    const text = readText(path);
    if (text === undefined) continue;
    all += weight;
    const terms = new Set<number>();
    scanNames(text, languageOf(path), {
      name(start, end) {
        terms.add(identifierTerm(text, start, end));
      },
      comment: () => undefined,
    });
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  for (const { definition, evidence } of candidates.values()) {
    evidence.similar = (weights.get(definition.term) ?? 0) / Math.max(1e-9, all);
  }
}
