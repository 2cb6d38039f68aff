// Looks paths of the index up by their last parts, so that an import can be followed without asking the disk.

export interface PathTable {
  has(path: string): boolean;
  /** Paths that end with `/suffix` or are it; those that share most folders with `from` first. */
  endingWith(suffix: string, from: string): readonly string[];
  /** Files right in the folder, in order. */
  filesIn(folder: string): readonly string[];
  /** Folders with files in them that end with `/suffix`; nearest to `from` first. */
  foldersEndingWith(suffix: string, from: string): readonly string[];
}

/** More of one name tell nothing. */
const mostAlike = 400;

export function createPathTable(paths: Iterable<string>): PathTable {
  const all = new Set<string>();
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  const foldersByName = new Map<string, string[]>();
  const add = (among: Map<string, string[]>, key: string, value: string): void => {
    const list = among.get(key);
    if (list === undefined) among.set(key, [value]);
    else list.push(value);
  };
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    all.add(path);
    add(byName, path.slice(slash + 1), path);
    add(byFolder, path.slice(0, slash), path);
  }
  for (const [folder, files] of byFolder) {
    files.sort();
    add(foldersByName, nameOf(folder), folder);
  }

  function ending(among: ReadonlyMap<string, readonly string[]>, suffix: string, from: string): readonly string[] {
    const candidates = among.get(nameOf(suffix));
    if (candidates === undefined || candidates.length > mostAlike) return [];
    const found = candidates.filter((path) => path === suffix || path.endsWith(`/${suffix}`));
    return found.length < 2 ? found : nearestFirst(found, from);
  }

  return {
    has: (path) => all.has(path),
    endingWith: (suffix, from) => ending(byName, suffix, from),
    filesIn: (folder) => byFolder.get(folder) ?? [],
    foldersEndingWith: (suffix, from) => ending(foldersByName, suffix, from),
  };
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `path` without its last extension. */
export function withoutExtension(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(0, dot) : path;
}

/** `folder` and `relative`, which may begin with `./` and `../`, as one path. */
export function joinPath(folder: string, relative: string): string {
  const parts = folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Folders to go up and down from one file to the other. */
export function pathDistance(a: string, b: string): number {
  let same = 0;
  let slash = -1;
  while (same < a.length && same < b.length && a[same] === b[same]) {
    if (a[same] === '/') slash = same;
    same++;
  }
  return slashesFrom(a, slash + 1) + slashesFrom(b, slash + 1);
}

function slashesFrom(path: string, from: number): number {
  let count = 0;
  for (let at = path.indexOf('/', from); at !== -1; at = path.indexOf('/', at + 1)) count++;
  return count;
}

export function nearestFirst(paths: readonly string[], from: string): string[] {
  return paths
    .map((path) => ({ path, distance: pathDistance(path, from) }))
    .sort((a, b) => a.distance - b.distance || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}
