// Python: dotted modules, relative ones, packages, and names that are modules themselves.

import { folderOf, type PathTable } from '../pathTable.ts';
import type { Resolver } from './resolver.ts';

const endings = ['.py', '/__init__.py', '.pyi', '/__init__.pyi'];

export const resolvePython: Resolver = ({ source, names, from }, { paths }) => {
  const dots = /^\.*/.exec(source)?.[0].length ?? 0;
  const steps = source.slice(dots).replaceAll('.', '/');
  const find = dots > 0 ? relativeTo(from, dots, paths) : (module: string) => absolute(module, from, paths);
  // `from package import module`: the module says more than the package.
  const modules = names
    .filter((name) => name !== '*')
    .flatMap((name) => find(steps === '' ? name : `${steps}/${name}`));
  return [...new Set([...modules, ...find(steps)])];
};

function relativeTo(from: string, dots: number, paths: PathTable): (module: string) => string[] {
  let folder = folderOf(from);
  for (let up = 1; up < dots; up++) folder = folderOf(folder);
  return (module) => firstOf(module === '' ? folder : `${folder}/${module}`, paths);
}

function firstOf(base: string, paths: PathTable): string[] {
  const found = endings.map((ending) => base + ending).find((path) => paths.has(path));
  return found === undefined ? [] : [found];
}

/** Where the path of modules begins is not known: the nearest file that ends as the module's path does. */
function absolute(module: string, from: string, paths: PathTable): string[] {
  if (module === '') return [];
  for (const ending of endings) {
    const found = paths.endingWith(module + ending, from)[0];
    // `import os` is no file `os.py` deep in another package.
    if (found !== undefined && (module.includes('/') || isVisible(found, from))) return [found];
  }
  return [];
}

function isVisible(path: string, from: string): boolean {
  const folder = path.endsWith('/__init__.py') ? folderOf(folderOf(path)) : folderOf(path);
  return from.startsWith(`${folder}/`);
}
