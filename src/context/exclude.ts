// Decides which files the model may see: secret files never, whatever a repository says; excluded ones as their rules ask.

import type { Disposable } from '../base/event.ts';
import { isReadableExample, secretContentRule, secretLanguageRule, secretPathRule } from '../redaction/secretPaths.ts';
import {
  globPatternsOf,
  type IgnoreLevel,
  ignoredBy,
  ignoreFiles,
  ignoreLevel,
  type Patterns,
  patternsOf,
  relativeForm,
} from './ignoreFiles.ts';
import { languageOf } from './languageOf.ts';
import { fileNameRule, folderRule, toolMarks } from './ownFiles.ts';
import type { FileRef, Workspace } from './workspace.ts';
import { below, slashed } from './workspacePaths.ts';

/**
 * `secret`: no suggestion in it, and it never enters a prompt. `excluded`: it never enters the prompt of another file;
 * suggestions in the file itself come only where `ownSuggestions` says so: for git-ignored files and other people's,
 * which the user does edit, and not for files that the user or an assistant's ignore file shut out.
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
  /** The editor's `files.exclude`. */
  readonly filesExclude?: Readonly<Record<string, unknown>>;
}

/** Judges the entries of one folder that is itself not excluded; links are for the caller to leave out. */
export type FolderJudge = (name: string, kind: 'file' | 'folder') => Exclusion;

export interface ExclusionOptions {
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

export interface ExclusionDecider extends Disposable {
  /** `text`, when at hand, finds copies of secret files under other names. Cheap enough for every key. */
  decide(file: FileRef, text?: string): Promise<Exclusion>;
  /**
   * The same decision for all entries of a folder at once, for who walks the folders from the top: `names` are all of its
   * entries. Undefined where the folder is not looked into.
   */
  judgeFolder(folder: string, names: ReadonlySet<string>): Promise<FolderJudge | undefined>;
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
  // The box for a commit's message.
  'vscode-scm',
  'memfs',
  'ssh',
  'sftp',
  'codespaces',
]);

interface FolderFacts {
  readonly ignores: IgnoreLevel;
  /** A tool made all of it. */
  readonly isTools: boolean;
}

interface Aged<T> {
  readonly value: Promise<T>;
  readonly atMs: number;
}

const others = (by: string): Exclusion => ({ kind: 'excluded', by, ownSuggestions: true });

/** Creates the decider; a change of the settings makes a new one. */
export function createExclusion(
  workspace: Workspace,
  rules: ExclusionRules,
  { now = () => performance.now() }: ExclusionOptions = {},
): ExclusionDecider {
  const excluded = patternsOf(rules.excludeFiles);
  const allowed = patternsOf(rules.allowFiles);
  const hiddenInEditor = globPatternsOf(rules.filesExclude ?? {});
  const decisions = new Map<string, Aged<Exclusion>>();
  const folders = new Map<string, Aged<FolderFacts>>();
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

  /** `names`: all that the folder holds, where that is known. */
  async function readFolder(folder: string, names?: ReadonlySet<string>): Promise<FolderFacts> {
    const read = async (name: string): Promise<string | undefined> =>
      names && !names.has(name) ? undefined : workspace.readText(`${folder}/${name}`, maxIgnoreFileBytes);
    const texts = await Promise.all(
      ignoreFiles.map(async ({ name }) => {
        const text = await read(name);
        return text === undefined ? [] : [[name, text] as const];
      }),
    );
    const marks = await Promise.all(toolMarks.map(read));
    return { ignores: ignoreLevel(texts.flat()), isTools: marks.some((text) => text !== undefined) };
  }

  /** What is known of the folders from `root` down to `folder`. */
  function factsDownTo(root: string, folder: string, names?: ReadonlySet<string>): Promise<readonly FolderFacts[]> {
    const inside = below(root, folder);
    const paths = [root.replace(/\/$/, '')];
    for (const part of inside === undefined ? [] : inside.split('/')) paths.push(`${paths.at(-1)}/${part}`);
    return Promise.all(
      paths.map((path, depth) =>
        aged(folders, path, ignoreFileMaxAgeMs, () => readFolder(path, depth === paths.length - 1 ? names : undefined)),
      ),
    );
  }

  /** Whose a file below `root` is when not the user's own. */
  async function ownedBy(root: string, relative: string, facts: readonly FolderFacts[]): Promise<string | undefined> {
    const parts = relative.split('/');
    const name = parts.pop() ?? '';
    let folder = root.replace(/\/$/, '');
    for (const part of parts) {
      const rule = folderRule(part);
      if (rule && (await standsBeside(folder, rule.beside))) return rule.by;
      folder += `/${part}`;
    }
    if (facts.slice(1).some(({ isTools }) => isTools)) return 'a tool’s folder';
    return fileNameRule(name);
  }

  async function standsBeside(folder: string, names: readonly string[] | undefined): Promise<boolean> {
    if (names === undefined) return true;
    const texts = await Promise.all(names.map((name) => workspace.readText(`${folder}/${name}`, maxIgnoreFileBytes)));
    return texts.some((text) => text !== undefined);
  }

  /** Relative to the innermost open folder, or to the file system's root for files outside. */
  function relativePath(path: string, known: readonly string[]): string | undefined {
    const inside = known.map((root) => below(root, path)).filter((relative) => relative !== undefined);
    return relativeForm(inside.sort((a, b) => a.length - b.length)[0] ?? path);
  }

  function matches(patterns: Patterns, path: string, known: readonly string[]): boolean {
    const relative = relativePath(path, known);
    return relative !== undefined && patterns(relative);
  }

  /** What holds for each of a file's names by itself. */
  function decideByName(paths: readonly string[], languageId: string, known: readonly string[]): Exclusion | undefined {
    // A link is as secret as its target, and each of both names must be allowed by itself.
    for (const candidate of paths) {
      if (matches(allowed, candidate, known)) continue;
      const rule = secretPathRule(candidate) ?? secretLanguageRule(languageId, candidate);
      if (rule !== undefined) return { kind: 'secret', rule };
    }
    return undefined;
  }

  function decideBySettings(paths: readonly string[], known: readonly string[]): Exclusion | undefined {
    if (paths.some((candidate) => matches(excluded, candidate, known))) {
      return { kind: 'excluded', by: 'the setting sotto.excludeFiles', ownSuggestions: false };
    }
    return undefined;
  }

  async function decideByPath(file: FileRef): Promise<Exclusion> {
    const path = slashed(file.path);
    const resolved = await workspace.realPath(file.path);
    const paths = [...new Set(resolved === undefined ? [path] : [slashed(resolved), path])];
    const known = await currentRoots();
    const secret = decideByName(paths, file.languageId, known);
    if (secret) return secret;
    if (!editable.has(file.scheme)) return { kind: 'excluded', by: `its kind (${file.scheme})`, ownSuggestions: false };
    const set = decideBySettings(paths, known);
    if (set) return set;
    const found: Exclusion[] = [];
    for (const candidate of paths) {
      for (const root of known) {
        const relative = below(root, candidate);
        if (relative === undefined || relativeForm(relative) !== relative) continue;
        const facts = await factsDownTo(root, candidate.slice(0, candidate.lastIndexOf('/')));
        const whole = { relative, isFolder: false, isParentFine: false };
        const by = ignoredBy(
          whole,
          facts.map(({ ignores }) => ignores),
        );
        if (by) found.push({ kind: 'excluded', by: by.name, ownSuggestions: by.own });
        if (hiddenInEditor(relative)) found.push(others('the setting files.exclude'));
        const owner = await ownedBy(root, relative, facts);
        if (owner !== undefined) found.push(others(owner));
      }
    }
    return found.find((one) => one.kind === 'excluded' && !one.ownSuggestions) ?? found[0] ?? ok;
  }

  async function judgeFolder(folder: string, names: ReadonlySet<string>): Promise<FolderJudge | undefined> {
    const path = slashed(folder);
    const resolved = await workspace.realPath(folder);
    const paths = [...new Set(resolved === undefined ? [path] : [slashed(resolved), path])];
    const known = await currentRoots();
    const places: { readonly inside: string; readonly levels: readonly IgnoreLevel[] }[] = [];
    for (const candidate of paths) {
      for (const root of known) {
        const isRoot = candidate === root;
        const inside = isRoot ? '' : below(root, candidate);
        if (inside === undefined) continue;
        const facts = await factsDownTo(root, candidate, names);
        if (!isRoot && facts.at(-1)?.isTools) return undefined;
        places.push({ inside: inside === '' ? '' : `${inside}/`, levels: facts.map(({ ignores }) => ignores) });
      }
    }
    return (name, kind) => {
      const isFolder = kind === 'folder';
      const candidates = paths.map((parent) => `${parent}/${name}`);
      const first =
        (isFolder ? undefined : decideByName(candidates, languageOf(name), known)) ??
        decideBySettings(candidates, known);
      if (first) return first;
      const rule = isFolder ? folderRule(name) : undefined;
      if (rule && (rule.beside === undefined || rule.beside.some((file) => names.has(file)))) return others(rule.by);
      const byName = isFolder ? undefined : fileNameRule(name);
      if (byName !== undefined) return others(byName);
      for (const { inside, levels } of places) {
        const relative = inside + name;
        if (hiddenInEditor(relative)) return others('the setting files.exclude');
        const by = ignoredBy({ relative, isFolder, isParentFine: true }, levels);
        if (by) return { kind: 'excluded', by: by.name, ownSuggestions: by.own };
      }
      return ok;
    };
  }

  return {
    judgeFolder,
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
