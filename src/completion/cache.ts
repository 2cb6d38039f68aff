// Remembers recent answers per document, so that typing along one, and deleting back, costs no model at all.

import { type AnswerPlace, answerPlace, restOfAnswer, withLineFeeds } from './answerPlace.ts';

export interface RememberedAnswer {
  /** Offset in the document where the answer begins. */
  readonly offset: number;
  /** Empty: the model had nothing to say here. */
  readonly text: string;
}

export interface CompletionCache {
  /** What is left of a remembered answer at this place; '' when nothing was to be said right here; else undefined. */
  find(session: string, text: string, offset: number): string | undefined;
  store(session: string, text: string, answer: RememberedAnswer): void;
  forget(session: string): void;
  forgetAll(): void;
}

interface Entry {
  readonly place: AnswerPlace;
  readonly answer: string;
}

/** In each document. */
const mostEntries = 64;

export function createCompletionCache(): CompletionCache {
  const sessions = new Map<string, Entry[]>();
  return {
    find(session, text, offset) {
      const where = { session, text, offset };
      const entries = sessions.get(session) ?? [];
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i];
        const rest = entry && restOfAnswer(entry.answer, entry.place, where);
        if (rest === undefined) continue;
        if (rest !== '' || offset === entry?.place.offset) return rest;
      }
      return undefined;
    },
    store(session, text, answer) {
      const entries = sessions.get(session) ?? [];
      entries.push({
        place: answerPlace({ session, text, offset: answer.offset }),
        answer: withLineFeeds(answer.text),
      });
      if (entries.length > mostEntries) entries.shift();
      sessions.set(session, entries);
    },
    forget: (session) => void sessions.delete(session),
    forgetAll: () => sessions.clear(),
  };
}
