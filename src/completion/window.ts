// Cuts what the model may see out of a redacted document: whole lines before the cursor, on a grid, and what follows.

import { type SafeText, slice } from '../redaction/safeText.ts';
import { cursorLine, restIsClosers } from './trigger.ts';

export interface Window {
  readonly before: SafeText;
  /** Line number in the document of the first line of `before`. */
  readonly firstLine: number;
  readonly after: SafeText;
}

/** The window and where it lies, in offsets of the redacted document. */
export interface PlacedWindow {
  readonly window: Window;
  readonly start: number;
  readonly end: number;
}

/** UTF-16 code units; more than any context here holds (1,024 tokens before the cursor, 256 behind it). */
const mostCharsBefore = 16_384;
const mostCharsAfter = 6_144;
/** Lines; the worker's grid divides it, so that both cut at the same places. */
const gridLines = 32;

/** `offset` is the cursor in `safe.text`. */
export function cutWindow(safe: SafeText, offset: number): PlacedWindow {
  const { text } = safe;
  const { start, line } = windowStart(text, offset);
  const rest = cursorLine(text, offset).after;
  // Brackets that the editor closed by itself come and go with each key; without them the suffix stays as it is.
  const afterStart = restIsClosers(rest) ? offset + rest.length : offset;
  const afterEnd = lineStartBefore(text, Math.min(text.length, afterStart + mostCharsAfter), afterStart);
  const window = { before: slice(safe, start, offset), firstLine: line, after: slice(safe, afterStart, afterEnd) };
  return { window, start, end: afterEnd };
}

/** The first grid line from which at most `mostCharsBefore` lead to the cursor; in lack of one the cursor's own line. */
function windowStart(text: string, offset: number): { start: number; line: number } {
  const ownLine = text.lastIndexOf('\n', offset - 1) + 1;
  const earliest = Math.max(0, offset - mostCharsBefore);
  if (earliest === 0) return { start: 0, line: 0 };
  let line = 0;
  for (let at = 0; at < ownLine; ) {
    if (at >= earliest && line % gridLines === 0) return { start: at, line };
    at = text.indexOf('\n', at) + 1;
    line++;
  }
  return { start: ownLine, line };
}

/** The end of the last whole line before `end`, where there is one behind `from`. */
function lineStartBefore(text: string, end: number, from: number): number {
  if (end === text.length) return end;
  const at = text.lastIndexOf('\n', end);
  return at > from ? at : end;
}
