// The engine over a process: starts it on the first need, keeps requests apart, restarts it after a crash.

import { abortError, isAbortError, UserError } from '../base/errors.ts';
import { createEmitter, type Emitter } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { type Asked, askChat, askCount, askInfill } from './asks.ts';
import { createCalls } from './calls.ts';
import { type CrashPolicy, createCrashPolicy } from './crashPolicy.ts';
import type { Engine, EngineState, ModelInfo } from './engine.ts';
import type { LoadOptions } from './protocol.ts';
import { createWorkerStarter, type WorkerProcess } from './workerProcess.ts';

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
  /** Whether to spare the battery; asked before each request. */
  onBattery?(): boolean;
  readonly log: Log;
}

/** A worker whose model is loaded or on its way. */
interface Running {
  readonly worker: WorkerProcess;
  readonly loaded: Promise<ModelInfo>;
}

/** Memory comes and goes with what else runs: after this time without it, the next request tries again. */
const memoryRetryMs = 60_000;

/** `launch` starts the process; tests put one of their own in its place. */
export function createEngineClient(options: EngineClientOptions, launch = createWorkerStarter()): Engine {
  const { log } = options;
  const emitter: Emitter<EngineState> = createEmitter((error) =>
    log.error('A listener of the engine state failed', error),
  );
  const crashes: CrashPolicy = createCrashPolicy();
  const calls = createCalls(log, onCount);
  let state: EngineState = { kind: 'idle' };
  let running: Promise<Running> | undefined;
  let current: WorkerProcess | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let disposed = false;
  let failedAtMs = 0;
  /** What the worker was told last, and which one that was. */
  let told: { readonly worker: WorkerProcess; readonly onBattery: boolean } | undefined;
  /** Counts stops, so that a start which a stop overtook knows it. */
  let generation = 0;

  function setState(next: EngineState): void {
    state = next;
    emitter.fire(next);
  }

  function onCount(): void {
    clearTimeout(idleTimer);
    if (calls.size > 0 && state.kind === 'ready') setState({ kind: 'thinking', model: state.model });
    if (calls.size > 0) return;
    if (state.kind === 'thinking') setState({ kind: 'ready', model: state.model });
    armIdleTimer();
  }

  function onExit(worker: WorkerProcess, how: string): void {
    if (current !== worker) return;
    current = undefined;
    running = undefined;
    clearTimeout(idleTimer);
    log.warn(`The model process ended: ${how}`);
    const error = crashes.record(Date.now());
    calls.crashAll(error);
    setState(error ? { kind: 'failed', error } : { kind: 'idle' });
  }

  async function start(): Promise<Running> {
    const mine = generation;
    await crashes.backOff(Date.now());
    const load = await options.resolveModel();
    const worker = await launch({ ...options, modelPath: load.modelPath }, calls.receive);
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
    if (state.kind === 'failed' && !isOver(state.error)) throw state.error;
    if (!running) {
      setState({ kind: 'starting' });
      const starting = start();
      running = starting;
      starting
        .then(async ({ loaded }) => {
          const model = await loaded;
          log.info(`The model is loaded: ${model.parameters} parameters, ${Math.round(model.loadMs)} ms`);
          if (running === starting) setState({ kind: calls.size > 0 ? 'thinking' : 'ready', model });
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
      // Stopped on purpose meanwhile: no failure to tell of.
      throw mine !== generation || !(error instanceof UserError) ? abortError() : error;
    }
  }

  function onStartFailed(starting: Promise<Running>, error: unknown): void {
    if (running !== starting) return;
    running = undefined;
    const worker = current;
    current = undefined;
    void worker?.stop();
    // What nobody foresaw counts as a crash: else each key would start a process that fails again.
    const isUnforeseen = !isAbortError(error) && !(error instanceof UserError);
    if (isUnforeseen) log.error('The engine did not start', error);
    const bug = isUnforeseen ? crashes.record(Date.now()) : undefined;
    const failure = error instanceof UserError ? error : bug;
    failedAtMs = Date.now();
    if (failure) setState({ kind: 'failed', error: failure });
    else if (state.kind === 'starting') setState({ kind: 'idle' });
  }

  function isOver(error: UserError): boolean {
    return error.code === 'memory' && Date.now() - failedAtMs >= memoryRetryMs;
  }

  async function stopWorker(): Promise<void> {
    const worker = current;
    const starting = running;
    generation++;
    current = undefined;
    running = undefined;
    clearTimeout(idleTimer);
    calls.rejectAll(abortError());
    if (worker) await worker.stop();
    else await starting?.catch(() => undefined);
  }

  function tellPower(worker: WorkerProcess): void {
    const onBattery = options.onBattery?.() ?? false;
    const known = told?.worker === worker && told.onBattery;
    told = { worker, onBattery };
    if (onBattery !== known) worker.send({ type: 'power', onBattery });
  }

  async function ask<Result>(asked: Asked<Result>): Promise<Result> {
    if (asked.signal.aborted) throw abortError();
    const { worker, loaded } = await untilAborted(ready(), asked.signal).catch((error: unknown) => {
      // It is about to start again by itself.
      const isCrash = error instanceof UserError && error.code === 'engine-crashed' && state.kind !== 'failed';
      throw isCrash ? asked.crashError() : error;
    });
    if (worker !== current) throw abortError();
    tellPower(worker);
    return await calls.send(worker, asked, await loaded);
  }

  function armIdleTimer(): void {
    clearTimeout(idleTimer);
    const ms = options.unloadAfterMs();
    if (ms <= 0 || calls.size > 0 || !current) return;
    idleTimer = setTimeout(() => {
      log.info('The model leaves memory: nothing was asked for a while');
      void stopWorker();
      setState({ kind: 'idle' });
    }, ms);
    idleTimer.unref();
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
    infill: async (request, options) => await ask(askInfill(request, options)),
    chat: async (request, options) => await ask(askChat(request, options)),
    countTokens: async (texts, signal) => await ask(askCount(texts, signal)),
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

/** Stops waiting, not the work: others may wait for the same start. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(abortError());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
