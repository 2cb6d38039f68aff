// Runs variants of the product over one list of tasks; an engine that two variants share answers a question once.

import type { Engine } from '../../src/engine/engine.ts';
import { type Answered, askTask } from './ask.ts';
import { createProduct, type EngineOptions, type RememberingEngine, rememberAnswers, startEngine } from './product.ts';
import { createErrorCount } from './syntaxErrors.ts';
import type { Task } from './tasks.ts';
import type { Variant } from './variants.ts';
import { buildWorker } from './worker.ts';

export interface RunnerOptions extends Omit<EngineOptions, 'workerPath'> {
  readonly tasks: readonly Task[];
}

export interface Runner {
  /** One answer for each task, in their order. */
  ask(variant: Variant): Promise<Answered[]>;
  dispose(): Promise<void>;
}

export function createRunner({ tasks, ...options }: RunnerOptions): Runner {
  const engines = new Map<string, RememberingEngine>();
  const countErrors = createErrorCount();

  async function engineOf({ worker }: Variant): Promise<RememberingEngine> {
    const key = worker.join();
    const known = engines.get(key);
    if (known) return known;
    const engine = rememberAnswers(startEngine({ ...options, workerPath: await buildWorker(worker) }));
    engines.set(key, engine);
    return engine;
  }

  return {
    async ask(variant) {
      const engine = await engineOf(variant);
      const product = createProduct(engine, variant);
      const asking = { completion: product.completion, resultOf: engine.resultOf, countErrors };
      const answers = await inTurn(tasks, (task, number) => askTask(task, number, asking));
      product.dispose();
      return answers;
    },
    async dispose() {
      await Promise.all([...engines.values()].map((engine: Engine) => engine.dispose()));
    },
  };
}

/** Most of the time of a task passes in waiting, as a user's does: so several are asked at once. */
const atOnce = 12;

async function inTurn<T, R>(all: readonly T[], work: (one: T, number: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = all.entries();
  const worker = async (): Promise<void> => {
    for (const [number, one] of left) results[number] = await work(one, number);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
