// Tells whether a suggestion is the one that was shown before, further typed or deleted back: it counts as offered once.

/** An item as it stood in the document: the cursor, and what was to be inserted there. */
export interface Shown {
  readonly offset: number;
  readonly text: string;
}

/** True where `now` is what is left of `before` after typing along it, or `before` again with typed characters given back. */
export function isSameSuggestion(before: Shown, now: Shown): boolean {
  const typed = now.offset - before.offset;
  return typed >= 0 ? now.text === before.text.slice(typed) : before.text === now.text.slice(-typed);
}
