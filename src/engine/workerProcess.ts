// One worker process: started on the strongest rung of the sandbox ladder that works here, spoken to over its channel.

import { type ChildProcess, spawn } from 'node:child_process';
import { UserError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { ModelInfo, SandboxLevel } from './engine.ts';
import { type HostMessage, type LoadOptions, protocolVersion, type WorkerMessage } from './protocol.ts';
import { type Launch, launches, workerEnvironment } from './sandbox.ts';

export interface WorkerProcess {
  readonly level: SandboxLevel;
  readonly by: Launch['by'];
  readonly pid: number | undefined;
  /** How it ended, in words; never rejects. */
  readonly exited: Promise<string>;
  send(message: HostMessage): void;
  /** Throws UserError, and the abort error when the process ends meanwhile. */
  load(options: LoadOptions): Promise<ModelInfo>;
  /** Asks it to end, and makes it after a second. */
  stop(): Promise<void>;
  kill(): void;
}

export interface StartOptions {
  readonly workerPath: string;
  readonly execPath: string;
  readonly packagePaths: readonly string[];
  readonly modelPath: string;
  readonly log: Log;
  /** Milliseconds until a process that says nothing is given up. */
  readonly greetingMs?: number;
}

const stopGraceMs = 1000;
/** Far longer than a cold disk takes. */
const defaultGreetingMs = 60_000;

/** Starts a worker; `receive` gets all that it says after its greeting. */
export type StartWorker = (options: StartOptions, receive: (message: WorkerMessage) => void) => Promise<WorkerProcess>;

/**
 * Makes the function that starts workers, which throws UserError where no rung starts. A rung that started once is the
 * only one from then on: what fails later is no reason for a weaker one.
 */
export function createWorkerStarter(): StartWorker {
  let known: Launch['by'] | undefined;
  return async (options, receive) => {
    const env = workerEnvironment(process.env);
    const ladder = launches({
      platform: process.platform,
      execPath: options.execPath,
      workerPath: options.workerPath,
      readPaths: [...options.packagePaths, options.modelPath],
    });
    for (const launch of ladder.filter(({ by }) => known === undefined || by === known)) {
      const worker = await tryLaunch(launch, env, receive, options.greetingMs ?? defaultGreetingMs);
      if (worker) {
        known = launch.by;
        return worker;
      }
      options.log.info(`The sandbox ${launch.by} does not start here`);
    }
    throw new UserError('engine-binary', 'The engine could not be started on this machine.', 'open-log');
  };
}

/**
 * Undefined when the process ends by itself before its greeting: then this rung is not for this machine. One that hangs
 * or is killed is no reason for a weaker rung: throws UserError for the first, an error for the second.
 */
async function tryLaunch(
  launch: Launch,
  env: Record<string, string>,
  receive: (message: WorkerMessage) => void,
  greetingMs: number,
): Promise<WorkerProcess | undefined> {
  const child = spawn(launch.command, launch.args, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.name));
    child.once('exit', (code, signal) => resolve(wordsOfExit(code, signal)));
  });
  let timer: NodeJS.Timeout | undefined;
  const started = new Promise<boolean | 'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), greetingMs);
    const greet = (message: unknown) => {
      if (!isWorkerMessage(message) || message.type !== 'started') return;
      child.off('message', greet);
      resolve(message.version === protocolVersion);
    };
    child.on('message', greet);
    void exited.then(() => resolve(false));
  });
  const outcome = await started;
  clearTimeout(timer);
  if (outcome !== true) {
    child.kill('SIGKILL');
    const how = outcome === false ? await exited : '';
    if (how.startsWith('signal')) throw new Error(`The model process ended while it started (${how})`);
    if (outcome === false) return undefined;
    throw new UserError('engine-timeout', 'The engine was started and gave no sign of life.', 'restart-engine');
  }
  child.on('message', (message) => {
    if (isWorkerMessage(message)) receive(message);
  });
  return asWorker(child, launch, exited);
}

/** The outer shape only: the worker is ours, but what runs in it may have been led astray. */
function isWorkerMessage(message: unknown): message is WorkerMessage {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
}

/** A sandbox passes on what killed the process in it as 128 and the signal's number, as a shell does. */
function wordsOfExit(code: number | null, signal: string | null): string {
  if (signal !== null) return `signal ${signal}`;
  return code !== null && code > 128 ? `signal ${code - 128}` : `code ${code}`;
}

function asWorker(child: ChildProcess, launch: Launch, exited: Promise<string>): WorkerProcess {
  const send = (message: HostMessage) => {
    // The process may just have died; its exit tells, not this write.
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    level: launch.level,
    by: launch.by,
    pid: child.pid,
    exited,
    send,
    load(options) {
      return new Promise((resolve, reject) => {
        const answer = (reply: unknown) => {
          if (!isWorkerMessage(reply)) return;
          if (reply.type === 'loaded') resolve(reply.model);
          else if (reply.type === 'load-failed') {
            const { error } = reply;
            if (error.kind === 'user') reject(new UserError(error.code, error.message, error.action));
            else reject(new Error(`The model process failed while loading\n${error.frames}`));
          } else return;
          child.off('message', answer);
        };
        child.on('message', answer);
        void exited.then((how) => {
          reject(
            new UserError('engine-crashed', `The engine ended while it loaded the model (${how}).`, 'restart-engine'),
          );
        });
        send({ type: 'load', version: protocolVersion, options });
      });
    },
    async stop() {
      send({ type: 'quit' });
      const timer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
