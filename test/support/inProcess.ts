// The worker's own parts in the test's process, with a list of who was granted which slice: what no message tells.

import type { Priority } from '../../src/engine/engine.ts';
import type { WireChat, WireInfill } from '../../src/engine/protocol.ts';
import { type Chatter, createChatter } from '../../src/engine/worker/chat.ts';
import { createEvaluator } from '../../src/engine/worker/evaluator.ts';
import { createInfiller, type Infiller } from '../../src/engine/worker/infill.ts';
import { type LoadedModel, loadModel } from '../../src/engine/worker/loader.ts';
import { createScheduler, type Scheduler } from '../../src/engine/worker/scheduler.ts';
import { loadOptions } from './engine.ts';

export interface InProcess {
  readonly loaded: LoadedModel;
  readonly infiller: Infiller;
  readonly chatter: Chatter;
  /** The priority of each slice that ran, in order. */
  readonly slices: readonly number[];
  dispose(): Promise<void>;
}

export async function loadInProcess(modelPath: string): Promise<InProcess> {
  const loaded = await loadModel(loadOptions(modelPath));
  const slices: number[] = [];
  const inner = createScheduler();
  const scheduler: Scheduler = {
    get waiting() {
      return inner.waiting;
    },
    run: (priority, signal, slice) =>
      inner.run(priority, signal, () => {
        slices.push(priority);
        return slice();
      }),
  };
  const evaluator = createEvaluator(loaded, scheduler, 1);
  const infiller = await createInfiller(loaded, evaluator);
  return {
    loaded,
    infiller,
    chatter: createChatter(loaded, evaluator),
    slices,
    dispose: () => loaded.model.dispose(),
  };
}

export function wireChat(question: string, more: Partial<WireChat> = {}): WireChat {
  return {
    session: 'talk',
    messages: [{ role: 'user', content: question }],
    prefill: '',
    maxTokens: 8,
    sampling: { temperature: 0 },
    ...more,
  };
}

export function wireInfill(before: string, priority: Priority): WireInfill {
  return {
    ...{ session: 'a', context: [], path: 'a.ts', before, firstLine: 0, after: '\n', afterHidden: 0 },
    ...{ maxLines: 1, maxTokens: 4, budgetMs: 60_000, leastProbability: 0, alternatives: 0, priority },
  };
}
