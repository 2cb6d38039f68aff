// What other files add to a request's prompt: held from key to key, looked for at rest, and before a document's first prompt.

import { within } from '../base/within.ts';
import type { Collector } from '../context/collect.ts';
import type { Snippet } from '../context/snippetReader.ts';
import type { InfillResult } from '../engine/engine.ts';
import type { CompletionRequest } from './outcome.ts';

export interface OtherFiles {
  /** Before a document's first prompt, and not for long: later on, what is there serves until the next rest. */
  firstLook(request: CompletionRequest): Promise<void>;
  /** Nobody types: looks what serves this place now. */
  look(request: CompletionRequest): Promise<void>;
  held(request: CompletionRequest): Promise<readonly Snippet[]>;
  /** Learns from an answer; tells the rule of each value that was hidden in what the prompt showed of other files. */
  sent(request: CompletionRequest, asked: readonly Snippet[], result: InfillResult): readonly string[];
}

/** As long as for the document's own syntax, which is waited for at the same time. */
const firstLookMs = 500;

export function createOtherFiles(collector: Collector | undefined): OtherFiles {
  const refresh = async (
    { session, path, displayPath, languageId, text, offset }: CompletionRequest,
    signal: AbortSignal,
  ) => collector?.refresh({ session, path: path ?? displayPath, languageId, text, offset }, signal);
  return {
    async firstLook(request) {
      if (!collector || collector.knows(request.session)) return;
      // What comes later than that would change a prompt that somebody already types at.
      const late = new AbortController();
      await within(firstLookMs, refresh(request, late.signal));
      late.abort();
    },
    look: (request) => refresh(request, request.signal),
    held: async ({ session }) => (await collector?.held(session)) ?? [],
    sent({ session }, asked, { figures, used: { contextIds } }) {
      collector?.report(session, { asked, contextIds, ...figures });
      const shown = asked.filter(({ id }) => contextIds.includes(id));
      return shown.flatMap(({ parts }) => parts.flatMap(({ hiddenRules }) => hiddenRules));
    },
  };
}
