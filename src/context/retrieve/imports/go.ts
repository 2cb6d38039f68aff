// Go: a package is a folder; the module's path in go.mod says where its paths begin.

import { folderOf, type PathTable } from '../pathTable.ts';
import type { Resolver, ResolverDeps } from './resolver.ts';

const mostFolders = 24;

export const resolveGo: Resolver = ({ source, from }, deps) => {
  const own = ownModule(from, deps);
  if (own && (source === own.module || source.startsWith(`${own.module}/`))) {
    return goFiles(own.folder + source.slice(own.module.length), deps.paths);
  }
  // A module of the same workspace, or a folder laid out as GOPATH is; one last part alone is mostly the standard library.
  const parts = source.split('/');
  for (let first = 0; first < parts.length - 1; first++) {
    const [folder] = deps.paths.foldersEndingWith(parts.slice(first).join('/'), from);
    if (folder !== undefined) return goFiles(folder, deps.paths);
  }
  return [];
};

/** Source files of a package without its tests. */
export function goFiles(folder: string, paths: PathTable): readonly string[] {
  return paths.filesIn(folder).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));
}

function ownModule(from: string, { readSettings }: ResolverDeps): { folder: string; module: string } | undefined {
  let folder = folderOf(from);
  for (let depth = 0; depth < mostFolders && folder !== ''; depth++) {
    const module = /^\s*module\s+"?([^\s"]+)/m.exec(readSettings(`${folder}/go.mod`) ?? '')?.[1];
    if (module !== undefined) return { folder, module };
    folder = folderOf(folder);
  }
  return undefined;
}
