// All tokens of a vocabulary by the first two characters of their text, for prefix look-up; read in pieces, because
// reading 150,000 tokens at once takes more than half a second.

export interface TokenIndex {
  /** Tokens whose text begins with `text`, and those whose text is a beginning of it. Empty text: none. */
  compatible(text: string): number[];
  /** Reads up to `count` tokens more; false when there are none left. `compatible` reads the rest at once. */
  read(count: number): boolean;
}

type Entry = readonly [token: number, text: string];

/** `texts` yields each ordinary token once, with its text in mid-line; tokens of unfinished UTF-8 are left out. */
export function createTokenIndex(texts: Iterable<Entry>): TokenIndex {
  const unread = texts[Symbol.iterator]();
  /** By the first character, then by the second, which is empty for a token of one. */
  const byStart = new Map<string, Map<string, Entry[]>>();

  function add(entry: Entry): void {
    const [, text] = entry;
    if (text === '' || text.includes('\uFFFD')) return;
    const bySecond = byStart.get(text.charAt(0)) ?? new Map<string, Entry[]>();
    byStart.set(text.charAt(0), bySecond);
    const entries = bySecond.get(text.charAt(1));
    if (entries) entries.push(entry);
    else bySecond.set(text.charAt(1), [entry]);
  }

  function read(count: number): boolean {
    for (let left = count; left > 0; left--) {
      const next = unread.next();
      if (next.done) return false;
      add(next.value);
    }
    return true;
  }

  return {
    read,
    compatible(text) {
      if (text === '') return [];
      read(Number.POSITIVE_INFINITY);
      const bySecond = byStart.get(text.charAt(0));
      if (!bySecond) return [];
      const entries =
        text.length < 2
          ? [...bySecond.values()].flat()
          : [...(bySecond.get('') ?? []), ...(bySecond.get(text.charAt(1)) ?? [])];
      return entries.filter(([, own]) => own.startsWith(text) || text.startsWith(own)).map(([token]) => token);
    },
  };
}

/** Tokens that are read between two turns of the event loop: about ten milliseconds. */
const pieceTokens = 2048;

/** Reads the index piece by piece, so that a request that comes meanwhile waits for no more than one; then `onRead`. */
export function readSoon(index: TokenIndex, onRead: () => void): void {
  setImmediate(() => {
    if (index.read(pieceTokens)) readSoon(index, onRead);
    else onRead();
  });
}
