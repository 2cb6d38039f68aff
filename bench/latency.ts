// Replays typed keys through the completion and the real worker, beside llama-server if asked, and prints one table.
// `npm run bench:latency -- --model M.gguf --trace T.json [--llama-server BIN]`; see bench/README.md.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { column, formatTable, type Replay, rowNames, summarize, windowOf } from './figures.ts';
import { replayLlamaServer } from './llamaReplay.ts';
import { startLlamaServer } from './llamaServer.ts';
import { playTrace } from './moments.ts';
import { createOurs } from './ours.ts';
import { replayOurs } from './replay.ts';
import { parseTrace, type RichTrace } from './trace.ts';

const pauseMs = 150;

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    trace: { type: 'string', default: 'bench/traces/typing.json' },
    'llama-server': { type: 'string' },
    'spm-infill': { type: 'boolean', default: false },
    context: { type: 'string', default: '0' },
    threads: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

interface Options {
  readonly modelPath: string;
  readonly trace: RichTrace;
  readonly contextTokens: number;
  readonly threads: number;
  readonly spmInfill: boolean;
}

function readOptions(): Options {
  const modelPath = values.model;
  const [contextTokens = Number.NaN, threads = Number.NaN] = [values.context, values.threads].map(Number);
  if (!modelPath || !Number.isSafeInteger(contextTokens) || !Number.isSafeInteger(threads)) {
    throw new Error('--model M.gguf is needed; --context and --threads are whole numbers.');
  }
  const trace = parseTrace(readFileSync(values.trace, 'utf8'));
  return { modelPath, trace, contextTokens, threads, spmInfill: values['spm-infill'] };
}

/** Also says how many tokens of context the worker took, so that the peer gets the same. */
async function runOurs(options: Options): Promise<{ replay: Replay; contextTokens: number }> {
  const ours = createOurs({ ...options, fimOrder: options.spmInfill ? 'suffix-first' : 'auto' });
  try {
    const replay = await replayOurs({ ...ours, moments: playTrace(options.trace), pauseMs, languageId: 'typescript' });
    const { state } = ours.measured.engine;
    if (state.kind !== 'ready') throw new Error(`The engine ended ${state.kind}.`);
    return { replay, contextTokens: state.model.contextTokens };
  } finally {
    await ours.dispose();
  }
}

async function runLlamaServer(binary: string, options: Options): Promise<Replay> {
  const server = await startLlamaServer({ binary, ...options });
  try {
    return await replayLlamaServer(playTrace(options.trace), server, pauseMs);
  } finally {
    await server.stop();
  }
}

// A child outlives a process that is interrupted between two awaits, unless the exit handlers run.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const options = readOptions();
const { replay, contextTokens } = await runOurs(options);
const binary = values['llama-server'];
const peer = binary === undefined ? undefined : await runLlamaServer(binary, { ...options, contextTokens });

console.log(
  `context ${contextTokens} tokens, threads ${options.threads || 'chosen by each'}, ${pauseMs} ms between keys\n`,
);
const columns = [column('ours', replay), ...(peer ? [column('llama-server', peer)] : [])];
console.log(formatTable(rowNames.map((name, row) => [name, ...columns.map((cells) => cells[row] ?? '')])));
if (values.json) {
  const json = { window: windowOf(replay), ours: summarize(replay), ...(peer && { llamaServer: summarize(peer) }) };
  console.log(JSON.stringify(json));
}
