// Holds for each document the pieces of other files that its prompts show: the same from key to key, looked for anew at rest.

import { isAbortError } from '../base/errors.ts';
import type { Exclusion } from './exclude.ts';
import { holdNext, lengthOf, lengthOfAll, type ScoredSnippet } from './holdSnippets.ts';
import type { FoundSnippet } from './retrieve/foundSnippet.ts';
import type { Snippet, SnippetReader } from './snippetReader.ts';
import type { FileRef } from './workspace.ts';

/** Where somebody writes. */
export interface Place {
  /** Opaque, one per document. */
  readonly session: string;
  /** Absolute path with forward slashes, or a name for what has no path. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
}

/** What the model's process said of one prompt. */
export interface PromptReport {
  /** What `held` gave for it. */
  readonly asked: readonly Snippet[];
  readonly contextIds: readonly string[];
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly prefillMs: number;
}

export interface Collector {
  /**
   * What the next prompt shows; looks for nothing, but takes out what the rules shut out since. They are asked beside the
   * keys; only where they were not for some seconds, or after `recheck`, their answer is waited for.
   */
  held(session: string): Promise<readonly Snippet[]>;
  /** A file that rules hang on has changed. */
  recheck(): void;
  /** True when somebody looked for this document, whatever was found. */
  knows(session: string): boolean;
  /**
   * Looks what serves this place now, and holds that from then on where it is worth what it costs. For moments in which
   * nobody types: the model reads again what stands behind a change. Changes nothing once `signal` has fired.
   */
  refresh(place: Place, signal: AbortSignal): Promise<void>;
  /** Learns from a prompt what the model has room for, and how quick it is. */
  report(session: string, report: PromptReport): void;
  /** Another model may have room for more, and be quicker. */
  forgetModel(): void;
  forget(session: string): void;
  /** What is secret may have changed: nothing that was read before is shown any more. */
  invalidate(): void;
}

export interface CollectorDeps {
  /** Best first; empty where nothing is known. */
  retrieve(place: Place, signal: AbortSignal): Promise<readonly FoundSnippet[]>;
  readonly reader: SnippetReader;
  decide(file: FileRef): Promise<Exclusion>;
  onError(error: unknown): void;
  /** Milliseconds, monotonic. */
  now(): number;
}

interface List {
  readonly snippets: readonly Snippet[];
  /** Where it was looked for last. */
  readonly line: number;
  /** When the rules were asked last. */
  readonly checkedMs: number;
}

/** UTF-16 code units, until a model said what it has room for: about 1,000 tokens. */
const mostChars = 4096;
/** The rules' answer is asked for again from this age on, and waited for from the next on. */
const freshMs = 1_000;
const staleMs = 5_000;
/** With less room than this the model has none. */
const leastChars = 200;
/** Found ones that are read at most: more than the room holds. */
const mostRead = 24;
/** The anchor is made anew from so far on, which costs most of the prompt whatever is held. */
const jumpLines = 30;
const gainAfterJump = 0.1;
const gainInPlace = 0.2;
/** Where the model reads for so long, nothing is worth changing in a place that is being worked at. */
const mostRefillMs = 4000;
/** What other files may add to the time that a whole prompt takes. */
const mostReadMs = 3000;
/** Rough. */
const charsPerToken = 3;
/** Prompts of fewer tokens do not tell how quick the model reads. */
const leastMeasuredTokens = 64;

export function createCollector({ retrieve, reader, decide, onError, now }: CollectorDeps): Collector {
  const lists = new Map<string, List>();
  const checks = new Map<string, Promise<void>>();
  /** Counts changes of what is secret, so that what was read before one is not held after it. */
  let epoch = 0;
  let rechecks = 0;
  let chars = mostChars;
  let promptTokens = 0;
  let msPerToken: number | undefined;

  /** UTF-16 code units that the model has room for, and reads in a bearable time when it begins anew. */
  const room = (): number => Math.min(chars, (mostReadMs / (msPerToken ?? 0)) * charsPerToken);

  function leastGain(held: List, line: number): number {
    if (held.snippets.length === 0 || Math.abs(held.line - line) >= jumpLines) return gainAfterJump;
    const refillMs = promptTokens * (msPerToken ?? 0);
    return refillMs >= mostRefillMs ? Number.POSITIVE_INFINITY : Math.max(gainInPlace, refillMs / mostRefillMs);
  }

  /** What cannot be decided on is not allowed. */
  const isAllowed = (file: FileRef): Promise<boolean> =>
    decide(file).then(
      ({ kind }) => kind === 'ok',
      () => false,
    );

  function check(session: string): Promise<void> {
    const known = checks.get(session);
    if (known) return known;
    const asking = takeOut(session).finally(() => checks.get(session) === asking && checks.delete(session));
    checks.set(session, asking);
    return asking;
  }

  /** Takes out what is not allowed any more; until a list stays the same while the rules are asked. */
  async function takeOut(session: string): Promise<void> {
    for (;;) {
      const list = lists.get(session);
      if (!list) return;
      const askedMs = now();
      const may = await Promise.all(list.snippets.map(({ file }) => isAllowed(file)));
      if (lists.get(session) !== list) continue;
      const snippets = may.every(Boolean) ? list.snippets : list.snippets.filter((_, index) => may[index]);
      lists.set(session, { ...list, snippets, checkedMs: askedMs });
      return;
    }
  }

  /** What cannot be looked for is missing in the prompt, no more. */
  async function find(place: Place, signal: AbortSignal): Promise<readonly FoundSnippet[]> {
    try {
      return await retrieve(place, signal);
    } catch (error) {
      if (!isAbortError(error)) onError(error);
      return [];
    }
  }

  async function read(found: readonly FoundSnippet[], own: string, signal: AbortSignal): Promise<ScoredSnippet[]> {
    const snippets: ScoredSnippet[] = [];
    // One after the other: the thread that parses them keeps a place for a few documents only.
    for (const one of found.slice(0, mostRead)) {
      if (signal.aborted) break;
      const snippet = one.path === own ? undefined : await reader.read(one);
      if (snippet) snippets.push({ ...snippet, score: one.score });
    }
    return snippets;
  }

  async function current(snippets: readonly Snippet[]): Promise<readonly Snippet[]> {
    const are = await Promise.all(snippets.map((snippet) => reader.isCurrent(snippet)));
    return snippets.filter((_, index) => are[index]);
  }

  async function look(place: Place, signal: AbortSignal): Promise<void> {
    const { session, path } = place;
    const [began, checksBefore, askedMs] = [epoch, rechecks, now()];
    // Whoever waits for the first look waits once.
    if (!lists.has(session)) lists.set(session, { snippets: [], line: 0, checkedMs: askedMs });
    const found = await read(await find(place, signal), path, signal);
    const before = lists.get(session);
    if (!before) return;
    const still = await current(before.snippets);
    if (signal.aborted || began !== epoch || lists.get(session)?.snippets !== before.snippets) return;
    const line = lineAt(place);
    const held = still.length === before.snippets.length ? before.snippets : still;
    const snippets = holdNext(held, found, { chars: room(), leastGain: leastGain(before, line) });
    const checkedMs = checksBefore === rechecks ? askedMs : Number.NEGATIVE_INFINITY;
    lists.set(session, { snippets, line, checkedMs });
  }

  return {
    async held(session) {
      const list = lists.get(session);
      if (!list) return [];
      const ageMs = now() - list.checkedMs;
      const checked = ageMs < freshMs ? undefined : check(session);
      if (ageMs >= staleMs) await checked;
      return lists.get(session)?.snippets ?? [];
    },
    recheck() {
      rechecks++;
      checks.clear();
      for (const [session, list] of lists) lists.set(session, { ...list, checkedMs: Number.NEGATIVE_INFINITY });
    },
    knows: (session) => lists.has(session),
    async refresh(place, signal) {
      if (chars < leastChars) return;
      try {
        await look(place, signal);
      } catch (error) {
        // What cannot be read, and so not be decided on, is not shown: the prompt does without it.
        if (lists.has(place.session)) lists.set(place.session, { snippets: [], line: 0, checkedMs: now() });
        onError(error);
      }
    },
    report(session, { asked, contextIds, promptTokens: tokens, evaluatedTokens, prefillMs }) {
      promptTokens = tokens;
      if (evaluatedTokens >= leastMeasuredTokens) msPerToken = prefillMs / evaluatedTokens;
      const list = lists.get(session);
      const used = asked.filter(({ id }) => contextIds.includes(id));
      if (used.length === asked.length) return;
      const shortest = Math.min(...asked.filter((one) => !used.includes(one)).map(lengthOf));
      chars = Math.min(chars, lengthOfAll(used) + shortest - 1);
      if (list?.snippets === asked) lists.set(session, { ...list, snippets: used });
    },
    forgetModel() {
      chars = mostChars;
      msPerToken = undefined;
    },
    forget: (session) => void lists.delete(session),
    invalidate() {
      epoch++;
      reader.forgetRedacted();
      lists.clear();
    },
  };
}

function lineAt({ text, offset }: Place): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
