// C and C++ includes, Ruby's require, and every other language's imports that are paths: beside the file, else by their end.

import { folderOf, joinPath, withoutExtension } from '../pathTable.ts';
import type { Resolver } from './resolver.ts';

const bodies = ['.c', '.cc', '.cpp', '.cxx'];

function beside(endings: readonly string[]): Resolver {
  return ({ source, from }, { paths }) => {
    const names = ['', ...endings].map((ending) => source + ending);
    const near = names.map((name) => joinPath(folderOf(from), name)).find((path) => paths.has(path));
    if (near !== undefined) return [near];
    if (source.startsWith('.')) return [];
    const found = names.flatMap((name) => paths.endingWith(name, from))[0];
    return found === undefined ? [] : [found];
  };
}

export const resolveRuby: Resolver = beside(['.rb']);
export const resolvePath: Resolver = beside([
  '.sh',
  '.css',
  '.scss',
  '.less',
  '.lua',
  '.dart',
  '.php',
  '.ps1',
  '.psm1',
]);

/** A header stands for what implements it, too. */
export const resolveInclude: Resolver = (site, deps) => {
  const headers = beside([])(site, deps);
  const sources = headers.flatMap((header) => bodies.map((ending) => withoutExtension(header) + ending));
  return [...headers, ...sources.filter((path) => path !== site.from && deps.paths.has(path))];
};
