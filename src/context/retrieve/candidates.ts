// Definitions in other files that the unwritten line may name, each with what speaks for it.

import type { CodeIndex, IndexedDefinition, IndexedFile } from '../index/codeIndex.ts';
import { termOf } from '../index/terms.ts';
import type { ImportedFile } from './importedFiles.ts';
import { goFiles } from './imports/go.ts';
import { packageFolders } from './imports/packages.ts';
import type { NameInUse } from './namesInUse.ts';
import { createDefinitionSearch, isLocal } from './nearestDefinitions.ts';
import { folderOf, type PathTable } from './pathTable.ts';
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
  /** Near and aligned say the same thing twice. */
  nearAndAligned: number;
  /** How often the document uses its name, on a logarithmic scale. */
  often: number;
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
const mostAlike = 3;
const mostUsualAlike = 1;
const leastNear = 0.05;
/** From so many candidates on, one that nobody speaks of has no chance. */
const mostUnspoken = 400;
const mostPerScope = 300;

const mostNamedLines = 120;
const mostUsual = 100;
const packageLanguages = new Set(['java', 'kotlin', 'scala', 'csharp', 'php', 'swift']);
const holderKinds = new Set(['class', 'interface', 'type', 'enum', 'module']);

/** 0 and 1 stay; what is small grows, for a little says more than nothing. */
function onLogScale(share: number): number {
  return Math.log1p(20 * share) / Math.log(21);
}

function nearness(lines: number): number {
  return onLogScale(Math.exp(-lines / nearLines));
}

/** Each definition once, in the order in which it was found. */
interface Pool {
  readonly all: Candidate[];
  take(definition: IndexedDefinition): Evidence;
}

function createPool(): Pool {
  const byFile = new Map<string, Evidence[]>();
  const all: Candidate[] = [];
  return {
    all,
    take(definition) {
      let file = byFile.get(definition.path);
      if (file === undefined) {
        file = [];
        byFile.set(definition.path, file);
      }
      const known = file[definition.at];
      if (known) return known;
      const evidence = noEvidence();
      file[definition.at] = evidence;
      all.push({ definition, evidence });
      return evidence;
    },
  };
}

export function gatherCandidates(sources: CandidateSources): Candidate[] {
  const { path, names, usages, known, enclosing, index } = sources;
  const byTerm = new Map([...names.values()].map((name) => [name.term, name]));
  const structures = new Map<string, IndexedFile | undefined>();
  const structureOf = (other: string): IndexedFile | undefined => {
    if (!structures.has(other)) {
      const file = index.fileId(other);
      structures.set(other, file === undefined ? undefined : index.file(file));
    }
    return structures.get(other);
  };
  const pool = createPool();
  const search = createDefinitionSearch(sources, structureOf);
  takeImported(sources, byTerm, structureOf, pool);
  takePackage(sources, byTerm, structureOf, pool);
  // Other parts of what the cursor stands in: partial classes, headers, implementations elsewhere.
  for (const name of enclosing)
    for (const definition of search(termOf(name), mostAlike)) pool.take(definition).near = 1;
  for (const definition of known) pool.take(definition).near = 1;
  // By name: what the document uses and does not say itself.
  for (const { term, lines, isOwn, isImported, count } of names.values()) {
    if (isOwn || lines > mostNamedLines || (count === 0 && !isImported)) continue;
    for (const definition of search(term, mostAlike)) pool.take(definition);
  }
  // By name: what files like it use.
  const taken = new Set(pool.all.map(({ definition }) => definition.term));
  const usual = [...usages.byTerm]
    .filter(([term]) => !taken.has(term) && !byTerm.get(term)?.isOwn)
    .map(([term, { similar, aligned }]) => ({ term, weight: similar + 2 * aligned }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, 4 * mostUsual)
    .map(({ term, weight }) => ({ term, weight: weight * rarity(term, index) }))
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, mostUsual);
  for (const { term } of usual) for (const definition of search(term, mostUsualAlike)) pool.take(definition);
  takeMembers(pool, byTerm, usages, structureOf);
  for (const { definition, evidence } of pool.all) {
    const use = byTerm.get(definition.term);
    if (use && use.count > 0) {
      evidence.near = Math.max(evidence.near, nearness(use.lines));
      evidence.used = 1;
      evidence.often = Math.min(1, Math.log(use.count) / 3);
    }
    const usage = usages.byTerm.get(definition.term);
    evidence.similar = onLogScale(usage?.similar ?? 0);
    evidence.aligned = usage?.aligned ?? 0;
    evidence.nearAndAligned = evidence.near * evidence.aligned;
  }
  return pool.all.filter(({ definition }) => definition.path !== path);
}

type Structures = (path: string) => IndexedFile | undefined;
type Uses = ReadonlyMap<number, NameInUse>;

/** What the imports name, and what comes along with it. */
function takeImported(
  { imported, names, usages }: CandidateSources,
  byTerm: Uses,
  structureOf: Structures,
  pool: Pool,
): void {
  for (const { path, names: taken, aliases } of imported) {
    const definitions = visibleIn(structureOf(path));
    let aliasNear = 0;
    for (const alias of aliases) {
      aliasNear = Math.max(aliasNear, nearness(names.get(alias)?.lines ?? Number.POSITIVE_INFINITY));
    }
    for (const definition of definitions.slice(0, mostPerScope)) {
      const { term, parent } = definition;
      const isSpokenOf = byTerm.has(term) || usages.byTerm.has(term) || (parent === undefined && aliasNear > leastNear);
      if (pool.all.length > mostUnspoken && !isSpokenOf && !taken.has(term)) continue;
      const evidence = pool.take(definition);
      if (parent !== undefined) continue;
      if (!taken.has(term)) evidence.holderNear = Math.max(evidence.holderNear, aliasNear);
      else if ((byTerm.get(term)?.count ?? 0) === 0) evidence.unusedImport = 1;
      else evidence.usedImport = 1;
    }
  }
}

/** Of a large package only what somebody speaks of. */
function takePackage(
  { path, languageId, paths, usages }: CandidateSources,
  byTerm: Uses,
  structureOf: Structures,
  pool: Pool,
): void {
  const all = packageFiles(path, languageId, paths).flatMap((other) => visibleIn(structureOf(other)));
  for (const definition of all) {
    const { term } = definition;
    if (all.length > mostPerScope && !byTerm.has(term) && !usages.byTerm.has(term)) continue;
    pool.take(definition);
  }
}

function visibleIn(structure: IndexedFile | undefined): IndexedDefinition[] {
  const definitions = structure?.definitions ?? [];
  return definitions.filter((definition) => !isLocal(definition, definitions));
}

/** Members of what is near, and of what was just imported. */
function takeMembers(pool: Pool, byTerm: Uses, usages: Usages, structureOf: Structures): void {
  for (const { definition, evidence } of [...pool.all]) {
    if (!holderKinds.has(definition.kind)) continue;
    const use = byTerm.get(definition.term);
    const near = Math.max(evidence.near, use && use.count > 0 ? nearness(use.lines) : 0);
    const nearHolder = Math.max(near, evidence.unusedImport * 0.5, evidence.usedImport * 0.1);
    const definitions = structureOf(definition.path)?.definitions ?? [];
    // A definition stands before what stands in it.
    for (let at = definition.at + 1; at < definitions.length; at++) {
      const member = definitions[at];
      if (member === undefined || member.range.start >= definition.range.end) break;
      if (member.parent !== definition.at) continue;
      const hasChance = nearHolder >= (pool.all.length > mostUnspoken ? 2 * leastNear : leastNear);
      if (!hasChance && !byTerm.has(member.term) && !usages.byTerm.has(member.term)) continue;
      const known = pool.take(member);
      known.holderNear = Math.max(known.holderNear, nearHolder);
    }
  }
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
    nearAndAligned: 0,
    often: 0,
  };
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
