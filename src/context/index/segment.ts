// One immutable part of the postings: terms in order, and for each the files that hold it, in few bytes.

import { type ByteWriter, createByteWriter } from './varint.ts';

/**
 * `lists[offsets[i] … offsets[i + 1]]` belongs to `terms[i]`: the number of files, then for each file, ascending, twice
 * the distance to the one before, plus one where a count of more than 1 follows.
 */
export interface Segment {
  readonly terms: Uint32Array;
  readonly offsets: Uint32Array;
  readonly lists: Uint8Array;
}

export type PostingVisitor = (file: number, count: number) => void;

/** Index of `term` among terms in ascending order, or undefined. */
export function findTerm({ terms }: { readonly terms: Uint32Array }, term: number): number | undefined {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? 0) < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term ? low : undefined;
}

/** The list at `index` of the terms; `visit` sees removed files too. */
function eachInList({ offsets, lists }: Segment, index: number, visit: PostingVisitor): void {
  let at = offsets[index] ?? 0;
  const end = offsets[index + 1] ?? 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = lists[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value >>> 0;
  };
  next();
  let file = -1;
  while (at < end) {
    const step = next();
    file += (step >>> 1) + 1;
    visit(file, (step & 1) === 1 ? next() : 1);
  }
}

export function eachInSegment(segment: Segment, term: number, visit: PostingVisitor): void {
  const index = findTerm(segment, term);
  if (index !== undefined) eachInList(segment, index, visit);
}

/** Number of files in the list of `term`, removed ones too. */
export function listLength(segment: Segment, term: number): number {
  const index = findTerm(segment, term);
  if (index === undefined) return 0;
  let value = 0;
  let at = segment.offsets[index] ?? 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = segment.lists[at++] ?? 0;
    value |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return value >>> 0;
}

export function segmentBytes({ terms, offsets, lists }: Segment): number {
  return terms.byteLength + offsets.byteLength + lists.byteLength;
}

interface SegmentWriter {
  /** Terms ascending; a list's files ascending, `length` of them. Nothing is written for no file. */
  add(term: number, files: ArrayLike<number>, counts: ArrayLike<number>, length: number): void;
  finish(): Segment;
}

/** `someTerms` and `someBytes` are what the arrays begin with. */
function createSegmentWriter(someTerms: number, someBytes: number): SegmentWriter {
  let terms = new Uint32Array(someTerms);
  let offsets = new Uint32Array(someTerms + 1);
  const lists: ByteWriter = createByteWriter(someBytes);
  let size = 0;
  return {
    add(term, files, counts, length) {
      if (length === 0) return;
      if (size === terms.length) {
        terms = lengthened(terms, size * 1.25 + 16);
        offsets = lengthened(offsets, terms.length + 1);
      }
      terms[size] = term;
      lists.writeNumber(length);
      let previous = -1;
      for (let index = 0; index < length; index++) {
        const file = files[index] ?? 0;
        const count = counts[index] ?? 1;
        lists.writeNumber((file - previous - 1) * 2 + (count > 1 ? 1 : 0));
        if (count > 1) lists.writeNumber(count);
        previous = file;
      }
      size++;
      offsets[size] = lists.length;
    },
    finish: () => ({
      terms: shortened(terms, size),
      offsets: shortened(offsets, size + 1),
      lists: shortened(lists.bytes(), lists.length),
    }),
  };
}

function lengthened(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(length);
  longer.set(array);
  return longer;
}

/** The beginning of an array; copied where much of it would be kept for nothing. */
function shortened<T extends Uint32Array | Uint8Array>(array: T, length: number): T {
  const isWasteful = length * array.BYTES_PER_ELEMENT < array.buffer.byteLength * 0.9;
  return (isWasteful ? array.slice(0, length) : array.subarray(0, length)) as T;
}

/** The terms of one file, ascending, and their counts. */
export interface FileTerms {
  readonly terms: Uint32Array;
  readonly counts: Uint16Array;
}

/** Makes one segment of whole files. */
export function segmentOf(files: ReadonlyMap<number, FileTerms>): Segment {
  const ids = [...files.keys()].sort((a, b) => a - b);
  let postings = 0;
  for (const { terms } of files.values()) postings += terms.length;
  // Term and number of the posting in one number: sorted by term, and by file within it.
  const keys = new Float64Array(postings);
  const fileOf = new Uint32Array(postings);
  const countOf = new Uint16Array(postings);
  const scale = 2 ** 21;
  if (postings > scale) throw new RangeError('too many postings for one segment');
  let at = 0;
  for (const id of ids) {
    const { terms, counts } = files.get(id) ?? { terms: [], counts: [] };
    for (let index = 0; index < terms.length; index++) {
      keys[at] = (terms[index] ?? 0) * scale + at;
      fileOf[at] = id;
      countOf[at] = counts[index] ?? 1;
      at++;
    }
  }
  keys.sort();
  return fromSorted(keys, fileOf, countOf, scale);
}

function fromSorted(keys: Float64Array, fileOf: Uint32Array, countOf: Uint16Array, scale: number): Segment {
  const termAt = (index: number): number => Math.floor((keys[index] ?? 0) / scale);
  let distinct = 0;
  for (let index = 0; index < keys.length; index++) if (index === 0 || termAt(index) !== termAt(index - 1)) distinct++;
  const writer = createSegmentWriter(distinct, keys.length * 2 + distinct);
  const files: number[] = [];
  const counts: number[] = [];
  for (let index = 0; index < keys.length; ) {
    const term = termAt(index);
    let length = 0;
    for (; index < keys.length && termAt(index) === term; index++) {
      const posting = (keys[index] ?? 0) - term * scale;
      files[length] = fileOf[posting] ?? 0;
      counts[length] = countOf[posting] ?? 1;
      length++;
    }
    writer.add(term, files, counts, length);
  }
  return writer.finish();
}

/** How many terms are merged between two moments at which the caller may do something else. */
const termsPerStep = 4096;

/** One segment of several, without the files that are gone; each `next` does a part of the work. */
export function* mergeSegments(
  segments: readonly Segment[],
  isKept: (file: number) => boolean,
): Generator<undefined, Segment> {
  const sum = (numberOf: (segment: Segment) => number): number =>
    segments.reduce((total, segment) => total + numberOf(segment), 0);
  // Most terms of the others are in the largest as well, or the sum would be many times what is needed.
  const someTerms = Math.max(0, ...segments.map(({ terms }) => terms.length));
  const writer = createSegmentWriter(someTerms, sum(({ lists }) => lists.length) + 8);
  const cursors = segments.map(() => 0);
  let files: number[] = [];
  let counts: number[] = [];
  let length = 0;
  let isAscending = true;
  const take: PostingVisitor = (file, count) => {
    if (!isKept(file)) return;
    if (length > 0 && file < (files[length - 1] ?? 0)) isAscending = false;
    files[length] = file;
    counts[length] = count;
    length++;
  };
  for (let step = 1; ; step++) {
    let term = Number.POSITIVE_INFINITY;
    for (let index = 0; index < segments.length; index++) {
      const first = segments[index]?.terms[cursors[index] ?? 0];
      if (first !== undefined && first < term) term = first;
    }
    if (term === Number.POSITIVE_INFINITY) return writer.finish();
    length = 0;
    isAscending = true;
    for (const [index, segment] of segments.entries()) {
      const cursor = cursors[index] ?? 0;
      if (segment.terms[cursor] !== term) continue;
      eachInList(segment, cursor, take);
      cursors[index] = cursor + 1;
    }
    if (!isAscending) {
      const order = Array.from({ length }, (_, index) => index).sort((a, b) => (files[a] ?? 0) - (files[b] ?? 0));
      [files, counts] = [order.map((index) => files[index] ?? 0), order.map((index) => counts[index] ?? 1)];
    }
    writer.add(term, files, counts, length);
    if (step % termsPerStep === 0) yield undefined;
  }
}
