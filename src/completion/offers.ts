// Counts what was offered: a suggestion that the user types along, or deletes back to, is one offer however often it is shown.

import type { Offer, Statistics } from '../audit/statistics.ts';
import type { CompletionOutcome } from './outcome.ts';
import { isSameSuggestion, type Shown } from './sameSuggestion.ts';

export interface Offers {
  record(answer: Answer): void;
  forget(session: string): void;
}

export interface Answer {
  readonly session: string;
  readonly languageId: string;
  /** The cursor. */
  readonly offset: number;
  readonly outcome: Extract<CompletionOutcome, { kind: 'item' }>;
  /** From the editor's question to the answer. */
  readonly tookMs: number;
}

export function createOffers(statistics: Pick<Statistics, 'offered'>): Offers {
  const shown = new Map<string, Shown>();
  return {
    record({ session, languageId, offset, outcome, tookMs }) {
      const { text, range } = outcome.item;
      // What the suggest widget has selected stands before the cursor's own rest.
      const now = { offset, text: text.slice(Math.max(0, offset - range.start)) };
      const before = shown.get(session);
      shown.set(session, now);
      if (before && isSameSuggestion(before, now)) return;
      statistics.offered({ languageId, fromMemory: outcome.fromMemory, ms: stagesOf(outcome, tookMs) });
    },
    forget: (session) => void shown.delete(session),
  };
}

function stagesOf({ figures }: Answer['outcome'], tookMs: number): Offer['ms'] {
  if (!figures) return { total: tookMs };
  const { queueMs, prefillMs, firstTokenMs, generateMs } = figures;
  return { queue: queueMs, prefill: prefillMs, firstToken: firstTokenMs, generate: generateMs, total: tookMs };
}
