// Which lines of a file show a definition: its signature without the body, a short type as a whole.

import type { Range } from '../../base/range.ts';
import type { IndexedDefinition } from '../index/codeIndex.ts';

const mostSignatureLines = 6;
const mostValueLines = 2;
const mostWholeLines = 10;
const mostWholeChars = 400;
const values = new Set(['constant', 'variable']);
const wholes = new Set(['interface', 'type', 'enum']);

/** Whole lines with their last line break. */
export function shownLines({ kind, nameRange, range, signature }: IndexedDefinition, text: string): Range {
  const start = lineStart(text, nameRange.start);
  const end = lineEnd(text, Math.max(signature.end - 1, nameRange.end));
  if (wholes.has(kind)) {
    const whole = { start, end: lineEnd(text, range.end - 1) };
    if (whole.end - start <= mostWholeChars && countLines(text, whole) <= mostWholeLines) return whole;
  }
  return firstLines(text, { start, end }, values.has(kind) ? mostValueLines : mostSignatureLines);
}

/** The line that names it. */
export function headLine({ nameRange }: IndexedDefinition, text: string): Range {
  return { start: lineStart(text, nameRange.start), end: lineEnd(text, nameRange.end) };
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line break of the line at `at`. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found + 1;
}

function countLines(text: string, { start, end }: Range): number {
  let lines = 1;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end - 1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function firstLines(text: string, { start, end }: Range, most: number): Range {
  let at = start;
  for (let lines = 0; lines < most && at < end; lines++) at = lineEnd(text, at);
  return { start, end: Math.min(end, at) };
}
