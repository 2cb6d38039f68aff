// The requests under way in the worker: each is answered once, by the worker, by its cancelling, or by the worker's end.

import { abortError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { InfillOptions, InfillResult } from './engine.ts';
import type { WireInfill, WorkerMessage } from './protocol.ts';
import { fromWire } from './wire.ts';
import type { WorkerProcess } from './workerProcess.ts';

export interface Calls {
  readonly size: number;
  /** Rejects with the abort error once the worker has given up the request. */
  send(worker: WorkerProcess, request: WireInfill, options: InfillOptions): Promise<InfillResult>;
  /** Takes the answers out of what the worker says. */
  receive(message: WorkerMessage): void;
  rejectAll(error: Error): void;
}

interface Call {
  readonly onText: InfillOptions['onText'];
  readonly onCancelled: InfillOptions['onCancelled'];
  end(outcome: InfillResult | Error): void;
}

/** A request that is still not given back so long after its cancelling means a worker that hangs. */
const cancelGraceMs = 20_000;

/** `onCount` is told when the number of requests has changed. */
export function createCalls(log: Log, onCount: () => void): Calls {
  const calls = new Map<number, Call>();
  let nextId = 1;

  function end(id: number, outcome: () => InfillResult | Error): void {
    const call = calls.get(id);
    if (!call) return;
    calls.delete(id);
    onCount();
    call.end(outcome());
  }

  return {
    get size() {
      return calls.size;
    },
    send(worker, request, { signal, onText, onCancelled }) {
      if (signal.aborted) return Promise.reject(abortError());
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const cancel = () => {
          worker.send({ type: 'cancel', id });
          setTimeout(() => calls.has(id) && worker.kill(), cancelGraceMs).unref();
        };
        calls.set(id, {
          onText,
          onCancelled,
          end(outcome) {
            signal.removeEventListener('abort', cancel);
            if (outcome instanceof Error) reject(outcome);
            else resolve(outcome);
          },
        });
        onCount();
        signal.addEventListener('abort', cancel, { once: true });
        worker.send({ type: 'infill', id, request });
      });
    },
    receive(message) {
      if (message.type === 'text') calls.get(message.id)?.onText?.(message.text);
      else if (message.type === 'done') end(message.id, () => message.result);
      else if (message.type === 'cancelled') {
        if (message.figures) calls.get(message.id)?.onCancelled?.(message.figures);
        end(message.id, abortError);
      } else if (message.type === 'failed') end(message.id, () => fromWire(message.error, log));
    },
    rejectAll(error) {
      const ended = [...calls.values()];
      calls.clear();
      for (const call of ended) call.end(error);
    },
  };
}
