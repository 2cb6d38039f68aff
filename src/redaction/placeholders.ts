// Stands in for each hidden value by a name of fixed width; the map from name to value lives in this memory only, never at rest.

import { randomBytes } from 'node:crypto';

const prefix = 'HIDDEN_';
const nonceWidth = 6;
// 36 ** 5 is 60 million values: the values themselves exhaust the memory long before the counter is exhausted.
const counterWidth = 5;

/** Every placeholder has just this many characters, all of them identifier characters. */
export const placeholderWidth = prefix.length + nonceWidth + 1 + counterWidth;

const lineBreak = /\r\n|\r|\n/g;
const anySession = new RegExp(`${prefix}[0-9a-z]{${nonceWidth}}(?:_|$)`, 'i');

export interface Vault {
  /** What each placeholder of this session begins with: the keyword of its detector. */
  readonly mark: string;
  /** Placeholder of a value, followed by the value's line breaks; the same value gives the same one. */
  standIn(value: string): string;
  /** Ranges of what has the form of this session's placeholders, in order. */
  find(text: string): { start: number; end: number }[];
  /** Exact inverse for text whose placeholders are all of this session; one pass, unknown ones stay as they are. */
  restore(text: string): string;
  /** True for a whole placeholder of any session, one of this session in any case, or the beginning of one at the end. */
  holdsPlaceholder(text: string): boolean;
}

/** Creates the map of one session; nothing is shared between two of them. */
export function createVault(): Vault {
  const nonce = Array.from(randomBytes(nonceWidth), (byte) => (byte % 36).toString(36)).join('');
  const mark = `${prefix}${nonce}_`;
  const live = new RegExp(`${mark}[0-9a-z]{${counterWidth}}`, 'g');
  const names = new Map<string, string>();
  const values = new Map<string, { value: string; breaks: string }>();

  function find(text: string): { start: number; end: number }[] {
    if (!text.includes(mark)) return [];
    return Array.from(text.matchAll(live), ({ index }) => ({ start: index, end: index + placeholderWidth }));
  }

  return {
    mark,
    find,
    standIn(value) {
      const known = names.get(value);
      if (known !== undefined) return known;
      const name = mark + names.size.toString(36).padStart(counterWidth, '0');
      const breaks = (value.match(lineBreak) ?? []).join('');
      names.set(value, name + breaks);
      values.set(name, { value, breaks });
      return name + breaks;
    },
    restore(text) {
      let restored = '';
      let from = 0;
      for (const { start, end } of find(text)) {
        const hidden = values.get(text.slice(start, end));
        if (!hidden) continue;
        restored += text.slice(from, start) + hidden.value;
        from = text.startsWith(hidden.breaks, end) ? end + hidden.breaks.length : end;
      }
      return restored + text.slice(from);
    },
    holdsPlaceholder(text) {
      if (anySession.test(text) || text.toLowerCase().includes(mark.toLowerCase())) return true;
      // A text cut off inside a placeholder still shows its beginning, from the nonce's first character on.
      const tail = text.slice(-(mark.length - 1));
      for (let at = tail.indexOf(prefix); at !== -1; at = tail.indexOf(prefix, at + 1)) {
        const rest = tail.slice(at);
        if (rest.length > prefix.length && mark.startsWith(rest)) return true;
      }
      return false;
    },
  };
}
