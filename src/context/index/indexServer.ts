// The index thread's work without the thread: follows what it is told, answers questions, and stores the index at rest.

import { createExclusion } from '../exclude.ts';
import { createNodeWorkspace } from '../nodeWorkspace.ts';
import type { Outliner } from '../outline/outliner.ts';
import type { FoundSnippet } from '../retrieve/foundSnippet.ts';
import { createIndexer, type Indexer } from './indexer.ts';
import type { IndexFile } from './indexFile.ts';
import type { IndexReply, IndexRequest } from './indexMessages.ts';
import { createIndexStore, type IndexStore } from './store.ts';
import { loadParts, storedParts } from './storedIndex.ts';

/** What retrieval looks at. */
export interface IndexView {
  readonly store: IndexStore;
  readonly outliner: Outliner;
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
  readonly outliner: Outliner;
  readonly retrieve: Retrieve;
  /** Undefined: nothing is stored. */
  readonly file: IndexFile | undefined;
  readonly version: string;
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
  const { outliner, retrieve, file, version, reply, pause, sleep, now } = deps;
  const bytes = await file?.read();
  const store = createIndexStore(bytes && loadParts(bytes, version));
  const indexer: Indexer = createIndexer({ store, outliner, now });
  const asked = new Map<number, AbortController>();
  let folders: readonly string[] = [];
  let running: Promise<void> | undefined;
  let shownMs = Number.NEGATIVE_INFINITY;
  let shownPhase = '';
  let storedChanges = store.changes;
  let storedMs = Number.NEGATIVE_INFINITY;
  let turns = 0;

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
    for (let hasMore = true; hasMore; ) {
      try {
        hasMore = await indexer.work(sliceMs);
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
    try {
      await save();
    } catch (error) {
      fail(error);
    }
  }

  async function save(): Promise<boolean> {
    const { changes } = store;
    if (!file || changes === storedChanges) return true;
    if (indexer.progress.phase === 'reading') return false;
    const work = store.compact();
    let step = work.next();
    while (!step.done) {
      await pause();
      step = work.next();
    }
    // What changed meanwhile is in none of the parts.
    if (store.changes !== changes) return false;
    storedMs = now();
    storedChanges = changes;
    await file.write(storedParts(store, step.value, version));
    return true;
  }

  async function answer(request: Extract<IndexRequest, { readonly query: unknown }>): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    asked.set(id, controller);
    try {
      // What was told before the question counts for it.
      await indexer.settleOpen();
      const view: IndexView = { store, outliner, folders, readText: indexer.readText, pause };
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
