// Replays typed keys through the completion and the real worker, beside llama-server if asked, and prints tables.
// `npm run bench:latency -- --model M.gguf [--trace T.json]… [--llama-server BIN]`; see bench/README.md.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  column,
  formatTable,
  type Replay,
  rowNames,
  summarize,
  together,
  traceHead,
  traceRow,
  windowOf,
} from './figures.ts';
import { replayLlamaServer } from './llamaReplay.ts';
import { startLlamaServer } from './llamaServer.ts';
import { startLoad } from './load.ts';
import { firstKeys, playTrace } from './moments.ts';
import { createOurs } from './ours.ts';
import { replayOurs } from './replay.ts';
import { parseTrace, type RichTrace } from './trace.ts';

const pauseMs = 150;

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    trace: { type: 'string', multiple: true, default: ['bench/traces'] },
    keys: { type: 'string', default: '0' },
    'llama-server': { type: 'string' },
    'spm-infill': { type: 'boolean', default: false },
    context: { type: 'string', default: '0' },
    threads: { type: 'string', default: '0' },
    load: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

interface NamedTrace {
  readonly name: string;
  readonly trace: RichTrace;
}

interface Options {
  readonly modelPath: string;
  readonly traces: readonly NamedTrace[];
  /** Of each trace; 0: all. */
  readonly keys: number;
  readonly contextTokens: number;
  readonly threads: number;
  readonly load: number;
  readonly spmInfill: boolean;
}

function readOptions(): Options {
  const { model: modelPath, 'spm-infill': spmInfill } = values;
  const [contextTokens, threads, load, keys] = [values.context, values.threads, values.load, values.keys].map(whole);
  if (!modelPath || [contextTokens, threads, load, keys].includes(undefined)) {
    throw new Error('--model M.gguf is needed; --context, --threads, --load and --keys are whole numbers.');
  }
  const numbers = { contextTokens: contextTokens ?? 0, threads: threads ?? 0, load: load ?? 0, keys: keys ?? 0 };
  return { modelPath, traces: values.trace.flatMap(readTraces), spmInfill, ...numbers };
}

function whole(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** One file, or all that a folder holds. */
function readTraces(path: string): NamedTrace[] {
  const isFolder = statSync(path).isDirectory();
  const files = isFolder ? readdirSync(path).filter((name) => name.endsWith('.json')) : [path];
  return files.sort().map((file) => ({
    name: basename(file, '.json'),
    trace: parseTrace(readFileSync(isFolder ? join(path, file) : file, 'utf8')),
  }));
}

/** Also says how many tokens of context the worker took, so that the peer gets the same. */
async function runOurs(options: Options): Promise<{ replays: Replay[]; contextTokens: number }> {
  const ours = createOurs({ ...options, fimOrder: options.spmInfill ? 'suffix-first' : 'auto' });
  try {
    const replays: Replay[] = [];
    for (const { name, trace } of options.traces) {
      replays.push(await replayOurs({ ...ours, name, moments: firstKeys(playTrace(trace), options.keys), pauseMs }));
    }
    const { state } = ours.measured.engine;
    if (state.kind !== 'ready') throw new Error(`The engine ended ${state.kind}.`);
    return { replays, contextTokens: state.model.contextTokens };
  } finally {
    await ours.dispose();
  }
}

async function runLlamaServer(binary: string, options: Options): Promise<Replay[]> {
  const server = await startLlamaServer({ binary, ...options });
  try {
    const replays: Replay[] = [];
    for (const { trace } of options.traces) {
      replays.push(await replayLlamaServer(firstKeys(playTrace(trace), options.keys), server, pauseMs));
    }
    return replays;
  } finally {
    await server.stop();
  }
}

interface Side {
  readonly name: 'ours' | 'llama-server';
  readonly replays: readonly Replay[];
}

function print(sides: readonly Side[], traces: readonly NamedTrace[]): void {
  const columns = sides.map(({ name, replays }) => column(name, together(replays)));
  console.log(formatTable(rowNames.map((name, row) => [name, ...columns.map((cells) => cells[row] ?? '')])));
  if (traces.length === 1) return;
  const rows = traces.map(({ name }, index) =>
    traceRow(
      name,
      sides.flatMap(({ replays }) => replays.slice(index, index + 1)),
    ),
  );
  console.log(`\n${formatTable([traceHead(sides.map(({ name }) => name)), ...rows])}`);
}

function toJson(sides: readonly Side[], pick: (side: Side) => Replay): Record<string, unknown> {
  const [ours, peer] = sides.map(pick);
  if (!ours) return {};
  return { window: windowOf(ours), ours: summarize(ours), ...(peer && { llamaServer: summarize(peer) }) };
}

// A child outlives a process that is interrupted between two awaits, unless the exit handlers run.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = readOptions();
const endLoad = startLoad(options.load);
const { replays, contextTokens } = await runOurs(options);
const binary = values['llama-server'];
const peer = binary === undefined ? undefined : await runLlamaServer(binary, { ...options, contextTokens });
endLoad();

const load = options.load > 0 ? `, beside ${options.load} busy loops` : '';
const threads = options.threads || 'chosen by each';
console.log(`context ${contextTokens} tokens, threads ${threads}, ${pauseMs} ms between keys${load}\n`);
const sides: Side[] = [{ name: 'ours', replays }, ...(peer ? [{ name: 'llama-server' as const, replays: peer }] : [])];
print(sides, options.traces);
if (values.json) {
  const all = toJson(sides, ({ replays }) => together(replays));
  const single = options.traces.map(({ name }, index) => [
    name,
    toJson(sides, ({ replays }) => together(replays.slice(index, index + 1))),
  ]);
  console.log(JSON.stringify(single.length === 1 ? all : { ...all, traces: Object.fromEntries(single) }));
}
