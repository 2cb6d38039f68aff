// Decides which files the model may see: secret files never, whatever a repository says; excluded ones as their rules ask.

import ignore, { type Ignore } from 'ignore';
import type { Disposable } from '../base/event.ts';
import { isReadableExample, secretContentRule, secretLanguageRule, secretPathRule } from '../redaction/secretPaths.ts';
import type { FileRef, Workspace } from './workspace.ts';

/**
 * `secret`: no suggestion in it, and it never enters a prompt. `excluded`: it never enters the prompt of another file;
 * suggestions in the file itself come only where `ownSuggestions` says so: for git-ignored files, which the user
 * does edit, and not for files that the user or an assistant's ignore file shut out.
 */
export type Exclusion =
  | { readonly kind: 'ok' }
  | { readonly kind: 'secret'; readonly rule: string }
  | { readonly kind: 'excluded'; readonly by: string; readonly ownSuggestions: boolean };

export interface ExclusionRules {
  /** Gitignore patterns of the user's own settings. */
  readonly excludeFiles: readonly string[];
  /** Gitignore patterns of the user's own settings: the only way to reopen a built-in secret rule. */
  readonly allowFiles: readonly string[];
}

export interface ExclusionOptions {
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

export interface ExclusionDecider extends Disposable {
  /** `text`, when at hand, finds copies of secret files under other names. Cheap enough for every key. */
  decide(file: FileRef, text?: string): Promise<Exclusion>;
  /** A file changed, came or went; without `path` everything may have. */
  invalidate(path?: string): void;
}

const ok: Exclusion = Object.freeze({ kind: 'ok' });

/** An `ok` and the real path behind it are never older than this. */
const decisionMaxAgeMs = 2000;
/** Ignore files are read again after this time where no watcher told of a change. */
const ignoreFileMaxAgeMs = 10_000;
const maxIgnoreFileBytes = 1024 * 1024;
const maxCached = 2000;

/** `own`: suggestions in the ignored file itself are fine. Each name is a system of its own: no file reopens another's rule. */
const ignoreFiles: readonly { readonly name: string; readonly own: boolean }[] = [
  { name: '.sottoignore', own: false },
  { name: '.aiexclude', own: false },
  { name: '.cursorignore', own: false },
  { name: '.codeiumignore', own: false },
  { name: '.aiderignore', own: false },
  { name: '.llmignore', own: false },
  { name: '.continueignore', own: false },
  { name: '.gitignore', own: true },
];

/** Documents that are files, or will be; all others quote files without their rules: diffs, outputs, chats. */
const editable = new Set([
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
  'vscode-test-web',
  'vscode-userdata',
  'vsls',
  'memfs',
  'ssh',
  'sftp',
  'codespaces',
]);

type IgnoreByName = ReadonlyMap<string, Ignore>;

interface Aged<T> {
  readonly value: Promise<T>;
  readonly atMs: number;
}

function slashed(path: string): string {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path) ? path.replaceAll('\\', '/') : path;
}

/** The part of `path` below `folder`, or undefined; Windows drives compare without case. */
function below(folder: string, path: string): string | undefined {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const fold = (text: string) => (/^[A-Za-z]:\//.test(text) ? text.toLowerCase() : text);
  if (!fold(path).startsWith(fold(base)) || path.length === base.length) return undefined;
  return path.slice(base.length);
}

/** What `ignore` accepts: a relative path without leading slash, `.` or `..`. */
function relativeForm(path: string): string | undefined {
  const relative = path.replace(/^[A-Za-z]:/, '').replace(/^\/+/, '');
  return ignore.isPathValid(relative) ? relative : undefined;
}

/** True when the deepest ignore file that says anything about `relative`, or about a folder on its way, ignores it. */
function isIgnored(relative: string, levels: readonly (Ignore | undefined)[]): boolean {
  const parts = relative.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const isFolder = depth < parts.length;
    // An ignored folder is never looked into: no rule below it can reopen anything.
    for (let level = depth - 1; level >= 0; level--) {
      const part = parts.slice(level, depth).join('/') + (isFolder ? '/' : '');
      const result = ignore.isPathValid(part) ? levels[level]?.test(part) : undefined;
      if (result?.ignored) return true;
      if (result?.unignored) break;
    }
  }
  return false;
}

/** Creates the decider; a change of the settings makes a new one. */
export function createExclusion(
  workspace: Workspace,
  rules: ExclusionRules,
  { now = () => performance.now() }: ExclusionOptions = {},
): ExclusionDecider {
  const excluded = ignore().add([...rules.excludeFiles]);
  const allowed = ignore().add([...rules.allowFiles]);
  const decisions = new Map<string, Aged<Exclusion>>();
  const folders = new Map<string, Aged<IgnoreByName>>();
  const roots = new Map<string, Aged<readonly string[]>>();

  function aged<T>(cache: Map<string, Aged<T>>, key: string, maxAgeMs: number, make: () => Promise<T>): Promise<T> {
    const found = cache.get(key);
    const atMs = now();
    if (found && atMs - found.atMs < maxAgeMs) return found.value;
    if (cache.size >= maxCached) cache.clear();
    const value = make();
    const entry = { value, atMs };
    cache.set(key, entry);
    // A failure is no answer: the next request asks again.
    value.catch(() => cache.get(key) === entry && cache.delete(key));
    return value;
  }

  async function readRoots(): Promise<readonly string[]> {
    const plain = workspace.folders.map(slashed);
    const real = await Promise.all(workspace.folders.map((folder) => workspace.realPath(folder)));
    return [...new Set([...plain, ...real.filter((path) => path !== undefined).map(slashed)])];
  }

  const currentRoots = () => aged(roots, '', ignoreFileMaxAgeMs, readRoots);

  async function readIgnoreFiles(folder: string): Promise<IgnoreByName> {
    const read = async ({ name }: { name: string }): Promise<[string, Ignore] | undefined> => {
      const text = await workspace.readText(`${folder}/${name}`, maxIgnoreFileBytes);
      return text === undefined ? undefined : [name, ignore().add(text)];
    };
    const found = await Promise.all(ignoreFiles.map(read));
    return new Map(found.filter((entry) => entry !== undefined));
  }

  /** The ignore file that shuts `relative` out of `root`, or undefined. */
  async function ignoredBy(root: string, relative: string): Promise<{ name: string; own: boolean } | undefined> {
    const parts = relative.split('/').slice(0, -1);
    const paths = [root.replace(/\/$/, '')];
    for (const part of parts) paths.push(`${paths.at(-1)}/${part}`);
    const levels = await Promise.all(
      paths.map((path) => aged(folders, path, ignoreFileMaxAgeMs, () => readIgnoreFiles(path))),
    );
    return ignoreFiles.find(({ name }) =>
      isIgnored(
        relative,
        levels.map((level) => level.get(name)),
      ),
    );
  }

  /** Relative to the innermost open folder, or to the file system's root for files outside. */
  function relativePath(path: string, known: readonly string[]): string | undefined {
    const inside = known.map((root) => below(root, path)).filter((relative) => relative !== undefined);
    return relativeForm(inside.sort((a, b) => a.length - b.length)[0] ?? path);
  }

  function matches(patterns: Ignore, path: string, known: readonly string[]): boolean {
    const relative = relativePath(path, known);
    return relative !== undefined && patterns.test(relative).ignored;
  }

  async function decideByPath(file: FileRef): Promise<Exclusion> {
    const path = slashed(file.path);
    const resolved = await workspace.realPath(file.path);
    const paths = [...new Set(resolved === undefined ? [path] : [slashed(resolved), path])];
    const known = await currentRoots();
    // A link is as secret as its target, and each of both names must be allowed by itself.
    for (const candidate of paths) {
      if (matches(allowed, candidate, known)) continue;
      const rule = secretPathRule(candidate) ?? secretLanguageRule(file.languageId, candidate);
      if (rule !== undefined) return { kind: 'secret', rule };
    }
    if (!editable.has(file.scheme)) return { kind: 'excluded', by: `its kind (${file.scheme})`, ownSuggestions: false };
    if (paths.some((candidate) => matches(excluded, candidate, known))) {
      return { kind: 'excluded', by: 'the setting sotto.excludeFiles', ownSuggestions: false };
    }
    const found = [];
    for (const candidate of paths) {
      for (const root of known) {
        const relative = below(root, candidate);
        if (relative !== undefined && ignore.isPathValid(relative)) found.push(await ignoredBy(root, relative));
      }
    }
    const by = found.filter((entry) => entry !== undefined).sort((a, b) => Number(a.own) - Number(b.own))[0];
    return by ? { kind: 'excluded', by: by.name, ownSuggestions: by.own } : ok;
  }

  return {
    async decide(file, text) {
      const byPath = await aged(decisions, `${file.scheme}\n${file.languageId}\n${file.path}`, decisionMaxAgeMs, () =>
        decideByPath(file),
      );
      if (byPath.kind === 'secret' || text === undefined || isReadableExample(file.path)) return byPath;
      const rule = secretContentRule(text);
      if (rule === undefined || matches(allowed, slashed(file.path), await currentRoots())) return byPath;
      return { kind: 'secret', rule };
    },
    invalidate(path) {
      decisions.clear();
      if (path === undefined) roots.clear();
      const changed = path === undefined ? '' : slashed(path);
      for (const folder of [...folders.keys()]) {
        const holdsIt = folder === changed.replace(/\/[^/]*$/, '');
        if (path === undefined || holdsIt || folder === changed || folder.startsWith(`${changed}/`))
          folders.delete(folder);
      }
    },
    dispose() {
      decisions.clear();
      folders.clear();
      roots.clear();
    },
  };
}
