// Builds an index in this thread: of a folder for benchmarks, and of texts at hand for tests.

import { createExclusion } from '../exclude.ts';
import { languageOf } from '../languageOf.ts';
import { createNodeWorkspace } from '../nodeWorkspace.ts';
import type { Outliner } from '../outline/outliner.ts';
import type { CodeIndex } from './codeIndex.ts';
import { createLeftOut } from './leftOut.ts';
import { readFile } from './readFile.ts';
import { createIndexStore, type IndexStore } from './store.ts';
import { walk } from './walk.ts';

export interface BuildOptions {
  /** Without it no structure is known. */
  readonly outliner?: Outliner;
  readonly mostFiles?: number;
}

export interface BuiltIndex {
  readonly index: CodeIndex;
  readonly store: IndexStore;
  readonly figures: BuildFigures;
  /** Reason → number of files, or of whole folders. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export interface BuildFigures {
  readonly files: number;
  /** Both passes. */
  readonly ms: number;
  readonly lexicalMs: number;
  readonly structuralMs: number;
  /** Of this process, all threads. */
  readonly lexicalCpuMs: number;
  readonly structuralCpuMs: number;
  /** What the index holds outside the heap, and how much the whole process grew. */
  readonly mb: number;
  readonly processMb: number;
}

/** How long a text may take; ordinary ones need some milliseconds. */
const outlineLimitMs = 1000;
/** A tree is many times its text, and the parser gives no memory back: longer texts are outlined by their lines. */
const mostParsedChars = 400_000;

/** Indexes the folders as the thread does, exclusion and all. */
export async function buildIndex(
  folders: readonly string[],
  { outliner, mostFiles = Number.POSITIVE_INFINITY }: BuildOptions = {},
): Promise<BuiltIndex> {
  const memoryBefore = process.memoryUsage.rss();
  const startMs = performance.now();
  const startCpuMs = cpuMs();
  const store = createIndexStore();
  const leftOut = createLeftOut();
  const exclusion = createExclusion(createNodeWorkspace(folders), { excludeFiles: [], allowFiles: [] });
  for await (const found of walk(folders, exclusion, leftOut)) {
    for (const { path, stamp } of found) {
      if (store.index.fileCount >= mostFiles) {
        leftOut.add('too many files');
        continue;
      }
      const read = readFile(path);
      if ('text' in read) store.put(path, read.text, stamp);
      else leftOut.add(read.leftOut);
      finish(store.work(false));
    }
  }
  exclusion.dispose();
  const lexicalMs = performance.now() - startMs;
  const lexicalCpuMs = cpuMs() - startCpuMs;
  if (outliner) {
    for (const path of [...store.index.paths()]) {
      const read = readFile(path);
      if ('text' in read) await outlineFile(store, outliner, path, read.text);
      finish(store.work(false));
    }
  }
  finish(store.compact());
  const ms = performance.now() - startMs;
  return {
    index: store.index,
    store,
    leftOut: leftOut.counts(),
    figures: {
      files: store.index.fileCount,
      ms,
      lexicalMs,
      structuralMs: ms - lexicalMs,
      lexicalCpuMs,
      structuralCpuMs: cpuMs() - startCpuMs - lexicalCpuMs,
      mb: store.bytes / 2 ** 20,
      processMb: (process.memoryUsage.rss() - memoryBefore) / 2 ** 20,
    },
  };
}

export interface TextIndex {
  readonly index: CodeIndex;
  /** Adds or replaces a file. */
  set(path: string, text: string): Promise<void>;
  remove(path: string): void;
}

/** An index of texts at hand; single files are changed or left out in about the time that one takes. */
export async function indexTexts(
  files: Iterable<readonly [path: string, text: string]>,
  outliner?: Outliner,
): Promise<TextIndex> {
  const store = createIndexStore();
  const set = async (path: string, text: string): Promise<void> => {
    store.put(path, text);
    if (outliner) await outlineFile(store, outliner, path, text);
    finish(store.work(true));
  };
  for (const [path, text] of files) await set(path, text);
  return { index: store.index, set, remove: (path) => store.remove(path) };
}

/** The structure of the text that was put last; none where another one was put meanwhile. */
export async function outlineFile(
  store: IndexStore,
  outliner: Pick<Outliner, 'load' | 'outline'>,
  path: string,
  text: string,
): Promise<void> {
  const languageId = text.length <= mostParsedChars ? languageOf(path) : 'plaintext';
  const version = store.versionOf(path);
  await outliner.load(languageId);
  if (version === undefined || store.versionOf(path) !== version) return;
  const endMs = performance.now() + outlineLimitMs;
  store.putOutline(
    path,
    outliner.outline({ languageId, text }, () => performance.now() > endMs),
  );
}

/** Milliseconds of CPU, this process and all its threads. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function finish(work: Generator<undefined, unknown> | undefined): void {
  while (work?.next().done === false);
}
