// Half-open offset ranges in UTF-16 code units, and the syntax facts that cross layers as plain data.

/** `[start, end)` in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A value bound to a name somewhere in the syntax: assignment, property, argument, header, key of a table … */
export interface Binding {
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly kind: 'assignment' | 'property' | 'argument' | 'default' | 'comparison' | 'header' | 'entry';
}

/** Unites overlapping and touching ranges; the result is sorted by start. */
export function uniteRanges(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start || a.end - b.end);
  const united: { start: number; end: number }[] = [];
  for (const range of sorted) {
    const last = united.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else united.push({ start: range.start, end: range.end });
  }
  return united;
}
