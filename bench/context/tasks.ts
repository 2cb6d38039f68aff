// Makes tasks from sources: a line is taken out, and what it names of other files is to be found again.

import { createHash } from 'node:crypto';
import type { DefinitionKind } from '../../src/context/outline/outline.ts';
import { createFamilyCheck } from '../../src/context/retrieve/languageFamily.ts';
import type { Name, SourceFile } from './repository.ts';

export interface Task {
  readonly file: SourceFile;
  /** The file's text without the removed lines. */
  readonly text: string;
  /** In `text`, behind the indentation of the line that was taken out. */
  readonly offset: number;
  /** What was taken out, from `offset` on, without the last line break. */
  readonly truth: string;
  /** Distinct identifiers of the first line that other files define and this one does not. */
  readonly wanted: readonly string[];
}

export interface Definers {
  /** Files with a definition of the name that other files can see. */
  readonly topLevel: ReadonlyMap<string, ReadonlySet<string>>;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of files and folders, without extension. */
  readonly modules: ReadonlySet<string>;
}

const inner: ReadonlySet<DefinitionKind> = new Set(['function', 'method']);
const memberKinds: ReadonlySet<DefinitionKind> = new Set(['method', 'member']);
/** In these a file sees what its package, namespace or included headers define, without naming it. */
const packageLanguages = new Set([
  'go',
  'java',
  'csharp',
  'c',
  'cpp',
  'php',
  'ruby',
  'kotlin',
  'swift',
  'scala',
  'dart',
]);
const shortestName = 3;
/** As members they mean what the language brings in nearly every place, whatever class of the repository has one, too. */
const builtIn = builtInMembers();
/** A statement that ends within so many lines is taken out as a whole, so that the answer does not go on below. */
const mostRemovedLines = 12;

export function findDefiners(files: readonly SourceFile[]): Definers {
  const topLevel = new Map<string, Set<string>>();
  const members = new Map<string, Set<string>>();
  const modules = new Set<string>();
  for (const { path, outline } of files) {
    for (const part of path.split('/')) modules.add(part.replace(/\..*$/, ''));
    for (const { name, kind, parent } of outline.definitions) {
      let above = parent === undefined ? undefined : outline.definitions[parent];
      const isMember = above !== undefined && above.kind !== 'module' && above.kind !== 'section';
      while (above && !inner.has(above.kind))
        above = above.parent === undefined ? undefined : outline.definitions[above.parent];
      if (above) continue;
      const among = isMember || memberKinds.has(kind) ? members : topLevel;
      const paths = among.get(name) ?? new Set();
      among.set(name, paths.add(path));
    }
  }
  return { topLevel, members, modules };
}

/** What the built-in types of JavaScript have, which is much the same elsewhere, and the most common ones of the others. */
function builtInMembers(): Set<string> {
  const names = new Set(
    (
      'append extend insert remove items update setdefault encode decode strip lstrip rstrip startswith endswith lower upper ' +
      'format read write close open readline flush seek copy count index isEmpty contains put equals hashCode size length ' +
      'toString valueOf getClass clone iter into len unwrap expect collect to_string as_ref as_str is_some is_none empty each ' +
      'first last path environ unlink deepcopy compile group begin end c_str data Add Remove Contains Count Length ToString ' +
      'Equals Clear Close Dispose Error String on off once emit addListener removeListener exports destroy protocol origin'
    ).split(' '),
  );
  const builtIns = [
    Object,
    Function,
    Array,
    String,
    Number,
    Promise,
    Map,
    Set,
    RegExp,
    Date,
    Error,
    Buffer,
    URL,
    Symbol,
  ];
  const [more, plain] = [
    [Uint8Array, ArrayBuffer, AbortSignal, URLSearchParams],
    [JSON, Math, Reflect],
  ];
  for (const made of [...builtIns, ...more]) {
    for (const name of [...Object.getOwnPropertyNames(made), ...Object.getOwnPropertyNames(made.prototype)])
      names.add(name);
  }
  for (const object of [...plain, console]) for (const name of Object.getOwnPropertyNames(object)) names.add(name);
  return names;
}

/** At most `count` tasks, chosen by `seed` alone, from as many files as possible. */
export function makeTasks(files: readonly SourceFile[], count: number, seed: string): Task[] {
  const definers = findDefiners(files);
  const rank = (text: string) => createHash('sha256').update(`${seed}\n${text}`).digest('hex');
  const root = commonFolder(files.map(({ path }) => path));
  const perFile = files.map((file) => {
    const tasks = tasksOf(file, definers).map((task) => ({
      task,
      rank: rank(`${file.path.slice(root.length)}\n${task.offset}`),
    }));
    return tasks.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  });
  const chosen: Task[] = [];
  const mostRounds = Math.max(0, ...perFile.map((tasks) => tasks.length));
  for (let round = 0; round < mostRounds && chosen.length < count; round++) {
    const ofRound = perFile.flatMap((tasks) => tasks[round] ?? []).sort((a, b) => (a.rank < b.rank ? -1 : 1));
    chosen.push(...ofRound.slice(0, count - chosen.length).map(({ task }) => task));
  }
  return chosen;
}

function commonFolder(paths: readonly string[]): string {
  let common = paths[0] ?? '';
  for (const path of paths) while (!path.startsWith(common)) common = common.slice(0, -1);
  return common;
}

function tasksOf(file: SourceFile, definers: Definers): Task[] {
  const { text } = file;
  const isWanted = createWanted(file, definers);
  const byLine = new Map<number, Set<string>>();
  for (const name of file.names) {
    if (!isWanted(name)) continue;
    const start = text.lastIndexOf('\n', name.start - 1) + 1;
    byLine.set(start, (byLine.get(start) ?? new Set()).add(name.name));
  }
  const tasks: Task[] = [];
  for (const [start, wanted] of byLine) {
    const end = removedEnd(text, start);
    const indent = /^[^\S\n]*/.exec(text.slice(start, end))?.[0].length ?? 0;
    const offset = start + indent;
    tasks.push({
      file,
      text: text.slice(0, offset) + text.slice(end),
      offset,
      truth: text.slice(offset, end).trimEnd(),
      wanted: [...wanted],
    });
  }
  return tasks;
}

/** The end of the line at `start`, or of the brackets that it opens where that is near. */
function removedEnd(text: string, start: number): number {
  let depth = 0;
  let firstEnd: number | undefined;
  let at = start;
  for (let lines = 0; lines < mostRemovedLines && at < text.length; lines++) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    firstEnd ??= end;
    // Brackets in texts count too: a line more or less is no matter.
    for (const bracket of text.slice(at, end).match(/[([{)\]}]/g) ?? []) depth += '([{'.includes(bracket) ? 1 : -1;
    if (depth <= 0) return end;
    at = end + 1;
  }
  return firstEnd ?? text.length;
}

/** Says of an identifier of the file whether it means something that another file defines. */
function createWanted(file: SourceFile, { topLevel, members, modules }: Definers): (name: Name) => boolean {
  const own = new Set(file.outline.definitions.map(({ name }) => name));
  const imported = new Map<string, boolean>();
  for (const { source, names } of file.outline.imports) {
    const last = source.split(/[/\\.:]+/).filter((part) => part !== '' && part !== '*');
    const isInside = source.startsWith('.') || last.slice(-2).some((part) => modules.has(part));
    for (const { alias } of names) imported.set(alias, isInside);
  }
  let local: Set<string> | undefined;
  const isOfFamily = createFamilyCheck(file.languageId);
  // What another language calls so is not what this file means: `return` is a method in one and a statement in the other.
  const elsewhere = (among: ReadonlyMap<string, ReadonlySet<string>>, name: string) => {
    for (const path of among.get(name) ?? []) if (path !== file.path && isOfFamily(path)) return true;
    return false;
  };
  return ({ name, start }) => {
    if (name.length < shortestName || own.has(name)) return false;
    if (/(?:[\w)\]>?!]\s*\.|->|::)\s*$/.test(file.text.slice(Math.max(0, start - 40), start))) {
      return !builtIn.has(name) && (elsewhere(members, name) || elsewhere(topLevel, name));
    }
    if (imported.has(name)) return imported.get(name) === true && elsewhere(topLevel, name);
    if (!packageLanguages.has(file.languageId) || !(elsewhere(topLevel, name) || elsewhere(members, name)))
      return false;
    local ??= declaredIn(file);
    return !local.has(name);
  };
}

const notTypes =
  /^(?:return|new|throw|case|in|of|else|await|yield|and|or|not|if|unless|puts|raise|goto|typedef|struct|enum|class|union)$/;

/** Names that the file binds to something of its own: variables, parameters, fields, in whatever language. */
function declaredIn({ text }: SourceFile): Set<string> {
  const lists = [/([\w, \t]+):=/g, /\|([\w, \t]+)\|/g, /\(([\w, \t]*)\)\s*(?:=>|->)/g];
  const singles = [/(?:^|[(,|{;])\s*(\w+)\s*=[^=]/gm, /[(,]\s*(\w+)\s+[\w*[.]/g, /\b(\w+)\s+in\b/g, /\$(\w+)/g];
  const names = new Set<string>();
  for (const pattern of lists) {
    for (const [, list = ''] of text.matchAll(pattern)) for (const name of list.match(/\w+/g) ?? []) names.add(name);
  }
  for (const pattern of singles) for (const [, name = ''] of text.matchAll(pattern)) names.add(name);
  for (const [, type = '', name = ''] of text.matchAll(/([\w>\])*&?]+)[\s*&]+(\w+)\s*(?:=[^=]|[;,)[:])/g)) {
    if (!notTypes.test(type)) names.add(name);
  }
  return names;
}
