// Holds many small byte strings without an object for each; what was replaced is given back when it is half of all.

export interface Records {
  /** Copies the bytes; the answer names them from now on. */
  add(bytes: Uint8Array): number;
  get(record: number): Uint8Array;
  remove(record: number): void;
  /** True when so much of it is garbage that `compact` is worth its time. */
  readonly isWasteful: boolean;
  /** Moves what is left together; `moved` hears of each record in use, and answers nothing. */
  compact(inUse: Iterable<number>, moved: (from: number, to: number) => void): void;
  readonly bytes: number;
}

const pageBytes = 1 << 20;

/** A record's name is its place: page and offset; its length stands in front of it. */
export function createRecords(): Records {
  let pages: Uint8Array[] = [];
  let filled = pageBytes;
  let wasted = 0;

  function add(bytes: Uint8Array): number {
    const size = bytes.length + 4;
    if (filled + size > pageBytes) {
      pages.push(new Uint8Array(Math.max(pageBytes, size)));
      filled = 0;
    }
    const page = pages.at(-1) ?? new Uint8Array(size);
    const at = filled;
    new DataView(page.buffer).setUint32(at, bytes.length, true);
    page.set(bytes, at + 4);
    filled += size;
    return (pages.length - 1) * pageBytes + at;
  }

  function get(record: number): Uint8Array {
    const page = pages[Math.floor(record / pageBytes)] ?? new Uint8Array(4);
    const at = record % pageBytes;
    const length = new DataView(page.buffer).getUint32(at, true);
    return page.subarray(at + 4, at + 4 + length);
  }

  return {
    add,
    get,
    remove(record) {
      wasted += get(record).length + 4;
    },
    get isWasteful() {
      return wasted > pageBytes && wasted * 2 > pages.length * pageBytes;
    },
    compact(inUse, moved) {
      const kept = [...inUse].map((record) => [record, get(record)] as const);
      pages = [];
      filled = pageBytes;
      wasted = 0;
      for (const [record, bytes] of kept) moved(record, add(bytes));
    },
    get bytes() {
      return pages.reduce((sum, page) => sum + page.length, 0);
    },
  };
}
