// Goes on, while ghost text shows, as if it were taken: taking it, or typing all of it, then finds the next answer ready.

import { type InfillRequest, type InfillResult, Priority } from '../engine/engine.ts';
import { join, type SafeText } from '../redaction/safeText.ts';
import { pause } from './debounce.ts';
import type { CompletionItem, CompletionRequest } from './outcome.ts';
import { restIsClosers } from './trigger.ts';

export interface Ahead {
  /** Runs `work` for that document after a moment, in place of what ran for another; its failures concern nobody. */
  goOn(taken: CompletionRequest, work: (signal: AbortSignal) => Promise<void>): void;
  stop(): void;
}

/** One line more than the one that the item ends: what follows most items is the next line. */
const mostLines = 2;
const mostTokens = 32;
const budgetMs = 4000;
/** Who types on without looking up needs no answer to what was not taken. */
const restMs = 150;

export function createAhead(): Ahead {
  let current: { readonly taken: CompletionRequest; readonly stop: AbortController } | undefined;

  function stop(): void {
    current?.stop.abort();
    current = undefined;
  }

  return {
    stop,
    goOn(taken, work) {
      if (current && isSameMoment(current.taken, taken)) return;
      stop();
      const mine = { taken, stop: new AbortController() };
      current = mine;
      const { signal } = mine.stop;
      const run = async (): Promise<void> => {
        await pause(restMs, signal);
        if (!signal.aborted) await work(signal);
      };
      // The next key meets the same failure, and tells of it.
      void run()
        .catch(() => undefined)
        .finally(() => {
          if (current === mine) current = undefined;
        });
    },
  };
}

function isSameMoment(a: CompletionRequest, b: CompletionRequest): boolean {
  return a.session === b.session && a.offset === b.offset && a.text === b.text;
}

/** The request as it would be had the user taken the item; undefined where the rest of the line follows it. */
export function withItem(request: CompletionRequest, { text, range }: CompletionItem): CompletionRequest | undefined {
  if (range.start !== request.offset) return undefined;
  const behind = request.text.slice(range.end);
  const lineEnd = behind.search(/\r?\n|$/);
  if (!restIsClosers(behind.slice(0, lineEnd))) return undefined;
  const inserted = request.text.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
  return {
    ...request,
    text: request.text.slice(0, range.start) + inserted + behind,
    offset: range.start + inserted.length,
  };
}

/** What is asked for behind the item, along the sequence that it came from. */
export function aheadRequest(
  prompt: Pick<InfillRequest, 'session' | 'context' | 'path' | 'before' | 'firstLine' | 'after'>,
  item: SafeText,
  leastProbability: InfillRequest['leastProbability'],
): InfillRequest {
  const before = join([prompt.before, item]);
  const bounds = { maxLines: mostLines, maxTokens: mostTokens, budgetMs, leastProbability };
  return { ...prompt, before, ...bounds, priority: Priority.ahead };
}

/** What of the answer is worth remembering: whole lines where it was cut short; undefined where it says nothing. */
export function keptLines({ text, stopReason }: InfillResult): string | undefined {
  if (stopReason === 'repetition') return undefined;
  if (stopReason === 'end' || stopReason === 'lines') return text;
  const lines = stopReason === 'unsure' ? text : text.slice(0, Math.max(0, text.lastIndexOf('\n')));
  return lines.trim() === '' ? undefined : lines;
}
