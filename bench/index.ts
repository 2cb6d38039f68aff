// What the index costs: `npm run bench:index -- DIR… [--lexical] [--files N] [--json]`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIndex } from '../src/context/index/build.ts';
import { createIndexFile } from '../src/context/index/indexFile.ts';
import { readFile } from '../src/context/index/readFile.ts';
import type { IndexStore } from '../src/context/index/store.ts';
import { createIndexStore } from '../src/context/index/store.ts';
import { loadParts, storedParts } from '../src/context/index/storedIndex.ts';
import { termOf } from '../src/context/index/terms.ts';
import { languageOf } from '../src/context/languageOf.ts';
import type { Outliner } from '../src/context/outline/outliner.ts';
import { createTestOutliner } from '../test/support/outline.ts';
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

/** Milliseconds of CPU, this process and all its threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads, counts and outlines the same file again, as after an edit. */
async function editMs(store: IndexStore, outliner: Outliner | undefined): Promise<number[]> {
  const paths = [...store.index.paths()];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const path = paths[Math.floor((round * paths.length) / rounds)] ?? '';
    const read = readFile(path);
    if (!('text' in read)) continue;
    const languageId = languageOf(path);
    await outliner?.load(languageId);
    const startMs = performance.now();
    store.put(path, `${read.text}\nconst edited${round} = 1;\n`);
    const outline = outliner?.outline({ languageId, text: read.text }, () => false);
    if (outline) store.putOutline(path, outline);
    times.push(performance.now() - startMs);
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
    await file.write(storedParts(store, step.value, 'bench'));
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
const outliner = values.lexical ? undefined : createTestOutliner();
const mostFiles = values.files === undefined ? Number.POSITIVE_INFINITY : Number(values.files);
const startCpuMs = cpuMs();
const { store, figures, leftOut } = await buildIndex(folders, { mostFiles, ...(outliner && { outliner }) });
const wholeCpuMs = cpuMs() - startCpuMs;
const { files, lexicalMs, structuralMs, ms, mb, processMb } = figures;
const edits = percentiles(await editMs(store, outliner));
const lookUps = percentiles(lookUpMs(store));
const stored = await storage(store);

const perSecond = (time: number): string => `${Math.round((files / time) * 1000)}`;
const round = (value: number): string => value.toFixed(1);
console.log(
  formatTable([
    ['files', `${files}`],
    ['lexical pass, files/s', perSecond(lexicalMs)],
    ...(outliner ? [['structural pass, files/s', perSecond(structuralMs)]] : []),
    ['both, s (CPU s)', `${round(ms / 1000)} (${round(wholeCpuMs / 1000)})`],
    ['index, MB', round(mb)],
    ['process grew by, MB', round(processMb)],
    ['stored, MB', round(stored.mb)],
    ['storing / loading, ms', `${round(stored.saveMs)} / ${round(stored.loadMs)}`],
    ['an edit, ms, p50 / p95', `${round(edits.p50)} / ${round(edits.p95)}`],
    ['a term with its definitions, ms, p50 / p95', `${round(lookUps.p50)} / ${round(lookUps.p95)}`],
    ...Object.entries(leftOut).map(([reason, count]) => [`left out: ${reason}`, `${count}`]),
  ]),
);
if (values.json) console.log(JSON.stringify({ figures, edits, lookUps, stored, leftOut }));
