// Other texts hidden in a text, each with its way back: split literals joined, invisible characters left out, one encoding undone.

import type { Range } from '../base/range.ts';

/** A text made from a part of a document; `starts[i]` and `ends[i]` tell where its character `i` comes from. */
export interface Derived {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Range of the document that `[start, end)` of the derived text comes from. */
export function toOrigin({ starts, ends }: Derived, { start, end }: Range): Range {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** True when characters of the document between those of the range are left out of the derived text. */
export function crossesSeam({ starts, ends }: Derived, { start, end }: Range): boolean {
  for (let at = start + 1; at < end; at++) if (starts[at] !== ends[at - 1]) return true;
  return false;
}

/** The text of `[from, to)` without the ranges given, which are sorted and apart. */
function without(text: string, from: number, to: number, left: readonly Range[]): Derived {
  const starts: number[] = [];
  const pieces: string[] = [];
  let at = from;
  for (const { start, end } of [...left, { start: to, end: to }]) {
    pieces.push(text.slice(at, start));
    for (let index = at; index < start; index++) starts.push(index);
    at = end;
  }
  return { text: pieces.join(''), starts, ends: starts.map((start) => start + 1) };
}

/** What is searched for lines that may hold a split literal: a literal that ends, and the next one or the line's end. */
export const seamKeywords: readonly string[] = ['"', "'", '`'].flatMap((quote) => [
  ...[' ', '+', ' + ', '.', ' . ', '..', ' .. ', '&', ' & ', ' ~ ', '+ ', ' +'].map((sign) => quote + sign + quote),
  ...['', ' ', ' +', '+', ' .', ' &', ' \\', '\\'].flatMap((sign) => [`${quote}${sign}\n`, `${quote}${sign}\r`]),
]);

const seam =
  /(?<!\\)(["'`])[ \t]{0,20}(?:\\?\r?\n[ \t]{0,60})?(?:\+|\.{1,2}|&|~)?[ \t]{0,20}(?:\\?\r?\n[ \t]{0,60})?[bruf@]?\1/g;

/** The lines `[from, to)` with their split literals joined; undefined when none is split. */
export function joinLiterals(text: string, from: number, to: number): Derived | undefined {
  const left: Range[] = [];
  const part = text.slice(from, to);
  for (const match of part.matchAll(seam)) {
    // `""` and `'' + ''` are literals of their own.
    if (!/[+.&~\\\n]|["'`][ \t]+["'`]/.test(match[0]) || /["'`]{3}/.test(part.slice(match.index - 1, match.index + 3)))
      continue;
    left.push({ start: from + match.index, end: from + match.index + match[0].length });
  }
  return left.length === 0 ? undefined : without(text, from, to, left);
}

/** Characters that no font shows: they split a secret for a detector and not for whoever pastes it. */
export const invisibleCharacters: readonly string[] = Array.from(
  '\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff',
);
const invisible = new RegExp(`[${invisibleCharacters.join('')}]+`, 'g');

/** The line `[from, to)` without its invisible characters. */
export function dropInvisible(text: string, from: number, to: number): Derived {
  const left = Array.from(text.slice(from, to).matchAll(invisible), ({ index, 0: found }) => ({
    start: from + index,
    end: from + index + found.length,
  }));
  return without(text, from, to, left);
}

export const percentKeywords: readonly string[] = ['%3d', '%3a', '%40', '%22', '%2f', '%5f'];

/** The line `[from, to)` with its percent escapes of ASCII characters undone. */
export function decodePercent(text: string, from: number, to: number): Derived {
  const starts: number[] = [];
  const ends: number[] = [];
  let decoded = '';
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at) === 37 ? Number.parseInt(text.slice(at + 1, at + 3), 16) : Number.NaN;
    const isEscape = code >= 32 && code < 127 && /^[0-9A-Fa-f]{2}$/.test(text.slice(at + 1, at + 3));
    decoded += isEscape ? String.fromCharCode(code) : text.charAt(at);
    starts.push(at);
    at += isEscape ? 3 : 1;
    ends.push(at);
  }
  return { text: decoded, starts, ends };
}

const maxEncoded = 32 * 1024;

function isReadable(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  for (const byte of bytes) if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 126) return false;
  return true;
}

/** What a run of base64 or hex characters says in plain text; undefined when it is neither, or no text. */
export function decodeRun(run: string): string | undefined {
  if (run.length < 20 || run.length > maxEncoded) return undefined;
  const encodings: readonly BufferEncoding[] =
    run.length % 2 === 0 && /^[0-9a-fA-F]{32}/.test(run) ? ['hex', 'base64'] : ['base64'];
  for (const encoding of encodings) {
    // The beginning decides nearly always: an identifier, a path or a picture is no text.
    if (!isReadable(Buffer.from(run.slice(0, 16), encoding))) continue;
    const bytes = Buffer.from(run, encoding);
    if (isReadable(bytes.subarray(0, -2))) return bytes.toString('latin1');
  }
  return undefined;
}
