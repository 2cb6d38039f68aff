// The requests under way in the worker: each is answered once, by the worker, by its cancelling, or by the worker's end.

import { abortError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Asked } from './asks.ts';
import type { ModelInfo } from './engine.ts';
import type { WorkerMessage } from './protocol.ts';
import { fromWire } from './wire.ts';
import type { WorkerProcess } from './workerProcess.ts';

export interface Calls {
  readonly size: number;
  /** Rejects with the abort error once the worker has given up the request. */
  send<Result>(worker: WorkerProcess, asked: Asked<Result>, model: ModelInfo): Promise<Result>;
  /** Takes the answers out of what the worker says. */
  receive(message: WorkerMessage): void;
  rejectAll(error: Error): void;
  /** Ends each with `error`, or with its own where there is none: the worker's process ended. */
  crashAll(error: Error | undefined): void;
}

interface Call {
  /** True when this was its answer. */
  receive(message: WorkerMessage): boolean;
  reject(error: Error): void;
  readonly crashError: () => Error;
}

/** A request that is still not given back so long after its cancelling means a worker that hangs. */
const cancelGraceMs = 20_000;

/** `onCount` is told when the number of requests has changed. */
export function createCalls(log: Log, onCount: () => void): Calls {
  const calls = new Map<number, Call>();
  let nextId = 1;

  function remove(id: number): void {
    calls.delete(id);
    onCount();
  }

  function endAll(errorOf: (call: Call) => Error): void {
    const ended = [...calls.values()];
    calls.clear();
    for (const call of ended) call.reject(errorOf(call));
  }

  return {
    get size() {
      return calls.size;
    },
    send(worker, { signal, toMessage, receive, crashError }, model) {
      if (signal.aborted) return Promise.reject(abortError());
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const cancel = () => {
          worker.send({ type: 'cancel', id });
          setTimeout(() => calls.has(id) && worker.kill(), cancelGraceMs).unref();
        };
        const leave = () => signal.removeEventListener('abort', cancel);
        calls.set(id, {
          receive(message) {
            const answer = receive(message);
            if (!answer) return false;
            leave();
            resolve(answer.result);
            return true;
          },
          reject(error) {
            leave();
            reject(error);
          },
          crashError,
        });
        onCount();
        signal.addEventListener('abort', cancel, { once: true });
        worker.send(toMessage(id, model));
      });
    },
    receive(message) {
      if (!('id' in message)) return;
      const { id } = message;
      const call = calls.get(id);
      if (!call) return;
      if (call.receive(message)) {
        remove(id);
      } else if (message.type === 'cancelled') {
        remove(id);
        call.reject(abortError());
      } else if (message.type === 'failed') {
        remove(id);
        call.reject(fromWire(message.error, log));
      }
    },
    rejectAll: (error) => endAll(() => error),
    crashAll: (error) => endAll((call) => error ?? call.crashError()),
  };
}
