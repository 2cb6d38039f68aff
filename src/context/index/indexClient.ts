// The index as the extension host uses it: a thread of its own that is started at the first need, and again after a crash.

import { createEmitter, type Disposable, type Event } from '../../base/event.ts';
import type { Log } from '../../base/log.ts';
import type { FoundSnippet } from '../retrieve/foundSnippet.ts';
import type { Thread } from '../startThread.ts';
import type { IndexProgress } from './indexer.ts';
import type { CompletionQuery, IndexConfig, IndexReply, IndexRequest, QuestionQuery } from './indexMessages.ts';

export type IndexThread = Thread<IndexRequest, IndexReply>;

export interface IndexClient extends Disposable {
  readonly progress: IndexProgress;
  readonly onProgress: Event<IndexProgress>;
  /** Starts the thread where there is something to index; with no folder it ends it. */
  configure(config: IndexConfig): void;
  /** Files or folders came, changed or went on disk; many calls at once cost one message. */
  changed(paths: readonly string[]): void;
  /** The text of an open document with unsaved changes; undefined once it is closed or saved. Call it at each change. */
  openText(path: string, text: string | undefined): void;
  /** The structure of these files and those beside them is wanted first. */
  near(paths: readonly string[]): void;
  /** Best first; empty where nothing is known, or in time. Throws the abort error when `signal` fires. */
  retrieveForCompletion(query: CompletionQuery, signal: AbortSignal): Promise<readonly FoundSnippet[]>;
  retrieveForQuestion(query: QuestionQuery, signal: AbortSignal): Promise<readonly FoundSnippet[]>;
}

export interface IndexClientDeps {
  startThread(): IndexThread;
  readonly log: Log;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** After a change the thread hears of it when nothing changed for so long, so that a burst is one message. */
const gatherMs = 200;
const completionLimitMs = 500;
const questionLimitMs = 10_000;
const crashWindowMs = 10 * 60_000;
const mostCrashes = 3;
const restartMs = 2_000;

const nothing: IndexProgress = { phase: 'ready', files: 0, waiting: 0, leftOut: {} };

export function createIndexClient({ startThread, log, now }: IndexClientDeps): IndexClient {
  const onError = (error: unknown): void => log.error('A listener failed', error);
  const emitter = createEmitter<IndexProgress>(onError);
  const waiting = new Map<number, (answer: readonly FoundSnippet[] | { readonly error: unknown }) => void>();
  /** Told again to a thread that follows another. */
  const open = new Map<string, string>();
  const changedPaths = new Set<string>();
  const changedTexts = new Set<string>();
  let config: IndexConfig | undefined;
  let running: IndexThread | undefined;
  let progress = nothing;
  let lastId = 0;
  let crashes: number[] = [];
  let gathering: NodeJS.Timeout | undefined;
  let restarting: NodeJS.Timeout | undefined;
  let startMs = 0;
  /** What the log has not heard of since the folders were told. */
  const untold = new Set<IndexProgress['phase']>();

  function answerAll(answer: readonly FoundSnippet[]): void {
    for (const take of [...waiting.values()]) take(answer);
  }

  function start(): void {
    if (running || config === undefined || config.folders.length === 0) return;
    const thread = startThread();
    running = thread;
    thread.onReply((reply) => running === thread && take(reply));
    thread.onEnd((error) => running === thread && ended(error));
    post(thread, config);
    for (const [path, text] of open) thread.post({ kind: 'open', path, text });
  }

  function post(thread: IndexThread, to: IndexConfig): void {
    thread.post({ kind: 'configure', ...to });
    startMs = now();
    untold.add('outlining').add('ready');
  }

  function stop(): void {
    clearTimeout(restarting);
    running?.dispose();
    running = undefined;
    answerAll([]);
  }

  function ended(error: unknown): void {
    running = undefined;
    answerAll([]);
    crashes = [...crashes.filter((at) => now() - at < crashWindowMs), now()];
    const isLast = crashes.length >= mostCrashes;
    log.error(isLast ? 'The index thread ended too often and stays off' : 'The index thread ended', error);
    if (isLast) return;
    restarting = setTimeout(start, restartMs * crashes.length);
    restarting.unref();
  }

  function take(reply: IndexReply): void {
    if (reply.kind === 'found') waiting.get(reply.id)?.(reply.snippets);
    else if (reply.kind === 'progress') show(reply.progress);
    else if (reply.id === undefined) log.error('Indexing failed', reply.error);
    else waiting.get(reply.id)?.({ error: reply.error });
  }

  function show(next: IndexProgress): void {
    const { phase, files, leftOut } = next;
    if (untold.delete(phase)) {
      const left = Object.entries(leftOut).map(([reason, count]) => `${count} × ${reason}`);
      const what = phase === 'ready' ? 'structure of' : 'names of';
      log.info(
        `index: ${what} ${files} files after ${Math.round(now() - startMs)} ms; left out: ${left.join(', ') || 'none'}`,
      );
    }
    progress = next;
    emitter.fire(next);
  }

  function tellLater(): void {
    if (gathering) return;
    gathering = setTimeout(tell, gatherMs);
    gathering.unref();
  }

  function tell(): void {
    clearTimeout(gathering);
    gathering = undefined;
    const [paths, texts] = [[...changedPaths], [...changedTexts]];
    changedPaths.clear();
    changedTexts.clear();
    if (paths.length > 0) running?.post({ kind: 'changed', paths });
    for (const path of texts) running?.post({ kind: 'open', path, text: open.get(path) });
  }

  async function ask(
    request: Extract<IndexRequest, { readonly query: unknown }>,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<readonly FoundSnippet[]> {
    signal.throwIfAborted();
    const { id } = request;
    const thread = running;
    if (!thread) return [];
    // The question is about the texts as they are now.
    tell();
    thread.post(request);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        waiting.delete(id);
      };
      const cancel = (): void => {
        end();
        thread.post({ kind: 'cancel', id });
      };
      const abort = (): void => {
        cancel();
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        cancel();
        resolve([]);
      }, limitMs);
      signal.addEventListener('abort', abort, { once: true });
      waiting.set(id, (answer) => {
        end();
        if ('error' in answer) reject(answer.error);
        else resolve(answer);
      });
    });
  }

  return {
    get progress() {
      return progress;
    },
    onProgress: emitter.event,
    configure(next) {
      config = next;
      if (next.folders.length === 0) stop();
      else if (running) post(running, next);
      else start();
    },
    changed(paths) {
      for (const path of paths) changedPaths.add(path);
      tellLater();
    },
    openText(path, text) {
      if (text === undefined && !open.has(path)) return;
      if (text === undefined) open.delete(path);
      else open.set(path, text);
      changedTexts.add(path);
      tellLater();
    },
    near: (paths) => running?.post({ kind: 'near', paths }),
    retrieveForCompletion: (query, signal) =>
      ask({ kind: 'completion', id: ++lastId, query }, completionLimitMs, signal),
    retrieveForQuestion: (query, signal) => ask({ kind: 'question', id: ++lastId, query }, questionLimitMs, signal),
    dispose() {
      config = undefined;
      clearTimeout(gathering);
      stop();
      emitter.dispose();
    },
  };
}
