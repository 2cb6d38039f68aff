// The engine over a process: starts it on the first need, keeps requests apart, restarts it after a crash.

import { abortError, UserError } from '../base/errors.ts';
import { createEmitter, type Emitter } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { isSafeText, type SafeText } from '../redaction/safeText.ts';
import { type CrashPolicy, createCrashPolicy } from './crashPolicy.ts';
import type { Engine, EngineState, InfillOptions, InfillRequest, InfillResult, ModelInfo } from './engine.ts';
import type { LoadOptions, WireError, WireInfill, WorkerMessage } from './protocol.ts';
import { startWorker, type WorkerProcess } from './workerProcess.ts';

export interface EngineClientOptions {
  /** The bundled worker. */
  readonly workerPath: string;
  readonly execPath: string;
  /** Folders that hold what the worker imports. */
  readonly packagePaths: readonly string[];
  /** Which model to load, asked at each load; throws UserError. */
  resolveModel(): Promise<LoadOptions>;
  /** Milliseconds without a request after which the model leaves memory; 0: never. */
  unloadAfterMs(): number;
  readonly log: Log;
}

interface Pending {
  readonly resolve: (result: InfillResult) => void;
  readonly reject: (error: Error) => void;
  readonly onText: ((text: string) => void) | undefined;
}

/** A worker whose model is loaded or on its way. */
interface Running {
  readonly worker: WorkerProcess;
  readonly loaded: Promise<ModelInfo>;
}

/** A request that is still not given back so long after its cancelling means a worker that hangs. */
const cancelGraceMs = 20_000;

/** `launch` starts the process; tests put one of their own in its place. */
export function createEngineClient(options: EngineClientOptions, launch = startWorker): Engine {
  const { log } = options;
  const emitter: Emitter<EngineState> = createEmitter((error) =>
    log.error('A listener of the engine state failed', error),
  );
  const crashes: CrashPolicy = createCrashPolicy();
  const pending = new Map<number, Pending>();
  let state: EngineState = { kind: 'idle' };
  let running: Promise<Running> | undefined;
  let current: WorkerProcess | undefined;
  let nextId = 1;
  let idleTimer: NodeJS.Timeout | undefined;
  let disposed = false;
  /** Counts stops, so that a start which a stop overtook knows it. */
  let generation = 0;

  function setState(next: EngineState): void {
    state = next;
    emitter.fire(next);
  }

  function settle(id: number): Pending | undefined {
    const entry = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) {
      if (state.kind === 'thinking') setState({ kind: 'ready', model: state.model });
      armIdleTimer();
    }
    return entry;
  }

  function receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'text':
        pending.get(message.id)?.onText?.(message.text);
        break;
      case 'done':
        settle(message.id)?.resolve(message.result);
        break;
      case 'cancelled':
        settle(message.id)?.reject(abortError());
        break;
      case 'failed':
        settle(message.id)?.reject(fromWire(message.error, log));
        break;
      default:
        break;
    }
  }

  function rejectAll(error: Error): void {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  function onExit(worker: WorkerProcess, how: string): void {
    if (current !== worker) return;
    current = undefined;
    running = undefined;
    clearTimeout(idleTimer);
    log.warn(`The model process ended: ${how}`);
    const error = crashes.record(Date.now());
    rejectAll(error ?? new UserError('engine-crashed', 'The engine stopped and starts again.', 'restart-engine'));
    setState(error ? { kind: 'failed', error } : { kind: 'idle' });
  }

  async function start(): Promise<Running> {
    const mine = generation;
    await crashes.backOff(Date.now());
    const load = await options.resolveModel();
    const worker = await launch({ ...options, modelPath: load.modelPath }, receive);
    if (mine !== generation) {
      await worker.stop();
      throw abortError();
    }
    current = worker;
    worker.exited.then((how) => onExit(worker, how));
    log.info(`The model process runs: sandbox ${worker.level} (${worker.by})`);
    const loaded = worker.load(load);
    return { worker, loaded };
  }

  /** The worker with its model, started when there is none; every caller of one start shares its failure. */
  async function ready(): Promise<Running> {
    if (disposed) throw abortError();
    // A failure stays until the user acts: trying again at each key would only repeat it.
    if (state.kind === 'failed') throw state.error;
    if (!running) {
      setState({ kind: 'starting' });
      const starting = start();
      running = starting;
      starting
        .then(async ({ loaded }) => {
          const model = await loaded;
          log.info(`The model is loaded: ${model.parameters} parameters, ${Math.round(model.loadMs)} ms`);
          if (running === starting) setState({ kind: pending.size > 0 ? 'thinking' : 'ready', model });
          armIdleTimer();
        })
        .catch((error: unknown) => onStartFailed(starting, error));
    }
    const mine = generation;
    try {
      const result = await running;
      await result.loaded;
      return result;
    } catch (error) {
      // Stopped on purpose meanwhile: that is no failure of the worker.
      throw mine === generation ? error : abortError();
    }
  }

  function onStartFailed(starting: Promise<Running>, error: unknown): void {
    if (running !== starting) return;
    running = undefined;
    const worker = current;
    current = undefined;
    void worker?.stop();
    if (error instanceof UserError) setState({ kind: 'failed', error });
    else if (state.kind === 'starting') setState({ kind: 'idle' });
  }

  async function stopWorker(): Promise<void> {
    const worker = current;
    const starting = running;
    generation++;
    current = undefined;
    running = undefined;
    clearTimeout(idleTimer);
    rejectAll(abortError());
    if (worker) await worker.stop();
    else await starting?.catch(() => undefined);
  }

  function armIdleTimer(): void {
    clearTimeout(idleTimer);
    const ms = options.unloadAfterMs();
    if (ms <= 0 || pending.size > 0 || !current) return;
    idleTimer = setTimeout(() => {
      log.info('The model leaves memory: nothing was asked for a while');
      void stopWorker();
      setState({ kind: 'idle' });
    }, ms);
    idleTimer.unref();
  }

  function send(worker: WorkerProcess, request: WireInfill, { signal, onText }: InfillOptions): Promise<InfillResult> {
    const id = nextId++;
    return new Promise<InfillResult>((resolve, reject) => {
      pending.set(id, { resolve, reject, onText });
      clearTimeout(idleTimer);
      if (state.kind === 'ready') setState({ kind: 'thinking', model: state.model });
      const cancel = () => {
        worker.send({ type: 'cancel', id });
        setTimeout(() => pending.has(id) && worker.kill(), cancelGraceMs).unref();
      };
      signal.addEventListener('abort', cancel, { once: true });
      const entry = pending.get(id);
      if (entry)
        pending.set(
          id,
          withCleanUp(entry, () => signal.removeEventListener('abort', cancel)),
        );
      worker.send({ type: 'infill', id, request });
    });
  }

  return {
    get state() {
      return state;
    },
    onState: emitter.event,
    get sandbox() {
      return current?.level;
    },
    get workerPid() {
      return current?.pid;
    },
    async infill(request, infillOptions) {
      const wire = toWire(request);
      if (infillOptions.signal.aborted) throw abortError();
      const { worker } = await untilAborted(ready(), infillOptions.signal);
      return await send(worker, wire, infillOptions);
    },
    async restart() {
      crashes.forget();
      // Told at once, not when the old process has ended: by then a request may have started the next one.
      const stopped = stopWorker();
      setState({ kind: 'idle' });
      await stopped;
    },
    async dispose() {
      disposed = true;
      await stopWorker();
      emitter.dispose();
    },
  };
}

/** The run-time half of the promise: whatever the compiler was told, only what redaction made goes to the model. */
function textOf(value: SafeText, name: string): string {
  if (!isSafeText(value)) throw new TypeError(`${name} is not SafeText`);
  return value.text;
}

function toWire(request: InfillRequest): WireInfill {
  return {
    session: request.session,
    context: request.context.map(({ id, path, text }) => ({
      id,
      path: textOf(path, 'context.path'),
      text: textOf(text, 'context.text'),
    })),
    path: textOf(request.path, 'path'),
    before: textOf(request.before, 'before'),
    firstLine: request.firstLine,
    after: textOf(request.after, 'after'),
    maxLines: request.maxLines,
    maxTokens: request.maxTokens,
    budgetMs: request.budgetMs,
    priority: request.priority,
  };
}

function fromWire(error: WireError, log: Log): Error {
  if (error.kind === 'user') return new UserError(error.code, error.message, error.action);
  log.warn(`The model process reports a bug: ${error.frames}`);
  return new Error('The model process failed');
}

function withCleanUp(entry: Pending, cleanUp: () => void): Pending {
  return {
    onText: entry.onText,
    resolve: (result) => {
      cleanUp();
      entry.resolve(result);
    },
    reject: (error) => {
      cleanUp();
      entry.reject(error);
    },
  };
}

/** Stops waiting, not the work: others may wait for the same start. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(abortError());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
