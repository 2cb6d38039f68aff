// Follows a document's imports to files of the index, through the files that only give on what others define.

import type { CodeIndex, IndexedImport } from '../index/codeIndex.ts';
import { termOf } from '../index/terms.ts';
import type { Outline } from '../outline/outline.ts';
import { resolverOf } from './imports/resolveImport.ts';
import type { ResolverDeps } from './imports/resolver.ts';

/** A file that an import leads to. */
export interface ImportedFile {
  readonly file: number;
  readonly path: string;
  /** What the document calls the whole of it. */
  readonly aliases: readonly string[];
  /** Terms of the names that are taken from it; empty where all of it comes. */
  readonly names: ReadonlySet<number>;
}

export interface Importing {
  readonly path: string;
  readonly languageId: string;
  readonly outline: Outline;
}

/** Steps from one file that gives on to the next. */
const mostSteps = 3;
const mostFiles = 80;

/** In the order of the imports, each file once. */
export function importedFiles(
  { path, languageId, outline }: Importing,
  index: CodeIndex,
  deps: ResolverDeps,
): ImportedFile[] {
  const found = new Map<number, { path: string; aliases: Set<string>; names: Set<number> }>();
  const resolve = resolverOf(languageId);

  function take(target: string, names: readonly number[], aliases: readonly string[], steps: number): void {
    const file = index.fileId(target);
    if (file === undefined || target === path || found.size >= mostFiles) return;
    const known = found.get(file) ?? { path: target, aliases: new Set(), names: new Set() };
    found.set(file, known);
    for (const name of names) known.names.add(name);
    for (const alias of aliases) known.aliases.add(alias);
    const structure = index.file(file);
    if (structure === undefined || steps >= mostSteps) return;
    const missing = names.filter((name) => !structure.definitions.some(({ term }) => term === name));
    if (names.length > 0 && missing.length === 0) return;
    for (const reexport of structure.imports) {
      // Whatever a Python package's own file imports can be taken from the package.
      const isGivenOn = reexport.isReexport || target.endsWith('/__init__.py');
      if (!isGivenOn || !(names.length === 0 || givesOn(reexport, missing))) continue;
      for (const next of resolve({ source: reexport.source, names: [], from: target }, deps)) {
        take(next, names.length === 0 ? [] : missing, names.length === 0 ? aliases : [], steps + 1);
      }
    }
  }

  // What is named comes first: a package taken as a whole may fill all places.
  const named = outline.imports.filter(({ names }) => names.some(({ name }) => name !== '*'));
  const others = outline.imports.filter((one) => !named.includes(one));
  for (const { source, names } of [...named, ...others]) {
    const parts = names.filter(({ name }) => name !== '*');
    const wholes = names.filter(({ name }) => name === '*' || name === 'default').map(({ alias }) => alias);
    const targets = resolve({ source, names: parts.map(({ name }) => name), from: path }, deps);
    for (const target of targets)
      take(target, wholes.length > 0 ? [] : parts.map(({ name }) => termOf(name)), wholes, 0);
  }
  return [...found].map(([file, { path: target, aliases, names }]) => ({
    file,
    path: target,
    aliases: [...aliases],
    names,
  }));
}

const whole = termOf('*');

function givesOn({ names }: IndexedImport, missing: readonly number[]): boolean {
  return names.length === 0 || names.some(({ name, alias }) => name === whole || missing.includes(alias));
}
