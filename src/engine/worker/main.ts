// The model process: answers the host's messages over the IPC channel and ends when the channel closes.

import './confine.ts';
import { isAbortError, UserError } from '../../base/errors.ts';
import { describeError } from '../../base/log.ts';
import type { InfillFigures } from '../engine.ts';
import {
  type HostMessage,
  type LoadOptions,
  protocolVersion,
  type WireError,
  type WireInfill,
  type WorkerMessage,
} from '../protocol.ts';
import { confined } from './confine.ts';
import { createInfiller, type Infiller } from './infill.ts';
import { loadModel } from './loader.ts';
import { createScheduler } from './scheduler.ts';

const scheduler = createScheduler();
const running = new Map<number, AbortController>();
let infiller: Infiller | undefined;
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
    infiller = await createInfiller(loaded, scheduler, options.threads);
    infiller.sparePower(onBattery);
    send({ type: 'loaded', model: loaded.info });
  } catch (error) {
    send({ type: 'load-failed', error: toWire(error) });
  }
}

async function infill(id: number, request: WireInfill): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  let figures: InfillFigures | undefined;
  try {
    if (!infiller) throw new Error('No model is loaded');
    const result = await infiller.run(request, {
      signal: controller.signal,
      onText: (text) => send({ type: 'text', id, text }),
      onFigures: (counted) => {
        figures = counted;
      },
    });
    send({ type: 'done', id, result });
  } catch (error) {
    if (isAbortError(error)) send({ type: 'cancelled', id, figures });
    else send({ type: 'failed', id, error: toWire(error) });
  } finally {
    running.delete(id);
  }
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
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'power':
      onBattery = message.onBattery;
      infiller?.sparePower(onBattery);
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
