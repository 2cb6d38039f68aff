// Cuts fill-in-the-middle tasks out of source folders, the same ones for the same seed; prints one JSON object a line.
// `tsx bench/quality/makeTasks.ts --count N [--seed N] FOLDER… > tasks.jsonl`; see bench/README.md.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languageIdOf } from '../redaction/syntax.ts';
import type { Task } from './tasks.ts';

const skippedFolders = new Set(['.git', 'node_modules', 'vendor', 'testdata', 'fixtures']);
/** A longer file would only be parsed for longer: its far ends are in no prompt. */
const mostBytes = 60_000;
const mostLineChars = 200;
const mostBlockLines = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sourcesIn(path);
      if (!entry.isFile() || !languageIdOf(path) || /\.d\.[cm]?ts$|\.min\./.test(path)) return [];
      return statSync(path).size <= mostBytes ? [path] : [];
    });
}

interface Cut {
  readonly start: number;
  readonly end: number;
}

/** From a place in a line to its end, or a part of a line, or all of a block behind the line that opens it. */
function cutOf(text: string, random: () => number): Cut | undefined {
  const lineStart = text.lastIndexOf('\n', Math.floor(random() * text.length)) + 1;
  const lineBreak = text.indexOf('\n', lineStart);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const line = text.slice(lineStart, lineEnd);
  const visible = line.trimEnd();
  const indentation = /^\s*/.exec(line)?.[0].length ?? 0;
  if (visible.length - indentation < 4 || line.length > mostLineChars) return undefined;
  const kind = random();
  if (kind < 0.25) return blockBehind(text, lineEnd, indentation);
  // A third of the lines whole: the editor has indented, nothing is typed yet.
  const at = indentation + (random() < 0.33 ? 0 : Math.floor(random() * (visible.length - indentation - 1)));
  const start = lineStart + at;
  const end = kind < 0.85 ? visible.length : endInLine(visible, at, random);
  return end === undefined ? undefined : { start, end: lineStart + end };
}

/** In front of what closes or goes on: where somebody edits a line that is there already. */
function endInLine(line: string, start: number, random: () => number): number | undefined {
  const ends = [...line.matchAll(/[,)\]};]/g)].map(({ index }) => index).filter((index) => index > start + 1);
  return ends[Math.floor(random() * ends.length)];
}

function blockBehind(text: string, lineEnd: number, indentation: number): Cut | undefined {
  if (!/[{:([]\s*$/.test(text.slice(Math.max(0, lineEnd - 8), lineEnd))) return undefined;
  let end = lineEnd;
  for (let count = 0; end < text.length; count++) {
    const next = text.indexOf('\n', end + 1);
    const line = text.slice(end + 1, next < 0 ? text.length : next);
    const own = /^\s*/.exec(line)?.[0].length ?? 0;
    if (line.trim() !== '' && own <= indentation) break;
    if (count === mostBlockLines) return undefined;
    end = next < 0 ? text.length : next;
  }
  const whole = text.slice(lineEnd, end).trimEnd();
  return whole.trim() === '' ? undefined : { start: lineEnd, end: lineEnd + whole.length };
}

const random = createRandom(Number(values.seed));
const paths = positionals.flatMap(sourcesIn);
if (paths.length === 0) throw new Error('No sources there. Usage: --count N [--seed N] FOLDER…');
const seen = new Set<string>();
const count = Number(values.count);
for (let tries = 0; seen.size < count && tries < 50 * count; tries++) {
  const path = paths[Math.floor(random() * paths.length)] ?? '';
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  const cut = cutOf(text, random);
  if (!cut) continue;
  const middle = text.slice(cut.start, cut.end);
  const key = `${path}:${cut.start}`;
  if (seen.has(key) || middle.trim().length < 2) continue;
  seen.add(key);
  const task: Task = {
    language: languageIdOf(path) ?? '',
    prefix: text.slice(0, cut.start),
    suffix: text.slice(cut.end),
    middle,
  };
  console.log(JSON.stringify(task));
}
