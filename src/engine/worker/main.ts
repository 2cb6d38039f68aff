// The model process: answers the host's messages over the IPC channel and ends when the channel closes.

import './confine.ts';
import { isAbortError, UserError } from '../../base/errors.ts';
import { describeError } from '../../base/log.ts';
import type { ChatFigures, InfillFigures } from '../engine.ts';
import {
  type HostMessage,
  type LoadOptions,
  protocolVersion,
  type WireChat,
  type WireError,
  type WireInfill,
  type WorkerMessage,
} from '../protocol.ts';
import { type Chatter, createChatter } from './chat.ts';
import { confined } from './confine.ts';
import { createEvaluator, type Evaluator } from './evaluator.ts';
import { createInfiller, type Infiller } from './infill.ts';
import { loadModel } from './loader.ts';
import { createScheduler } from './scheduler.ts';

const scheduler = createScheduler();
const running = new Map<number, AbortController>();
let infiller: Infiller | undefined;
let chatter: Chatter | undefined;
let evaluator: Evaluator | undefined;
let onBattery = false;

function send(message: WorkerMessage): void {
  // The channel may close at any moment; the disconnect event then ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

function toWire(error: unknown): WireError {
  if (error instanceof UserError) {
    return { kind: 'user', code: error.code, message: error.message, action: error.action };
  }
  return { kind: 'bug', frames: describeError(error) };
}

async function load(options: LoadOptions): Promise<void> {
  try {
    const loaded = await loadModel(options);
    evaluator = createEvaluator(loaded, scheduler, options.threads);
    evaluator.sparePower(onBattery);
    infiller = await createInfiller(loaded, evaluator);
    chatter = createChatter(loaded, evaluator);
    send({ type: 'loaded', model: loaded.info });
  } catch (error) {
    send({ type: 'load-failed', error: toWire(error) });
  }
}

/** Runs one request to its end; `work` says how it ended, with what it costs where it is cancelled. */
async function answer<Figures extends InfillFigures | ChatFigures>(
  id: number,
  work: (run: { signal: AbortSignal; onFigures(counted: Figures): void }) => Promise<WorkerMessage>,
): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  let figures: Figures | undefined;
  try {
    const onFigures = (counted: Figures): void => {
      figures = counted;
    };
    send(await work({ signal: controller.signal, onFigures }));
  } catch (error) {
    if (isAbortError(error)) send({ type: 'cancelled', id, figures });
    else send({ type: 'failed', id, error: toWire(error) });
  } finally {
    running.delete(id);
  }
}

function loaded<T>(part: T | undefined): T {
  if (!part) throw new Error('No model is loaded');
  return part;
}

function infill(id: number, request: WireInfill): Promise<void> {
  return answer<InfillFigures>(id, async (run) => {
    const onText = (text: string): void => send({ type: 'text', id, text });
    return { type: 'done', id, result: await loaded(infiller).run(request, { ...run, onText }) };
  });
}

function chat(id: number, request: WireChat): Promise<void> {
  return answer<ChatFigures>(id, async (run) => {
    const result = await loaded(chatter).run(request, {
      ...run,
      onText: (text, part) => send({ type: 'added', id, part, text }),
      onProgress: (progress) => send({ type: 'progress', id, progress }),
    });
    return { type: 'answered', id, result };
  });
}

function count(id: number, texts: readonly string[]): Promise<void> {
  return answer(id, async () => ({ type: 'counted', id, counts: loaded(chatter).count(texts) }));
}

function receive(message: HostMessage): void {
  switch (message.type) {
    case 'load':
      if (message.version === protocolVersion) void load(message.options);
      else process.exit(1);
      break;
    case 'infill':
      void infill(message.id, message.request);
      break;
    case 'chat':
      void chat(message.id, message.request);
      break;
    case 'count':
      void count(message.id, message.texts);
      break;
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'power':
      onBattery = message.onBattery;
      evaluator?.sparePower(onBattery);
      break;
    case 'quit':
      process.exit(0);
  }
}

process.on('message', (message) => receive(message as HostMessage));
process.on('disconnect', () => process.exit(0));
// A terminal's Ctrl+C reaches the whole process group; the host decides when this process ends.
process.on('SIGINT', () => undefined);
send({ type: 'started', version: protocolVersion, confined });
