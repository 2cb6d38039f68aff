// Remembers per document what the last request ended in, so that the status and "Why No Suggestion?" can say it.

import type { Emitter, Event } from '../base/event.ts';
import { createEmitter } from '../base/event.ts';
import type { CompletionOutcome } from './outcome.ts';

export interface LastOutcome {
  readonly outcome: CompletionOutcome;
  /** From the editor's question to the answer. */
  readonly tookMs: number;
}

export interface LastOutcomes {
  readonly onChange: Event<string>;
  record(session: string, last: LastOutcome): void;
  of(session: string): LastOutcome | undefined;
  /** The last one that offered an item, in whichever document. */
  offered(): LastOutcome | undefined;
  /** How many items were taken since the start. */
  readonly takenCount: number;
  countTaken(): void;
  forget(session: string): void;
}

/** A request that a newer one replaced says nothing about the place, so it never covers an earlier answer. */
export function createLastOutcomes(onError: (error: unknown) => void): LastOutcomes {
  const bySession = new Map<string, LastOutcome>();
  const changed: Emitter<string> = createEmitter(onError);
  let offered: LastOutcome | undefined;
  let takenCount = 0;
  return {
    onChange: changed.event,
    record(session, last) {
      const replaced = last.outcome.kind === 'none' && last.outcome.why.reason === 'cancelled';
      if (replaced && bySession.has(session)) return;
      bySession.set(session, last);
      if (last.outcome.kind === 'item') offered = last;
      changed.fire(session);
    },
    of: (session) => bySession.get(session),
    offered: () => offered,
    get takenCount() {
      return takenCount;
    },
    countTaken() {
      takenCount += 1;
    },
    forget: (session) => void bySession.delete(session),
  };
}
