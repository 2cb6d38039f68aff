// Patterns in the syntax of `.gitignore`: those in ignore files on every level, as git reads them, and those of settings.

import ignore, { type Ignore } from 'ignore';

/** `own`: suggestions in the ignored file itself are fine. Each name is a system of its own: no file reopens another's rule. */
export const ignoreFiles: readonly { readonly name: string; readonly own: boolean }[] = [
  { name: '.sottoignore', own: false },
  { name: '.aiexclude', own: false },
  { name: '.cursorignore', own: false },
  { name: '.codeiumignore', own: false },
  { name: '.aiderignore', own: false },
  { name: '.llmignore', own: false },
  { name: '.continueignore', own: false },
  { name: '.gitignore', own: true },
];

/** Tells whether a relative path, without leading slash, `.` or `..`, matches one of the patterns. */
export type Patterns = (relative: string) => boolean;

/** No path is longer; a longer pattern would not compile, and matches none. */
const longestPattern = 4096;

function rulesOf(lines: readonly string[]): Ignore {
  return ignore().add(lines.filter((line) => line.length <= longestPattern));
}

export function patternsOf(lines: readonly string[]): Patterns {
  if (lines.length === 0) return () => false;
  const patterns = rulesOf(lines);
  return (relative) => patterns.test(relative).ignored;
}

/** A glob with more alternatives is nobody's, and would take for ever. */
const mostAlternatives = 1000;

const braces = /\{([^{}]*)\}/;

/** Every alternative of the braces in a glob. */
function expandBraces(glob: string): string[] {
  let globs = [glob];
  while (globs.some((one) => braces.test(one))) {
    const next = globs.flatMap(expandFirst);
    if (next.length > mostAlternatives) break;
    globs = next;
  }
  return globs;
}

function expandFirst(glob: string): string[] {
  const found = braces.exec(glob);
  if (!found) return [glob];
  const [whole, inside = ''] = found;
  return inside.split(',').map((part) => glob.slice(0, found.index) + part + glob.slice(found.index + whole.length));
}

/** Patterns of the editor's `files.exclude`; rows that are off, or that depend on another file, do not count. */
export function globPatternsOf(globs: Readonly<Record<string, unknown>>): Patterns {
  const on = Object.entries(globs).flatMap(([glob, value]) => (value === true ? expandBraces(glob) : []));
  return patternsOf(on.map((glob) => `/${glob.replace(/^\/+/, '')}`));
}

/** What `ignore` accepts: a relative path without leading slash, `.` or `..`. */
export function relativeForm(path: string): string | undefined {
  const relative = path.replace(/^[A-Za-z]:/, '').replace(/^\/+/, '');
  return ignore.isPathValid(relative) ? relative : undefined;
}

/** The ignore files of one folder, by name. */
export type IgnoreLevel = ReadonlyMap<string, Ignore>;

export function ignoreLevel(texts: Iterable<readonly [name: string, text: string]>): IgnoreLevel {
  return new Map([...texts].map(([name, text]) => [name, rulesOf(text.split(/\r?\n/))]));
}

export interface IgnoredPath {
  /** Relative to the folder of the first level. */
  readonly relative: string;
  readonly isFolder: boolean;
  /** True when the folders on its way are known not to be ignored. */
  readonly isParentFine: boolean;
}

/** True when the deepest ignore file that says anything about the path, or about a folder on its way, ignores it. */
function isIgnored(
  { relative, isFolder, isParentFine }: IgnoredPath,
  levels: readonly (Ignore | undefined)[],
): boolean {
  const parts = relative.split('/');
  for (let depth = isParentFine ? parts.length : 1; depth <= parts.length; depth++) {
    const isInside = depth < parts.length;
    // An ignored folder is never looked into: no rule below it can reopen anything.
    for (let level = depth - 1; level >= 0; level--) {
      const rules = levels[level];
      if (rules === undefined) continue;
      const part = parts.slice(level, depth).join('/') + (isInside || isFolder ? '/' : '');
      const result = ignore.isPathValid(part) ? rules.test(part) : undefined;
      if (result?.ignored) return true;
      if (result?.unignored) break;
    }
  }
  return false;
}

/** The ignore file that shuts the path out, or undefined; `levels` are of the folders on its way, the root first. */
export function ignoredBy(
  path: IgnoredPath,
  levels: readonly IgnoreLevel[],
): { name: string; own: boolean } | undefined {
  return ignoreFiles.find(
    ({ name }) =>
      levels.some((level) => level.has(name)) &&
      isIgnored(
        path,
        levels.map((level) => level.get(name)),
      ),
  );
}
