// What the index costs: `npm run bench:index -- DIR… [--lexical] [--files N] [--json]`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIndex, cpuMs, outlineFile } from '../src/context/index/build.ts';
import { createIndexFile } from '../src/context/index/indexFile.ts';
import { createKeptOutlines, type KeptOutlines } from '../src/context/index/keptOutlines.ts';
import { readFile } from '../src/context/index/readFile.ts';
import type { IndexStore } from '../src/context/index/store.ts';
import { createIndexStore } from '../src/context/index/store.ts';
import { loadParts, storedPieces } from '../src/context/index/storedIndex.ts';
import { termOf } from '../src/context/index/terms.ts';
import { createTestOutliner } from '../test/support/outline.ts';
import { createTestParser } from '../test/support/syntax.ts';
import { formatTable, percentiles } from './figures.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lexical: { type: 'boolean', default: false },
    files: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const rounds = 200;

/** CPU of counting and outlining an open document again after an edit in its middle. */
async function editMs(store: IndexStore, documents: KeptOutlines | undefined): Promise<number[]> {
  const paths = [...store.index.paths()];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const path = paths[Math.floor((round * paths.length) / rounds)] ?? '';
    const read = readFile(path);
    if (!('text' in read)) continue;
    const { text } = read;
    const outliner = documents?.of(path);
    if (outliner) await outlineFile(store, outliner, path, text);
    const middle = text.indexOf('\n', text.length / 2) + 1;
    const startMs = cpuMs();
    const edited = `${text.slice(0, middle)}edited${round};\n${text.slice(middle)}`;
    store.put(path, edited);
    if (outliner) await outlineFile(store, outliner, path, edited);
    times.push(cpuMs() - startMs);
  }
  return times;
}

/** Asks for terms as they stand in files, so that frequent ones come as often as in use. */
function lookUpMs(store: IndexStore): number[] {
  const paths = [...store.index.paths()];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const read = readFile(paths[Math.floor(((round + 0.5) * paths.length) / rounds)] ?? '');
    const names = ('text' in read ? read.text : '').match(/[A-Za-z_]\w{3,}/g) ?? [];
    const name = names[Math.floor(names.length / 2)];
    if (name === undefined) continue;
    const startMs = performance.now();
    let files = 0;
    store.index.eachPosting(termOf(name), () => files++);
    store.index.definitionsOf(termOf(name), 20);
    times.push(performance.now() - startMs);
  }
  return times;
}

async function storage(store: IndexStore): Promise<{ mb: number; saveMs: number; loadMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-index-'));
  try {
    const file = createIndexFile(folder);
    const startMs = performance.now();
    const work = store.compact();
    let step = work.next();
    while (!step.done) step = work.next();
    await file.write(storedPieces(store, step.value, 'bench'), () => false);
    const savedMs = performance.now();
    const bytes = await file.read();
    const loaded = bytes && loadParts(bytes, 'bench');
    if (!bytes || !loaded) throw new Error('what was stored cannot be loaded');
    createIndexStore(loaded);
    return { mb: bytes.length / 2 ** 20, saveMs: savedMs - startMs, loadMs: performance.now() - savedMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const folders = positionals.map((path) => resolve(path));
if (folders.length === 0) throw new Error('usage: npm run bench:index -- DIR… [--lexical] [--files N] [--json]');
const parser = createTestParser();
const outliner = values.lexical ? undefined : createTestOutliner(parser);
const mostFiles = values.files === undefined ? Number.POSITIVE_INFINITY : Number(values.files);
const { store, figures, leftOut } = await buildIndex(folders, { mostFiles, ...(outliner && { outliner }) });
const { files, lexicalMs, structuralMs, lexicalCpuMs, structuralCpuMs, mb, processMb } = figures;
const { heapUsed, external, arrayBuffers } = process.memoryUsage();
const edits = percentiles(await editMs(store, outliner && createKeptOutlines(parser, outliner)));
const lookUps = percentiles(lookUpMs(store));
const stored = await storage(store);

const perSecond = (cpu: number, clock: number): string =>
  [cpu, clock].map((time) => Math.round((files / time) * 1000)).join(' / ');
const round = (value: number): string => value.toFixed(1);
const mbOf = (bytes: number): string => round(bytes / 2 ** 20);
console.log(
  formatTable([
    ['files', `${files}`],
    ['lexical pass, files/s of CPU / by the clock', perSecond(lexicalCpuMs, lexicalMs)],
    ...(outliner ? [['structural pass, the same', perSecond(structuralCpuMs, structuralMs)]] : []),
    ['index, MB', round(mb)],
    ['process grew by, MB', round(processMb)],
    ['heap / arrays / parser, MB', [heapUsed, arrayBuffers, external - arrayBuffers].map(mbOf).join(' / ')],
    ['stored, MB', round(stored.mb)],
    ['storing / loading, ms', `${round(stored.saveMs)} / ${round(stored.loadMs)}`],
    ['an edit, ms of CPU, p50 / p95', `${round(edits.p50)} / ${round(edits.p95)}`],
    ['a term with its definitions, ms, p50 / p95', `${round(lookUps.p50)} / ${round(lookUps.p95)}`],
    ...Object.entries(leftOut).map(([reason, count]) => [`left out: ${reason}`, `${count}`]),
  ]),
);
if (values.json) console.log(JSON.stringify({ figures, edits, lookUps, stored, leftOut }));
