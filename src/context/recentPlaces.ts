// Remembers where the user edited and looked lately, as paths and offsets that move with each edit; in memory, and few.

import type { Range } from '../base/range.ts';
import { moveRange, type TextChange } from '../base/textChange.ts';

export interface RecentPlace {
  /** Absolute path with forward slashes. */
  readonly path: string;
  /** In the document as it is now. */
  readonly range: Range;
  readonly kind: 'edited' | 'viewed';
}

export interface RecentPlaces {
  /** What changed, in the order in which it did. */
  edited(path: string, changes: readonly TextChange[]): void;
  viewed(path: string, range: Range): void;
  /** Newest first. */
  list(): readonly RecentPlace[];
  /** The file is gone, or its offsets are no longer known. */
  forget(path: string): void;
}

const mostPlaces = 32;
const mostPerFile = 4;
/** Edits that are no further apart are one place; UTF-16 code units. */
const nearby = 200;

export function createRecentPlaces(): RecentPlaces {
  let places: readonly RecentPlace[] = [];

  function move(path: string, change: TextChange): void {
    places = places.flatMap((place) => {
      if (place.path !== path) return [place];
      const range = moveRange(place.range, change);
      return range ? [{ ...place, range }] : [];
    });
  }

  /** Puts it first, united with those of its kind that it touches. */
  function add({ path, range, kind }: RecentPlace, reach: number): void {
    const touches = (place: RecentPlace) =>
      place.path === path &&
      place.kind === kind &&
      place.range.start <= range.end + reach &&
      range.start <= place.range.end + reach;
    const united = kind === 'edited' ? places.filter(touches).map((place) => place.range) : [];
    const start = Math.min(range.start, ...united.map((one) => one.start));
    const end = Math.max(range.end, ...united.map((one) => one.end));
    const others = places.filter((place) => !touches(place));
    let ofFile = 1;
    const kept = others.filter((place) => place.path !== path || ++ofFile <= mostPerFile);
    places = [{ path, range: { start, end }, kind }, ...kept].slice(0, mostPlaces);
  }

  return {
    edited(path, changes) {
      for (const change of changes) {
        move(path, change);
        add({ path, range: { start: change.start, end: change.newEnd }, kind: 'edited' }, nearby);
      }
    },
    viewed: (path, range) => add({ path, range, kind: 'viewed' }, 0),
    list: () => places,
    forget(path) {
      places = places.filter((place) => place.path !== path);
    },
  };
}
