// The parsing thread's work without the thread: follows each document's edits and answers with its bindings.

import { createLiterals, type Literal, type NamesOfInterest } from './literals.ts';
import type { SyntaxParser } from './parser.ts';
import { firstUnbroken } from './syntaxFaults.ts';
import type { EditMessage, JudgeMessage, PlaceMessage, SyntaxReply, SyntaxRequest } from './syntaxMessages.ts';
import { syntaxPlace } from './syntaxPlace.ts';

export interface SyntaxServerDeps {
  readonly parser: SyntaxParser;
  readonly names: NamesOfInterest;
  reply(reply: SyntaxReply): void;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** A text that takes longer is made to be slow, or is no source; ordinary ones of 1 MB take half a second. */
const limitMs = 2000;
/** Longer than this nobody waits for the judgement of an answer. */
const judgeLimitMs = 40;
/** How long such a document is left alone. */
const restMs = 30_000;

interface Document {
  text: string;
  literals: readonly Literal[] | undefined;
  /** The text that `literals` belong to. */
  known: string | undefined;
  restUntilMs: number;
}

/** Returns what takes a request in; it resolves when that is answered. */
export function createSyntaxServer({ parser, names, reply, now }: SyntaxServerDeps) {
  const literals = createLiterals(names);
  const documents = new Map<string, Document>();

  function apply({ key, start, oldEnd, inserted }: EditMessage): Document {
    const document = documents.get(key) ?? { text: '', literals: undefined, known: undefined, restUntilMs: 0 };
    documents.set(key, document);
    document.text = document.text.slice(0, start) + inserted + document.text.slice(oldEnd);
    return document;
  }

  function follow(key: string, languageId: string, document: Document): readonly Literal[] | undefined {
    const { text } = document;
    const endMs = now() + limitMs;
    if (endMs - limitMs < document.restUntilMs) return undefined;
    const isOver = (): boolean => now() > endMs;
    const parsed = parser.parse({ key, languageId, text }, isOver);
    const previous = document.known === parsed?.since?.text ? document.literals : undefined;
    const found = parsed && literals.find(parsed, previous, isOver);
    document.literals = found;
    document.known = found && text;
    if (!found) document.restUntilMs = now() + restMs;
    return found;
  }

  function judge({ id, key, ...asked }: JudgeMessage): void {
    const text = documents.get(key)?.text;
    const endMs = now() + judgeLimitMs;
    const isOver = (): boolean => now() > endMs;
    const first = text === undefined ? undefined : firstUnbroken(parser, { key, text, ...asked }, isOver);
    reply({ kind: 'judged', id, first });
  }

  function answerPlace({ id, key, offset }: PlaceMessage): void {
    const text = documents.get(key)?.text;
    const unchanged = { start: 0, oldEnd: 0, inserted: '' };
    const place =
      text === undefined
        ? undefined
        : parser.parseWith(
            { key, text, ...unchanged },
            () => false,
            ({ tree }) => syntaxPlace(tree.rootNode, offset),
          );
    reply({ kind: 'placed', id, place });
  }

  return async (request: SyntaxRequest): Promise<void> => {
    const { key } = request;
    if (request.kind === 'forget') {
      documents.delete(key);
      parser.forget(key);
      return;
    }
    if (request.kind === 'judge') {
      judge(request);
      return;
    }
    if (request.kind === 'place') {
      answerPlace(request);
      return;
    }
    const document = apply(request);
    const isReady = await parser.load(request.languageId);
    if (documents.get(key) !== document) return;
    const found = isReady ? follow(key, request.languageId, document) : undefined;
    reply({ kind: 'bindings', id: request.id, bindings: found?.map(({ binding }) => binding) });
  };
}
