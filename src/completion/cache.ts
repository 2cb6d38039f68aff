// Remembers recent answers per document, so that typing along one, and deleting back, costs no model at all.

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

interface Entry extends RememberedAnswer {
  /** What stood before it, and behind its line: an answer holds only where these still stand. */
  readonly before: string;
  readonly below: string;
}

const mostEntries = 64;
const comparedChars = 1000;

export function createCompletionCache(): CompletionCache {
  const sessions = new Map<string, Entry[]>();
  return {
    find(session, text, offset) {
      const entries = sessions.get(session) ?? [];
      const below = lineBelow(text, offset);
      for (let i = entries.length - 1; i >= 0; i--) {
        const entry = entries[i];
        // A typed line end may be two characters where the answer's is one.
        if (!entry || offset < entry.offset || offset - entry.offset > 2 * entry.text.length) continue;
        const typed = withLineFeeds(text.slice(entry.offset, offset));
        if (!entry.text.startsWith(typed) || entry.below !== below) continue;
        if (before(text, entry.offset) !== entry.before) continue;
        const rest = entry.text.slice(typed.length);
        if (rest !== '' || typed === '') return rest;
      }
      return undefined;
    },
    store(session, text, answer) {
      const entries = sessions.get(session) ?? [];
      entries.push({
        ...answer,
        text: withLineFeeds(answer.text),
        before: before(text, answer.offset),
        below: lineBelow(text, answer.offset),
      });
      if (entries.length > mostEntries) entries.shift();
      sessions.set(session, entries);
    },
    forget: (session) => void sessions.delete(session),
    forgetAll: () => sessions.clear(),
  };
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function before(text: string, offset: number): string {
  return text.slice(Math.max(0, offset - comparedChars), offset);
}

/** From the end of the cursor's line: what the editor closes by itself on that line comes and goes. */
function lineBelow(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return end < 0 ? '' : text.slice(end, end + comparedChars);
}
