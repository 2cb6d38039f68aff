// Counts the terms of one text: identifiers as they are, and the words in them and in comments.

import { scanNames } from './scanNames.ts';
import { eachSubWord, identifierTerm, longestIdentifier, shortestWord, wordTermIn } from './terms.ts';

/** Valid until the next text is counted. */
export interface TermCounts {
  /** Distinct terms, ascending; `counts` beside it. */
  readonly terms: Uint32Array;
  readonly counts: Uint16Array;
  /** Words and identifiers in all: the text's length for BM25. */
  readonly total: number;
}

const mostCounted = 0xffff;

/** Creates a counter, which keeps its tables from text to text. */
export function createTermCounter(): (text: string, languageId: string) => TermCounts {
  let mask = (1 << 12) - 1;
  let keys = new Uint32Array(mask + 1);
  let values = new Uint32Array(mask + 1);
  let stamps = new Uint32Array(mask + 1);
  let stamp = 0;
  let used = new Uint32Array(mask + 1);
  let size = 0;
  let total = 0;
  let sorted = new Float64Array(1 << 12);
  let terms = new Uint32Array(1 << 12);
  let counts = new Uint16Array(1 << 12);

  function grow(): void {
    const [oldKeys, oldValues] = [keys, values];
    const oldUsed = used;
    mask = mask * 2 + 1;
    keys = new Uint32Array(mask + 1);
    values = new Uint32Array(mask + 1);
    stamps = new Uint32Array(mask + 1);
    used = new Uint32Array(mask + 1);
    const before = size;
    size = 0;
    for (let index = 0; index < before; index++) {
      const slot = oldUsed[index] ?? 0;
      add(oldKeys[slot] ?? 0, oldValues[slot] ?? 0);
    }
  }

  function add(term: number, count: number): void {
    let slot = term & mask;
    while (stamps[slot] === stamp) {
      if (keys[slot] === term) {
        values[slot] = (values[slot] ?? 0) + count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    stamps[slot] = stamp;
    keys[slot] = term;
    values[slot] = count;
    used[size++] = slot;
    if (size * 2 > mask) grow();
  }

  function gather(): TermCounts {
    if (sorted.length < size) {
      sorted = new Float64Array(used.length);
      terms = new Uint32Array(used.length);
      counts = new Uint16Array(used.length);
    }
    for (let index = 0; index < size; index++) {
      const slot = used[index] ?? 0;
      sorted[index] = (keys[slot] ?? 0) * 0x10000 + Math.min(values[slot] ?? 0, mostCounted);
    }
    sorted.subarray(0, size).sort();
    for (let index = 0; index < size; index++) {
      const both = sorted[index] ?? 0;
      const term = Math.floor(both / 0x10000);
      terms[index] = term;
      counts[index] = both - term * 0x10000;
    }
    return { terms: terms.subarray(0, size), counts: counts.subarray(0, size), total };
  }

  return (text, languageId) => {
    stamp++;
    size = 0;
    total = 0;
    const addWord = (start: number, end: number): void => {
      total++;
      add(wordTermIn(text, start, end), 1);
    };
    scanNames(text, languageId, {
      name(start, end) {
        if (end - start < shortestWord || end - start > longestIdentifier) return;
        add(identifierTerm(text, start, end), 1);
        eachSubWord(text, start, end, addWord);
      },
      comment: (start, end) => eachSubWord(text, start, end, addWord),
    });
    return gather();
  };
}
