// Which file holds which term: changed files lie apart at first, and are merged into ever larger immutable segments.

import {
  eachInSegment,
  type FileTerms,
  findTerm,
  listLength,
  mergeSegments,
  type PostingVisitor,
  type Segment,
  segmentBytes,
  segmentOf,
} from './segment.ts';

export interface Postings {
  /** The file has no postings so far, or only ones that lie apart. */
  set(file: number, terms: FileTerms): void;
  remove(file: number): void;
  eachPosting(term: number, visit: PostingVisitor): void;
  /** Files that hold the term, removed ones that still lie in a segment too. */
  fileFrequency(term: number): number;
  /**
   * The next piece of pending work (putting small segments together), undefined when there is none; each `next` takes
   * some milliseconds.
   */
  work(isAtRest: boolean): Generator<undefined, void> | undefined;
  /** Everything in one segment, for the storage and after a build; `hasGone`: files went since the last time. */
  compact(hasGone: boolean): Generator<undefined, Segment>;
  readonly bytes: number;
}

/** Postings that lie apart become a segment from this number on. */
const mostApart = 1 << 19;
/** And from so many files on: two arrays for each are many times what a few postings need. */
const mostFilesApart = 4096;
/** While the editor works, look-up goes through each file that lies apart. */
const mostFilesApartAtRest = 32;
/** So many segments of about a size are merged into one. */
const mergeFactor = 8;

export interface PostingFiles {
  /** The file was not removed; postings of the others vanish with the next merge. */
  isKept(file: number): boolean;
  /** It may be found. */
  isVisible(file: number): boolean;
  /** Its postings are in a segment now: its number must not become another file's. */
  seal(file: number): void;
}

export function createPostings({ isKept, isVisible, seal }: PostingFiles, loaded?: Segment): Postings {
  const apart = new Map<number, FileTerms>();
  let apartCount = 0;
  let segments: readonly Segment[] = loaded && loaded.terms.length > 0 ? [loaded] : [];

  function removeApart(file: number): void {
    apartCount -= apart.get(file)?.terms.length ?? 0;
    apart.delete(file);
  }

  function flush(): void {
    if (apart.size === 0) return;
    for (const file of apart.keys()) seal(file);
    segments = [...segments, segmentOf(apart)];
    apart.clear();
    apartCount = 0;
  }

  /** Segments of about one size, when there are enough of them. */
  function mergeable(): readonly Segment[] | undefined {
    const tierOf = (segment: Segment): number =>
      Math.floor(Math.log(segmentBytes(segment) + 65_536) / Math.log(mergeFactor));
    for (const tier of new Set(segments.map(tierOf))) {
      const some = segments.filter((segment) => tierOf(segment) === tier);
      if (some.length >= mergeFactor) return some;
    }
    return undefined;
  }

  function* merge(some: readonly Segment[]): Generator<undefined, void> {
    const merged = yield* mergeSegments(some, isKept);
    segments = [...segments.filter((segment) => !some.includes(segment)), ...(merged.terms.length > 0 ? [merged] : [])];
  }

  return {
    set(file, terms) {
      removeApart(file);
      if (apartCount + terms.terms.length > mostApart || apart.size >= mostFilesApart) flush();
      apart.set(file, terms);
      apartCount += terms.terms.length;
    },
    remove: removeApart,
    eachPosting(term, visit) {
      const visitVisible: PostingVisitor = (file, count) => {
        if (isVisible(file)) visit(file, count);
      };
      for (const segment of segments) eachInSegment(segment, term, visitVisible);
      for (const [file, terms] of apart) {
        const count = countIn(terms, term);
        if (count > 0) visitVisible(file, count);
      }
    },
    fileFrequency(term) {
      let sum = 0;
      for (const segment of segments) sum += listLength(segment, term);
      for (const terms of apart.values()) if (countIn(terms, term) > 0) sum++;
      return sum;
    },
    work(isAtRest) {
      if (isAtRest && apart.size > mostFilesApartAtRest) flush();
      const some = mergeable();
      return some && merge(some);
    },
    *compact(hasGone) {
      flush();
      const all = segments;
      const [only] = all;
      const merged = all.length === 1 && only && !hasGone ? only : yield* mergeSegments(all, isKept);
      segments = [merged, ...segments.filter((segment) => !all.includes(segment))];
      return merged;
    },
    get bytes() {
      return segments.reduce((sum, segment) => sum + segmentBytes(segment), apartCount * 6);
    },
  };
}

function countIn(file: FileTerms, term: number): number {
  const at = findTerm(file, term);
  return at === undefined ? 0 : (file.counts[at] ?? 0);
}
