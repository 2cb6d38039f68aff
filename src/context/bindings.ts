// What the syntax of open documents binds to names that mean a secret, as far as the parsing thread has told.
//
// A parse after one key takes about 0.5 ms in a file of 5,000 lines, but a bracket that is open for the moment takes up
// to 250 ms. That belongs on another thread. Here a key costs the search for what changed and a message; the answer
// comes a moment later, mostly before the suggestion is asked for. Until then the bindings of the text before serve,
// moved by the edit, and the line being typed is seen by the lexical way, which reads every line.

import type { Binding } from '../base/range.ts';
import { changeBetween, moveBindings } from '../base/textChange.ts';
import { grammarOf } from './grammars.ts';
import type { Thread } from './startThread.ts';
import type { JudgeMessage, PlaceMessage, SyntaxPlace, SyntaxReply, SyntaxRequest } from './syntaxMessages.ts';

export interface Bindings {
  /**
   * What the document binds; undefined where that is not known yet, or not at all. Also tells the thread of the
   * document's text. Never waits, never throws.
   */
  bindingsOf(key: string, languageId: string, text: string): readonly Binding[] | undefined;
  /**
   * Index of the first candidate that breaks no syntax when it is put into the text; -1: none does.
   * Undefined where that cannot be told: no grammar, another text, too slow. Never rejects.
   */
  judge(key: string, text: string, asked: Judged): Promise<number | undefined>;
  /** What the offset stands in; undefined where that is not known. Never rejects. */
  placeAt(key: string, text: string, offset: number): Promise<SyntaxPlace | undefined>;
  /** Resolves when the thread has told all it was asked of this document, or never will. */
  settled(key: string): Promise<void>;
  forget(key: string): void;
  dispose(): void;
}

export type Judged = Pick<JudgeMessage, 'start' | 'candidates'>;

type Question = Omit<JudgeMessage, 'id'> | Omit<PlaceMessage, 'id'>;

export type SyntaxThread = Thread<SyntaxRequest, SyntaxReply>;

export interface BindingsDeps {
  /** Called at the first need, and again after the thread ended. */
  startThread(): SyntaxThread;
  onError(error: unknown): void;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** Longer documents are data, and have the lexical way. */
const maxLength = 1024 * 1024;
/** The thread keeps a tree for each: about 6 MB for 5,000 lines. */
const maxDocuments = 16;
/** After the thread ended by itself it is not started again for so long. */
const restMs = 30_000;

interface Found {
  readonly text: string;
  readonly bindings: readonly Binding[] | undefined;
}

interface Document {
  readonly languageId: string;
  /** What the thread was told. */
  sent: string;
  /** Of the edit that the thread has not answered yet. */
  awaitedId: number | undefined;
  wanted: string;
  found: Found | undefined;
  /** What came out of `from` for a newer text, so that it is one object while nothing changes. */
  served: { readonly from: Found; readonly text: string; readonly bindings: readonly Binding[] } | undefined;
}

export function createBindings({ startThread, onError, now }: BindingsDeps): Bindings {
  const documents = new Map<string, Document>();
  const waiting = new Set<() => void>();
  const asked = new Map<number, (reply: SyntaxReply | undefined) => void>();
  let running: SyntaxThread | undefined;
  let restUntilMs = 0;
  let lastId = 0;

  /** Whoever waits looks again. */
  function wake(): void {
    for (const look of waiting) look();
    waiting.clear();
  }

  function clear(): void {
    documents.clear();
    for (const answer of asked.values()) answer(undefined);
    asked.clear();
    wake();
  }

  function thread(): SyntaxThread {
    if (running) return running;
    const started = startThread();
    started.onReply(take);
    started.onEnd((error) => {
      if (running !== started) return;
      running = undefined;
      clear();
      restUntilMs = now() + restMs;
      if (error !== undefined) onError(error);
    });
    running = started;
    return started;
  }

  function take(reply: SyntaxReply): void {
    if (reply.kind === 'failure') {
      onError(reply.error);
      return;
    }
    if (reply.kind !== 'bindings') {
      asked.get(reply.id)?.(reply);
      asked.delete(reply.id);
      return;
    }
    for (const [key, document] of documents) {
      if (document.awaitedId !== reply.id) continue;
      document.awaitedId = undefined;
      document.found = { text: document.sent, bindings: reply.bindings };
      send(key, document);
    }
    wake();
  }

  /** One edit is under way at a time; what is typed meanwhile follows as one. */
  function send(key: string, document: Document): void {
    const { sent, wanted, languageId, awaitedId } = document;
    const change = awaitedId === undefined ? changeBetween(sent, wanted) : undefined;
    if (!change) return;
    lastId += 1;
    const { start, oldEnd, newEnd } = change;
    thread().post({ kind: 'edit', id: lastId, key, languageId, start, oldEnd, inserted: wanted.slice(start, newEnd) });
    document.sent = wanted;
    document.awaitedId = lastId;
  }

  function forget(key: string): void {
    if (documents.delete(key)) running?.post({ kind: 'forget', key });
    wake();
  }

  function documentOf(key: string, languageId: string): Document {
    const known = documents.get(key);
    if (known && known.languageId !== languageId) forget(key);
    const document =
      known?.languageId === languageId
        ? known
        : { languageId, sent: '', awaitedId: undefined, wanted: '', found: undefined, served: undefined };
    // The one used last stands last.
    documents.delete(key);
    documents.set(key, document);
    const [oldest] = documents.keys();
    if (documents.size > maxDocuments && oldest !== undefined) forget(oldest);
    return document;
  }

  function follow(key: string, languageId: string, text: string): readonly Binding[] | undefined {
    const document = documentOf(key, languageId);
    document.wanted = text;
    send(key, document);
    const { found, served } = document;
    if (!found?.bindings || found.text === text) return found?.bindings;
    if (served?.from === found && served.text === text) return served.bindings;
    const change = changeBetween(found.text, text);
    const bindings = change ? moveBindings(found.bindings, change) : found.bindings;
    document.served = { from: found, text, bindings };
    return bindings;
  }

  async function settled(key: string): Promise<void> {
    while (documents.get(key)?.awaitedId !== undefined) await new Promise<void>((resolve) => waiting.add(resolve));
  }

  /** The reply to a question about a document that the thread knows as `text`; undefined where it does not. */
  async function ask(key: string, text: string, question: Question): Promise<SyntaxReply | undefined> {
    if (documents.get(key)?.sent !== text) await settled(key);
    if (!running || documents.get(key)?.sent !== text) return undefined;
    lastId += 1;
    const id = lastId;
    const reply = new Promise<SyntaxReply | undefined>((resolve) => asked.set(id, resolve));
    running.post({ ...question, id });
    return reply;
  }

  return {
    bindingsOf(key, languageId, text) {
      if (grammarOf(languageId) === undefined) return undefined;
      if (text.length > maxLength) {
        forget(key);
        return undefined;
      }
      if (!running && now() < restUntilMs) return undefined;
      try {
        return follow(key, languageId, text);
      } catch (error) {
        clear();
        restUntilMs = now() + restMs;
        onError(error);
        return undefined;
      }
    },
    async judge(key, text, judged) {
      const reply = await ask(key, text, { kind: 'judge', key, ...judged });
      return reply?.kind === 'judged' ? reply.first : undefined;
    },
    async placeAt(key, text, offset) {
      const reply = await ask(key, text, { kind: 'place', key, offset });
      return reply?.kind === 'placed' ? reply.place : undefined;
    },
    settled,
    forget,
    dispose() {
      const ended = running;
      running = undefined;
      clear();
      ended?.dispose();
    },
  };
}
