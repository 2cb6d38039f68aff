// A worker process that is none: what it was sent can be looked at, and what it says is written by the test.

import { UserError } from '../../src/base/errors.ts';
import type { ModelInfo } from '../../src/engine/engine.ts';
import type { HostMessage, WorkerMessage } from '../../src/engine/protocol.ts';
import type { WorkerProcess } from '../../src/engine/workerProcess.ts';

export interface FakeWorker extends WorkerProcess {
  readonly sent: readonly HostMessage[];
  /** Numbers of the requests that it got, in order. */
  readonly requests: readonly number[];
  readonly stopped: boolean;
  say(message: WorkerMessage): void;
  loaded(): void;
  /** Ends as by a crash. */
  die(): void;
}

export const someModel: ModelInfo = {
  path: '/m.gguf',
  name: 'm',
  parameters: 1,
  contextTokens: 512,
  trainedContextTokens: 512,
  fimOrder: 'prefix-first',
  fimOrderKnown: true,
  canInfill: true,
  canChat: false,
  chatContextTokens: 0,
  loadMs: 1,
};

/** `loads` false: it loads only when told to. */
export function createFakeWorker(receive: (message: WorkerMessage) => void, loads = true): FakeWorker {
  const sent: HostMessage[] = [];
  let loaded = (): void => undefined;
  let end = (): void => undefined;
  let stopped = false;
  const exited = new Promise<string>((resolve) => {
    end = () => resolve('signal SIGKILL');
  });
  const load = new Promise<ModelInfo>((resolve, reject) => {
    loaded = () => resolve(someModel);
    void exited.then(() => reject(new UserError('engine-crashed', 'ended', 'restart-engine')));
  });
  load.catch(() => undefined);
  if (loads) loaded();
  return {
    level: 'partial',
    by: 'unshare',
    pid: 1,
    sent,
    exited,
    get requests() {
      return sent.flatMap((message) => (message.type === 'infill' ? [message.id] : []));
    },
    get stopped() {
      return stopped;
    },
    say: receive,
    loaded,
    die: end,
    send: (message) => void sent.push(message),
    load: () => load,
    async stop() {
      stopped = true;
      end();
      // A process takes its time to end.
      for (let i = 0; i < 3; i++) await new Promise((wake) => setImmediate(wake));
    },
    kill: end,
  };
}
