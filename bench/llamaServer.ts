// Starts llama.cpp's server on this machine and asks it for one infill, or one answer of a conversation, at a time.

import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LlamaServerOptions {
  readonly binary: string;
  readonly modelPath: string;
  readonly contextTokens: number;
  /** 0: as many as the server takes by itself. */
  readonly threads: number;
  readonly spmInfill: boolean;
}

/** What an editor sends to `/infill`. */
export interface InfillBody {
  readonly input_prefix: string;
  readonly input_suffix: string;
  readonly prompt: string;
  readonly [setting: string]: unknown;
}

export interface InfillAnswer {
  readonly text: string;
  /** Tokens of the prompt that the server had to evaluate, and of the whole prompt. */
  readonly evaluatedTokens: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly firstByteMs: number | undefined;
  readonly totalMs: number;
}

/** What goes to `/v1/chat/completions`. */
export interface ChatBody {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [setting: string]: unknown;
}

export interface ChatAnswer {
  readonly text: string;
  /** Tokens of the prompt that the server had to evaluate. */
  readonly evaluatedTokens: number;
  /** To the first piece of the answer that has text. */
  readonly firstTextMs: number | undefined;
}

export interface LlamaServer {
  /** Undefined when the server finds the prompt too long for its context. */
  infill(body: InfillBody): Promise<InfillAnswer | undefined>;
  chat(body: ChatBody): Promise<ChatAnswer>;
  stop(): Promise<void>;
}

const startLimitMs = 120_000;

/** As llama.vscode starts it, with one slot, so that the whole context serves the one user. */
export async function startLlamaServer(options: LlamaServerOptions): Promise<LlamaServer> {
  const port = await freePort();
  const child = spawn(options.binary, serverArguments(options, port), { stdio: ['ignore', 'ignore', 'pipe'] });
  const killed = (): void => void child.kill('SIGKILL');
  process.once('exit', killed);
  let tail = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-2_000);
  });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`llama-server ended (${code ?? signal}):\n${tail}`)));
  });
  // Its end after a wanted stop is no failure.
  failed.catch(() => undefined);
  const address = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    process.off('exit', killed);
    await endProcess(child);
  };
  try {
    await Promise.race([failed, untilHealthy(address)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    infill: (body) => Promise.race([failed, ask(`${address}/infill`, body)]),
    chat: (body) => Promise.race([failed, askChat(`${address}/v1/chat/completions`, body)]),
    stop,
  };
}

function serverArguments(options: LlamaServerOptions, port: number): string[] {
  const threads = options.threads > 0 ? ['-t', `${options.threads}`] : [];
  return [
    ...['-m', options.modelPath, '--host', '127.0.0.1', '--port', `${port}`, '-c', `${options.contextTokens}`],
    ...['-b', '1024', '--cache-reuse', '256', '-np', '1', ...threads],
    ...(options.spmInfill ? ['--spm-infill'] : []),
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

async function untilHealthy(address: string): Promise<void> {
  const endMs = performance.now() + startLimitMs;
  while (performance.now() < endMs) {
    const healthy = await fetch(`${address}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    await sleep(100);
  }
  throw new Error('llama-server did not become ready.');
}

async function ask(address: string, body: InfillBody): Promise<InfillAnswer | undefined> {
  const startMs = performance.now();
  const response = await fetch(address, { method: 'POST', body: JSON.stringify({ ...body, stream: true }) });
  if (!response.ok || !response.body) {
    const message = await response.text();
    if (message.includes('exceed_context_size_error')) return undefined;
    throw new Error(`llama-server answered ${response.status}: ${message}`);
  }
  let firstByteMs: number | undefined;
  let streamed = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    firstByteMs ??= performance.now() - startMs;
    streamed += decoder.decode(chunk, { stream: true });
  }
  return { ...readEvents(streamed), firstByteMs, totalMs: performance.now() - startMs };
}

interface StreamEvent {
  readonly content?: string;
  readonly tokens_evaluated?: number;
  readonly timings?: { readonly prompt_n?: number; readonly predicted_n?: number };
}

function readEvents(
  streamed: string,
): Pick<InfillAnswer, 'text' | 'evaluatedTokens' | 'promptTokens' | 'generatedTokens'> {
  const lines = streamed.split('\n').filter((line) => line.startsWith('data: {'));
  const events = lines.map((line): StreamEvent => JSON.parse(line.slice('data: '.length)));
  const last = events.at(-1);
  const evaluatedTokens = last?.timings?.prompt_n;
  const promptTokens = last?.tokens_evaluated;
  if (evaluatedTokens === undefined || promptTokens === undefined) throw new Error('llama-server sent no timings.');
  const generatedTokens = last?.timings?.predicted_n ?? 0;
  return { text: events.map(({ content }) => content ?? '').join(''), evaluatedTokens, promptTokens, generatedTokens };
}

interface ChatEvent {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[];
  readonly timings?: { readonly prompt_n?: number };
}

/** With each piece come the timings: of what random weights write it may refuse the end, which then is the answer's. */
async function askChat(address: string, body: ChatBody): Promise<ChatAnswer> {
  const startMs = performance.now();
  const response = await fetch(address, {
    method: 'POST',
    body: JSON.stringify({ ...body, stream: true, timings_per_token: true }),
  });
  if (!response.ok || !response.body) {
    throw new Error(`llama-server answered ${response.status}: ${await response.text()}`);
  }
  let firstTextMs: number | undefined;
  let text = '';
  let evaluatedTokens: number | undefined;
  let open = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    const lines = (open + decoder.decode(chunk, { stream: true })).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines.filter((one) => one.startsWith('data: {'))) {
      const event: ChatEvent = JSON.parse(line.slice('data: '.length));
      const added = event.choices?.[0]?.delta?.content ?? '';
      if (added !== '') firstTextMs ??= performance.now() - startMs;
      text += added;
      evaluatedTokens = event.timings?.prompt_n ?? evaluatedTokens;
    }
  }
  if (evaluatedTokens === undefined) throw new Error('llama-server sent no timings.');
  return { text, evaluatedTokens, firstTextMs };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}
