// Times a detector over ordinary source: pieces of this repository's own, the same for everybody who is timed.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export const sizesKb = [1, 8, 64, 512] as const;
export type SizeKb = (typeof sizesKb)[number];
export type UsPerKb = Readonly<Record<SizeKb, number>>;

const bytesPerKb = 1024;
const mostPieces = 32;
const rounds = 10;

/** This repository's own sources, one after the other, at least `chars` long. */
export function readOwnSource(chars: number): string {
  const folder = fileURLToPath(new URL('../../src', import.meta.url));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const own = paths
    .sort()
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  return own.repeat(Math.ceil(chars / own.length));
}

/** Pieces of `kb` KB, each from a line's start, spread over `source`; the same ones each time. */
export function cutPieces(source: string, kb: number): string[] {
  const length = kb * bytesPerKb;
  const room = source.length - length;
  const count = Math.max(1, Math.min(mostPieces, Math.floor(source.length / length)));
  return Array.from({ length: count }, (_, index) => {
    const at = count === 1 ? 0 : Math.floor((room * index) / (count - 1));
    const start = at === 0 ? 0 : source.lastIndexOf('\n', at - 1) + 1;
    return source.slice(start, start + length);
  });
}

/**
 * The fastest round, in microseconds for each KB of text: what else runs on the machine only adds. `prepare` comes
 * before each scan and is not timed.
 */
export async function measureUsPerKb(
  source: string,
  scan: (piece: string) => unknown,
  prepare: (piece: string) => unknown = () => undefined,
): Promise<UsPerKb> {
  const inAll = sizesKb.map((kb) => [kb, cutPieces(source, kb)] as const);
  const figures: [SizeKb, number][] = [];
  // What is timed below is compiled by then.
  for (const [, pieces] of inAll) await timeRound(pieces, scan, prepare);
  for (const [kb, pieces] of inAll) {
    let fastestMs = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds; round++)
      fastestMs = Math.min(fastestMs, await timeRound(pieces, scan, prepare));
    figures.push([kb, Math.round((fastestMs * 10_000) / (pieces.length * kb)) / 10]);
  }
  return Object.fromEntries(figures) as UsPerKb;
}

async function timeRound(
  pieces: readonly string[],
  scan: (piece: string) => unknown,
  prepare: (piece: string) => unknown,
): Promise<number> {
  let inAllMs = 0;
  for (const piece of pieces) {
    prepare(piece);
    const startMs = performance.now();
    await scan(piece);
    inAllMs += performance.now() - startMs;
  }
  return inAllMs;
}

/** Milliseconds of each scan of a file of `lineCount` lines in which one line changed; `prepare` is not timed. */
export function measureEdits(
  source: string,
  lineCount: number,
  scan: (text: string) => unknown,
  prepare: (text: string) => unknown,
): number[] {
  const own = source.split('\n');
  const lines = Array.from({ length: lineCount }, (_, index) => own[index % own.length] ?? '');
  const edits = 100;
  const times: number[] = [];
  prepare(lines.join('\n'));
  scan(lines.join('\n'));
  for (let edit = 0; edit < edits; edit++) {
    const at = (edit * 97) % lineCount;
    lines[at] = `${lines[at]} // ${edit}`;
    const text = lines.join('\n');
    // A joined text is a tree of pieces until somebody reads it; the editor hands over a flat one.
    text.charCodeAt(text.length >> 1);
    prepare(text);
    const startMs = performance.now();
    scan(text);
    times.push(performance.now() - startMs);
  }
  return times;
}
