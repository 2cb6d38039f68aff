// Runs variants of the product over one list of tasks; an engine that two variants share answers a question once.

import { type Answered, type Asking, askTask } from './ask.ts';
import { createProduct, type EngineOptions, type RememberingEngine, rememberAnswers, startEngine } from './product.ts';
import { createErrorCount } from './syntaxErrors.ts';
import type { Task } from './tasks.ts';
import { type Steadiness, sumOf, typeTask } from './typing.ts';
import type { Variant } from './variants.ts';
import { buildWorker } from './worker.ts';

export interface RunnerOptions extends Omit<EngineOptions, 'workerPath'> {
  readonly tasks: readonly Task[];
}

export interface Runner {
  /** One answer for each task, in their order. */
  ask(variant: Variant): Promise<Answered[]>;
  /** Types the first line of each task. */
  type(variant: Variant): Promise<Steadiness>;
  dispose(): Promise<void>;
}

export function createRunner({ tasks, ...options }: RunnerOptions): Runner {
  const engines = new Map<string, RememberingEngine>();
  const counting: Pick<Asking, 'countErrors' | 'trueErrors'> = {
    countErrors: createErrorCount(),
    trueErrors: new Map(),
  };

  async function engineOf({ worker }: Variant): Promise<RememberingEngine> {
    const key = worker.join();
    const known = engines.get(key);
    if (known) return known;
    const started = rememberAnswers(startEngine({ ...options, workerPath: await buildWorker(worker) }));
    engines.set(key, started);
    return started;
  }

  return {
    async ask(variant) {
      const { engine, resultOf } = await engineOf(variant);
      const product = createProduct(engine, variant);
      const asking = { completion: product.completion, resultOf, ...counting };
      const answers = await inTurn(tasks, (task, number) => askTask(task, number, asking));
      product.dispose();
      return answers;
    },
    async type(variant) {
      const product = createProduct((await engineOf(variant)).engine, variant);
      const all = await inTurn(tasks, (task, number) => typeTask(task, number, product.completion));
      product.dispose();
      return sumOf(all);
    },
    async dispose() {
      await Promise.all([...engines.values()].map(({ engine }) => engine.dispose()));
    },
  };
}

/** Much of the time of a task passes in waiting, as a user's does; more at once would keep the parser too long. */
const atOnce = 4;

async function inTurn<T, R>(all: readonly T[], work: (one: T, number: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = all.entries();
  const worker = async (): Promise<void> => {
    for (const [number, one] of left) results[number] = await work(one, number);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
