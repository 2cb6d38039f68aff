// Rust: paths of `use` through the crate's tree of modules, `mod` declarations, and crates of the same workspace.

import { folderOf, type PathTable, withoutExtension } from '../pathTable.ts';
import type { Resolver, ResolverDeps } from './resolver.ts';

const mostFolders = 24;

export const resolveRust: Resolver = ({ source, names, from }, deps) => {
  const [first = '', ...rest] = source.split('::').filter((part) => part !== '');
  const one = names.length === 1 && names[0] !== undefined && names[0] !== '*' ? [names[0]] : [];
  const own = modulesFolder(from);
  if (first === 'crate') return descend(crateSource(from, deps), [...rest, ...one], deps.paths);
  if (first === 'self') return descend(own, [...rest, ...one], deps.paths);
  if (first === 'super') {
    let folder = own;
    const steps = [first, ...rest];
    while (steps[0] === 'super') {
      steps.shift();
      folder = folderOf(folder);
    }
    return descend(folder, [...steps, ...one], deps.paths);
  }
  const near = moduleOn(own, [first, ...rest, ...one], deps.paths);
  if (near.length > 0) return near;
  const other = otherCrate(first, from, deps);
  return other === undefined ? [] : descend(other, [...rest, ...one], deps.paths);
};

/** The folder that holds the modules of the module at `path`. */
function modulesFolder(path: string): string {
  return /\/(?:mod|lib|main)\.rs$/.test(path) ? folderOf(path) : withoutExtension(path);
}

/** The file of the deepest module on the way; what is left of the path names something in it. */
function descend(folder: string, steps: readonly string[], paths: PathTable): string[] {
  const found = moduleOn(folder, steps, paths);
  const root = [`${folder}/lib.rs`, `${folder}/main.rs`, `${folder}/mod.rs`, `${folder}.rs`];
  return found.length > 0 ? found : root.filter((path) => paths.has(path)).slice(0, 1);
}

function moduleOn(folder: string, steps: readonly string[], paths: PathTable): string[] {
  for (let count = steps.length; count > 0; count--) {
    const base = [folder, ...steps.slice(0, count)].join('/');
    const found = [`${base}.rs`, `${base}/mod.rs`].find((path) => paths.has(path));
    if (found !== undefined) return [found];
  }
  return [];
}

function crateSource(from: string, { paths }: ResolverDeps): string {
  let folder = folderOf(from);
  for (let depth = 0; depth < mostFolders && folder !== ''; depth++) {
    if (paths.has(`${folder}/lib.rs`) || paths.has(`${folder}/main.rs`)) return folder;
    folder = folderOf(folder);
  }
  return folderOf(from);
}

function otherCrate(name: string, from: string, { paths }: ResolverDeps): string | undefined {
  for (const folder of [name, name.replaceAll('_', '-')].flatMap((one) =>
    paths.foldersEndingWith(`${one}/src`, from),
  )) {
    if (paths.has(`${folder}/lib.rs`)) return folder;
  }
  return undefined;
}
