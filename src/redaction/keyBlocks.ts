// Private keys span lines: their first and last lines are found line by line, and paired here over the whole document.

import type { Range } from '../base/range.ts';

export interface KeyMarker extends Range {
  readonly edge: 'begin' | 'end';
}

export const keyMarkerKeyword = '-----';
export const keyMarkerPattern = /-----(BEGIN|END) (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;

const maxBlockLength = 64 * 1024;
const maxOpenLines = 400;
const armorHeader = /^[\s"'`#/*+|>-]*(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): /;
const escapedBreak = /\\+[nrt]/g;
const notKeyMaterial = /[^A-Za-z0-9+/=\s"'`,\\|#*.:>-]/;
const longRun = /[A-Za-z0-9+/=]{16}/;

/** A line of a key in a file, in a string literal, in a comment or in a concatenation. */
function isKeyMaterial(line: string): boolean {
  return armorHeader.test(line) || !notKeyMaterial.test(line.replace(escapedBreak, ' '));
}

/** End of the key that begins at `from` and has no last line: it is still being typed, or was cut off. */
function openEnd(text: string, from: number, limit: number): number {
  let end = from;
  let at = from;
  for (let lines = 0; lines < maxOpenLines && at < limit; lines++) {
    const lineBreak = text.indexOf('\n', at);
    const lineEnd = Math.min(lineBreak === -1 ? limit : lineBreak, limit);
    const line = text.slice(at, lineEnd);
    const isKey = isKeyMaterial(line) && (longRun.test(line.replace(escapedBreak, ' ')) || armorHeader.test(line));
    if (isKey) end = at + line.trimEnd().length;
    else if (lines > 0 && !armorHeader.test(line) && line.trim() !== '') break;
    else if (lines === 0 && /[A-Za-z0-9]/.test(line.replace(escapedBreak, ''))) break;
    at = lineEnd + 1;
  }
  return end;
}

/** Pairs sorted markers to the ranges of whole private keys; one pass, so its cost is that of the keys. */
export function pairKeyMarkers(text: string, markers: readonly KeyMarker[]): Range[] {
  const blocks: Range[] = [];
  for (const [index, marker] of markers.entries()) {
    if (marker.edge !== 'begin') continue;
    const next = markers[index + 1];
    if (next?.edge === 'end' && next.end - marker.start <= maxBlockLength) {
      const body = text.slice(marker.end, next.start);
      if (longRun.test(body.replace(escapedBreak, ' '))) blocks.push({ start: marker.start, end: next.end });
      continue;
    }
    const limit = Math.min(next?.start ?? text.length, marker.start + maxBlockLength);
    const end = openEnd(text, marker.end, limit);
    if (end > marker.end) blocks.push({ start: marker.start, end });
  }
  return blocks;
}
