// What a model needs for the true next lines, in bits, with and without other files in the prompt that the product lays out.

import { readFileSync } from 'node:fs';
import type { Token } from 'node-llama-cpp';
import { Priority } from '../../src/engine/engine.ts';
import type { WireSnippet } from '../../src/engine/protocol.ts';
import { shareOut } from '../../src/engine/worker/budget.ts';
import { makeInfillPrompt } from '../../src/engine/worker/infillPrompt.ts';
import { type LoadedModel, loadModel } from '../../src/engine/worker/loader.ts';
import { type Found, joinPieces } from './method.ts';
import type { Task } from './tasks.ts';

export interface Bits {
  readonly bytes: number;
  readonly withContext: number;
  readonly without: number;
}

export interface Asked {
  readonly task: Task;
  readonly found: readonly Found[];
}

/** A model on a CPU takes a second and more for each. */
const mostTasks = 40;
const mostLines = 2;

/** Of the first tasks: which ones they are is chance already. */
export async function measureBits(modelPath: string, root: string, asked: readonly Asked[]): Promise<Bits> {
  const model = await loadModel({ modelPath, fimOrder: 'auto', contextTokens: 0, threads: 0 });
  const bits = { bytes: 0, withContext: 0, without: 0 };
  for (const { task, found } of asked.slice(0, mostTasks)) {
    const truth = task.truth.split('\n').slice(0, mostLines).join('\n');
    bits.without += await bitsOf(model, task, [], truth);
    bits.withContext += await bitsOf(
      model,
      task,
      found.map((one, id) => asSnippet(one, id, root)),
      truth,
    );
    bits.bytes += Buffer.byteLength(truth);
  }
  return bits;
}

function asSnippet({ path, pieces }: Found, id: number, root: string): WireSnippet {
  const source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const text = joinPieces(pieces.map(({ start, end }) => source.slice(start, end)));
  return { id: `${id}`, path: path.slice(root.length + 1), text };
}

async function bitsOf(
  loaded: LoadedModel,
  task: Task,
  context: readonly WireSnippet[],
  truth: string,
): Promise<number> {
  const [sequence] = loaded.sequences;
  if (!loaded.markers || !sequence) throw new Error('This model has no fill-in-the-middle markers.');
  const budget = shareOut(loaded.contextTokens);
  const { text, offset, file } = task;
  const request = {
    ...{
      session: 'bench',
      context,
      path: file.path.slice(file.path.lastIndexOf('/') + 1),
      firstLine: 0,
      afterHidden: 0,
    },
    ...{
      before: text.slice(0, offset),
      after: text.slice(offset),
      maxLines: mostLines,
      maxTokens: 1,
      budgetMs: 0,
      leastProbability: 0,
      alternatives: 0,
    },
    priority: Priority.completion,
  };
  const prompt = makeInfillPrompt(loaded, loaded.markers, budget, { request, anchor: undefined });
  const answer = loaded.tokenizer.encode(prompt.healed + truth).slice(0, budget.generate);
  const all = [...prompt.tokens, ...answer];
  await sequence.clearHistory();
  const first = prompt.tokens.length - 1;
  const options = { temperature: 1, topK: 0, topP: 1, minP: 0 };
  const outputs = await sequence.controlledEvaluate(
    all
      .slice(0, -1)
      .map((token, at) => (at < first ? token : [token, { generateNext: { probabilities: true, options } }])),
  );
  return answer.reduce((sum, token: Token, at) => {
    const likely = outputs[first + at]?.next.probabilities?.get(token) ?? 0;
    return sum - Math.log2(Math.max(likely, 1e-12));
  }, 0);
}
