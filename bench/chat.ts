// Asks a recorded conversation's questions, one after the other, ours and llama-server in turns, and prints a table.
// `npm run bench:chat -- --model M.gguf [--llama-server BIN]`; see bench/README.md.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { silentLog } from '../src/base/log.ts';
import { createEngineClient } from '../src/engine/client.ts';
import type { ChatFigures, ChatRole, Engine } from '../src/engine/engine.ts';
import { createRedactor } from '../src/redaction/safeText.ts';
import { formatTable, percentiles } from './figures.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { buildBundles, checkedPath } from './ours.ts';

/** A turn may cost so many tokens beside its own: what the template writes around them. */
const templateTokens = 16;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    conversation: { type: 'string', default: 'bench/conversations/scheduler.json' },
    'llama-server': { type: 'string' },
    runs: { type: 'string', default: '3' },
    'answer-tokens': { type: 'string', default: '48' },
    context: { type: 'string', default: '0' },
    threads: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

interface Conversation {
  readonly system: string;
  readonly questions: readonly string[];
}

interface Message {
  readonly role: ChatRole;
  readonly content: string;
}

/** One question of one run. */
interface Turn {
  /** Tokens of what is new: of the question, and of the system message with the first. */
  readonly ownTokens: number;
  readonly figures: ChatFigures;
  readonly firstTextMs: number | undefined;
  readonly peer: { readonly evaluatedTokens: number; readonly firstTextMs: number | undefined } | undefined;
}

function whole(name: 'runs' | 'answer-tokens' | 'context' | 'threads'): number {
  const text = values[name];
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number.`);
  return Number(text);
}

function readConversation(path: string): Conversation {
  const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isText = (value: unknown): value is string => typeof value === 'string';
  if (typeof read !== 'object' || read === null || !('system' in read) || !('questions' in read)) {
    throw new Error(`${path} is no conversation.`);
  }
  const { system, questions } = read;
  if (!isText(system) || !Array.isArray(questions) || !questions.every(isText) || questions.length === 0) {
    throw new Error(`${path} is no conversation.`);
  }
  return { system, questions };
}

const never = new AbortController().signal;
const redactor = createRedactor();
const safe = (text: string) => redactor.redact({ text }).safe;

async function startOurs(modelPath: string, contextTokens: number, threads: number): Promise<Engine> {
  buildBundles();
  const path = await checkedPath(modelPath);
  return createEngineClient({
    workerPath: resolve(root, 'dist/worker.mjs'),
    execPath: process.execPath,
    packagePaths: [resolve(root, 'node_modules')],
    resolveModel: async () => ({ modelPath: path, fimOrder: 'auto', contextTokens, threads }),
    unloadAfterMs: () => 0,
    log: silentLog,
  });
}

async function askOurs(engine: Engine, session: string, messages: readonly Message[], maxTokens: number) {
  const startMs = performance.now();
  let firstTextMs: number | undefined;
  const request = { session, maxTokens, sampling: { temperature: 0 } };
  const result = await engine.chat(
    { ...request, messages: messages.map(({ role, content }) => ({ role, content: safe(content) })) },
    {
      signal: never,
      onText() {
        firstTextMs ??= performance.now() - startMs;
      },
    },
  );
  return { ...result, firstTextMs };
}

const askPeer = (server: LlamaServer, messages: readonly Message[], maxTokens: number) =>
  server.chat({ messages, max_tokens: maxTokens, temperature: 0, cache_prompt: true });

interface Sides {
  readonly engine: Engine;
  readonly server: LlamaServer | undefined;
  readonly maxTokens: number;
}

/** Each side goes on with its own answers; they take turns, so that both meet the same load. */
async function converse({ system, questions }: Conversation, run: number, sides: Sides): Promise<Turn[]> {
  const { engine, server, maxTokens } = sides;
  // Without it, the second run would find the first in the cache.
  const head: Message = { role: 'system', content: `Conversation ${run}. ${system}` };
  const [ours, theirs]: Message[][] = [[head], [head]];
  if (!ours || !theirs) return [];
  const turns: Turn[] = [];
  for (const [at, content] of questions.entries()) {
    const question: Message = { role: 'user', content };
    const own = at === 0 ? [head.content, content] : [content];
    const counts = await engine.countTokens(own.map(safe), never);
    const mine = await askOurs(engine, `run ${run}`, [...ours, question], maxTokens);
    if (mine.droppedMessages.length > 0) throw new Error(`${mine.contextTokens} tokens do not hold the conversation.`);
    const peer = server && (await askPeer(server, [...theirs, question], maxTokens));
    ours.push(question, { role: 'assistant', content: mine.text });
    theirs.push(question, { role: 'assistant', content: peer?.text ?? '' });
    const { figures, firstTextMs } = mine;
    turns.push({ ownTokens: counts.reduce((sum, count) => sum + count, 0), figures, firstTextMs, peer });
  }
  return turns;
}

function median(numbers: readonly (number | undefined)[]): number {
  return percentiles(numbers.filter((value) => value !== undefined)).p50;
}

/** The runs of one question; counts are the same in each. */
function summarize(turns: readonly Turn[]) {
  const [first] = turns;
  if (!first) throw new Error('There is no run.');
  const firstTextMs = median(turns.map((turn) => turn.firstTextMs));
  const peerMs = median(turns.map(({ peer }) => peer?.firstTextMs));
  return {
    ownTokens: first.ownTokens,
    evaluatedTokens: Math.max(...turns.map(({ figures }) => figures.evaluatedTokens)),
    repeatedTokens: Math.max(...turns.map(({ figures }) => figures.repeatedTokens)),
    promptTokens: Math.max(...turns.map(({ figures }) => figures.promptTokens)),
    firstTextMs,
    ...(first.peer && {
      llamaServer: { evaluatedTokens: median(turns.map(({ peer }) => peer?.evaluatedTokens)), firstTextMs: peerMs },
      ratio: round(median(turns.map((turn) => (turn.firstTextMs ?? 0) / (turn.peer?.firstTextMs ?? 0)))),
    }),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(turns: readonly ReturnType<typeof summarize>[]): void {
  const rows = turns.map((turn, at) => [
    `${at + 1}`,
    ...[turn.promptTokens, turn.ownTokens, turn.evaluatedTokens, turn.repeatedTokens, turn.firstTextMs].map(String),
    ...(turn.llamaServer
      ? [turn.llamaServer.evaluatedTokens, turn.llamaServer.firstTextMs, turn.ratio].map(String)
      : []),
  ]);
  const head = ['turn', 'prompt', 'own tokens', 'evaluated', 'again', 'first text ms'];
  const peer = turns[0]?.llamaServer ? ['llama-server: evaluated', 'first text ms', 'ratio'] : [];
  console.log(formatTable([[...head, ...peer], ...rows]));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const modelPath = values.model;
if (!modelPath) throw new Error('--model M.gguf is needed.');
const conversation = readConversation(values.conversation);
const [runs, maxTokens, threads] = [whole('runs'), whole('answer-tokens'), whole('threads')];
const engine = await startOurs(modelPath, whole('context'), threads);
let server: LlamaServer | undefined;
try {
  // The model is loaded and the context made before anything is timed; the same goes for the peer.
  const hello: Message[] = [{ role: 'user', content: 'Hello' }];
  const { contextTokens } = await askOurs(engine, 'hello', hello, 1);
  const binary = values['llama-server'];
  server = binary ? await startLlamaServer({ binary, modelPath, contextTokens, threads, spmInfill: false }) : undefined;
  if (server) await askPeer(server, hello, 1);
  const all: Turn[][] = [];
  for (let run = 1; run <= runs; run++) all.push(await converse(conversation, run, { engine, server, maxTokens }));
  const turns = conversation.questions.map((_, at) => summarize(all.flatMap((run) => run.slice(at, at + 1))));
  const followUps = turns.slice(1);
  const isWithin = followUps.every((turn) => turn.evaluatedTokens <= turn.ownTokens + templateTokens);
  const ratios = all.flat().map(({ firstTextMs, peer }) => (firstTextMs ?? 0) / (peer?.firstTextMs ?? 0));
  const ratio = server ? round(median(ratios)) : undefined;
  console.log(`context ${contextTokens} tokens, ${runs} runs, answers of at most ${maxTokens} tokens\n`);
  print(turns);
  console.log(`\nfollow-ups within their own tokens and ${templateTokens}: ${isWithin ? 'all' : 'not all'}`);
  if (ratio !== undefined) console.log(`first text, ours to llama-server's, median of all turns: ${ratio}`);
  if (values.json) console.log(JSON.stringify({ contextTokens, runs, turns, isWithin, ...(server && { ratio }) }));
} finally {
  await engine.dispose();
  await server?.stop();
}
