// TypeScript and JavaScript: relative paths, folders' index files, tsconfig's `paths`, packages of the same workspace.

import { folderOf, joinPath, nearestFirst, type PathTable } from '../pathTable.ts';
import { parseJson } from './json.ts';
import type { Resolver, ResolverDeps } from './resolver.ts';

const extensions = ['.ts', '.tsx', '.d.ts', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.vue', '.svelte', '.json'];
/** What compilers write → what they read. */
const written = /\.([mc]?)js(x?)$/;
const mostFolders = 24;

export const resolveScript: Resolver = ({ source, from }, deps) => {
  const one = (base: string) => asFile(base, deps.paths);
  if (source.startsWith('.')) return one(joinPath(folderOf(from), source));
  const mapped = throughSettings(source, from, deps);
  return mapped.length > 0 ? mapped : inPackage(source, from, deps);
};

/** The file that `base` means without its extension. */
function asFile(base: string, paths: PathTable): string[] {
  const asSource = base.replace(written, '.$1ts$2');
  const bases = asSource === base ? [base] : [asSource, base.replace(written, '.d.$1ts'), base];
  const candidates = [
    ...bases,
    ...extensions.map((extension) => base + extension),
    ...extensions.map((extension) => `${base}/index${extension}`),
  ];
  const found = candidates.find((path) => paths.has(path));
  return found === undefined ? [] : [found];
}

interface CompilerSettings {
  readonly extends?: unknown;
  readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: Readonly<Record<string, unknown>> };
}

/** `compilerOptions.paths` and `baseUrl` of the nearest tsconfig or jsconfig that has them. */
function throughSettings(source: string, from: string, deps: ResolverDeps): string[] {
  let folder = folderOf(from);
  for (let depth = 0; depth < mostFolders && folder !== ''; depth++) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const found = mapBy(`${folder}/${name}`, source, deps, 0);
      if (found.length > 0) return found;
    }
    folder = folderOf(folder);
  }
  return [];
}

function mapBy(path: string, source: string, deps: ResolverDeps, depth: number): string[] {
  const text = deps.readSettings(path);
  if (text === undefined) return [];
  const settings = parseJson(text) as CompilerSettings | undefined;
  const { baseUrl, paths } = settings?.compilerOptions ?? {};
  const base = typeof baseUrl === 'string' ? joinPath(folderOf(path), baseUrl) : folderOf(path);
  for (const [pattern, targets] of Object.entries(paths ?? {})) {
    const [front = '', back] = pattern.split('*');
    const matches = back === undefined ? source === front : source.startsWith(front) && source.endsWith(back);
    if (!matches || !Array.isArray(targets)) continue;
    const star = back === undefined ? '' : source.slice(front.length, source.length - back.length);
    for (const target of targets) {
      const found = typeof target === 'string' ? asFile(joinPath(base, target.replace('*', star)), deps.paths) : [];
      if (found.length > 0) return found;
    }
  }
  const direct = typeof baseUrl === 'string' ? asFile(joinPath(base, source), deps.paths) : [];
  if (direct.length > 0 || depth > 3 || typeof settings?.extends !== 'string') return direct;
  if (!settings.extends.startsWith('.')) return [];
  const parent = joinPath(folderOf(path), settings.extends);
  return mapBy(parent.endsWith('.json') ? parent : `${parent}.json`, source, deps, depth + 1);
}

interface PackageSettings {
  readonly name?: unknown;
  readonly source?: unknown;
  readonly types?: unknown;
  readonly module?: unknown;
  readonly main?: unknown;
}

/** A package whose folder lies in the workspace, found by its folder's name, which is its own without the scope. */
function inPackage(source: string, from: string, deps: ResolverDeps): string[] {
  const parts = source.split('/');
  const nameParts = source.startsWith('@') ? 2 : 1;
  const name = parts.slice(0, nameParts).join('/');
  const rest = parts.slice(nameParts).join('/');
  for (const folder of packageFolders(name, from, deps)) {
    const settings = parseJson(deps.readSettings(`${folder}/package.json`) ?? '') as PackageSettings | undefined;
    if (settings?.name !== name) continue;
    const entries = rest === '' ? [settings.source, settings.types, settings.module, settings.main] : [rest];
    const bases = [
      ...entries.filter((entry) => typeof entry === 'string'),
      ...(rest === '' ? ['src/index', 'index'] : []),
    ];
    for (const base of bases.flatMap((entry) => [joinPath(folder, entry), joinPath(folder, `src/${entry}`)])) {
      const found = asFile(base, deps.paths);
      if (found.length > 0) return found;
    }
  }
  return [];
}

function packageFolders(name: string, from: string, { paths }: ResolverDeps): string[] {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const own = [];
  for (let folder = folderOf(from); folder !== ''; folder = folderOf(folder)) own.push(folder);
  const withSources = paths.foldersEndingWith(`${last}/src`, from).map(folderOf);
  return [...nearestFirst([...paths.foldersEndingWith(last, from), ...withSources], from), ...own];
}
