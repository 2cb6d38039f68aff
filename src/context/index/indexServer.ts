// The index thread's work without the thread: follows what it is told, answers questions, and stores the index at rest.

import { createExclusion } from '../exclude.ts';
import { createNodeWorkspace } from '../nodeWorkspace.ts';
import type { Outliner } from '../outline/outliner.ts';
import type { SyntaxParser } from '../parser.ts';
import type { FoundSnippet } from '../retrieve/foundSnippet.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { createIndexer, type Indexer } from './indexer.ts';
import type { IndexFile } from './indexFile.ts';
import type { IndexReply, IndexRequest } from './indexMessages.ts';
import { createKeptOutlines, type KeptOutlines } from './keptOutlines.ts';
import { createIndexStore, type IndexStore } from './store.ts';
import { loadParts, storedPieces } from './storedIndex.ts';

/** What retrieval looks at. */
export interface IndexView {
  readonly store: IndexStore;
  readonly keptOutlines: KeptOutlines;
  readonly folders: readonly string[];
  readText(path: string): string | undefined;
  /** Lets messages in, for who works long. */
  pause(): Promise<void>;
}

/** Answers a question; `signal` says that nobody waits any more. */
export type Retrieve = (
  request: Extract<IndexRequest, { readonly query: unknown }>,
  view: IndexView,
  signal: AbortSignal,
) => Promise<readonly FoundSnippet[]>;

export interface IndexServerDeps {
  /** What the outliner parses with. */
  readonly parser: SyntaxParser;
  readonly outliner: Outliner;
  readonly retrieve: Retrieve;
  /** Undefined: nothing is stored. */
  readonly file: IndexFile | undefined;
  readonly version: string;
  readonly disk?: Disk;
  reply(reply: IndexReply): void;
  /** Lets messages in; resolves soon. */
  pause(): Promise<void>;
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** What a question waits at most, but for one file's structure. */
const sliceMs = 8;
const progressEveryMs = 500;
/** The index is stored when nothing changed for so long. */
const restMs = 5_000;
/** And not again before this time. */
const storeEveryMs = 5 * 60_000;
/** While a first pass is long it is stored at this distance, so that closing the window does not lose all of it. */
const storeAmidMs = 60_000;

export interface IndexServer {
  /** Resolves when the request is answered, or taken in. */
  take(request: IndexRequest): Promise<void>;
  /** Resolves when there is nothing to do. */
  settled(): Promise<void>;
  /** Stores what changed since the last time; false when something changed meanwhile. */
  save(): Promise<boolean>;
}

/** Loads what is stored. */
export async function createIndexServer(deps: IndexServerDeps): Promise<IndexServer> {
  const { parser, outliner, retrieve, file, version, disk = nodeDisk, reply, pause, sleep, now } = deps;
  const bytes = await file?.read();
  const store = createIndexStore(bytes && loadParts(bytes, version));
  const keptOutlines = createKeptOutlines(parser, outliner);
  const indexer: Indexer = createIndexer({ store, outliner, keptOutlines, disk, now });
  const asked = new Map<number, AbortController>();
  let folders: readonly string[] = [];
  let running: Promise<void> | undefined;
  let shownMs = Number.NEGATIVE_INFINITY;
  let shownPhase = '';
  let storedChanges = store.changes;
  let storedMs = Number.NEGATIVE_INFINITY;
  let turns = 0;
  let saving: Promise<boolean> | undefined;

  function fail(error: unknown, id?: number): void {
    reply({ kind: 'failure', id, error });
  }

  function show(): void {
    const { phase } = indexer.progress;
    if (phase === shownPhase && now() - shownMs < progressEveryMs) return;
    shownMs = now();
    shownPhase = phase;
    reply({ kind: 'progress', progress: indexer.progress });
  }

  async function workOff(): Promise<void> {
    let amidMs = now();
    for (let hasMore = true; hasMore; ) {
      try {
        hasMore = await indexer.work(sliceMs);
        if (hasMore && now() - amidMs > storeAmidMs) {
          amidMs = now();
          await save();
        }
      } catch (error) {
        // What failed is out of its queue; the rest goes on.
        fail(error);
      }
      show();
      await pause();
    }
    shownPhase = '';
    show();
  }

  function run(): void {
    turns++;
    running ??= workOff().finally(() => {
      running = undefined;
      void storeAtRest();
    });
  }

  async function storeAtRest(): Promise<void> {
    const turn = turns;
    await sleep(Math.max(restMs, storedMs + storeEveryMs - now()));
    if (turn !== turns || running) return;
    storedMs = now();
    try {
      await save();
    } catch (error) {
      fail(error);
    }
  }

  function save(): Promise<boolean> {
    saving ??= saveNow().finally(() => {
      saving = undefined;
    });
    return saving;
  }

  async function saveNow(): Promise<boolean> {
    const { changes } = store;
    if (!file || changes === storedChanges) return true;
    if (indexer.progress.phase === 'reading') return false;
    const isStale = (): boolean => store.changes !== changes;
    const work = store.compact();
    let step = work.next();
    while (!step.done) {
      await pause();
      step = work.next();
    }
    // What changed meanwhile is in none of the parts.
    if (isStale() || !(await file.write(storedPieces(store, step.value, version), isStale))) return false;
    storedChanges = changes;
    return true;
  }

  async function answer(request: Extract<IndexRequest, { readonly query: unknown }>): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    asked.set(id, controller);
    try {
      // What was told before the question counts for it.
      await indexer.settleOpen();
      const view: IndexView = { store, keptOutlines, folders, readText: indexer.readText, pause };
      const snippets = await retrieve(request, view, controller.signal);
      if (!controller.signal.aborted) reply({ kind: 'found', id, snippets });
    } catch (error) {
      fail(error, id);
    }
    asked.delete(id);
  }

  async function take(request: IndexRequest): Promise<void> {
    switch (request.kind) {
      case 'configure':
        folders = request.folders;
        indexer.scan(folders, createExclusion(createNodeWorkspace(folders), request.rules));
        break;
      case 'changed':
        indexer.changed(request.paths);
        break;
      case 'open':
        indexer.openText(request.path, request.text);
        break;
      case 'near':
        indexer.near(request.paths);
        return;
      case 'cancel':
        asked.get(request.id)?.abort();
        return;
      default:
        return answer(request);
    }
    run();
  }

  return {
    take,
    async settled() {
      while (running) await running;
    },
    save,
  };
}
