// Java, Kotlin, Scala, C# and PHP: dotted names, whose last parts are folders and a file, or a folder of such.

import { nameOf, type PathTable } from '../pathTable.ts';
import type { Resolver } from './resolver.ts';

const mostInPackage = 60;

/** `separator` stands between the parts of a name; files end with one of `endings`. */
function resolveDotted(separator: RegExp, endings: readonly string[]): Resolver {
  return ({ source, names, from }, { paths }) => {
    const parts = source.split(separator).filter((part) => part !== '' && part !== '*');
    const named = names.filter((name) => name !== '*' && name !== 'default');
    const wholes = [...named.map((name) => (name === parts.at(-1) ? parts : [...parts, name])), parts];
    const found = wholes.flatMap((whole) => fileOf(whole, from, endings, paths));
    return found.length > 0 ? [...new Set(found)] : filesOf(parts, from, endings, paths);
  };
}

/** The file with the longest end of the name; a static import's last part is a member of it. */
function fileOf(parts: readonly string[], from: string, endings: readonly string[], paths: PathTable): string[] {
  for (const whole of [parts, parts.slice(0, -1)]) {
    for (let first = 0; first <= Math.max(0, whole.length - 2); first++) {
      for (const ending of endings) {
        const [found] = paths.endingWith(whole.slice(first).join('/') + ending, from);
        if (found !== undefined && whole.length > 1) return [found];
      }
    }
  }
  return [];
}

/** All of a package, or of a namespace whose folders are named as it is. */
function filesOf(parts: readonly string[], from: string, endings: readonly string[], paths: PathTable): string[] {
  for (let first = 0; first < parts.length; first++) {
    const folders = paths.foldersEndingWith(parts.slice(first).join('/'), from);
    const files = folders
      .flatMap((folder) => paths.filesIn(folder))
      .filter((path) => endings.some((ending) => path.endsWith(ending)));
    if (files.length > 0) return files.slice(0, mostInPackage);
  }
  return [];
}

export const resolveJava: Resolver = resolveDotted(/\./, ['.java', '.kt', '.scala', '.groovy']);
export const resolveCSharp: Resolver = resolveDotted(/\./, ['.cs']);
export const resolvePhp: Resolver = resolveDotted(/\\/, ['.php']);

const twinFolders: readonly (readonly [string, string])[] = [
  ['/src/test/', '/src/main/'],
  ['/tests/', '/src/'],
  ['/test/', '/src/'],
  ['/test/', '/lib/'],
  ['/spec/', '/lib/'],
];

/** The folder of `path` and what mirrors it on the other side of a project's tests. */
export function packageFolders(path: string): string[] {
  const folder = path.slice(0, path.length - nameOf(path).length);
  const twins = twinFolders.flatMap(([test, main]) => [folder.replace(test, main), folder.replace(main, test)]);
  return [...new Set([folder, ...twins])].map((one) => one.slice(0, -1));
}
