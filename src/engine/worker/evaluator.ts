// Evaluates tokens in slices that the scheduler grants, with as many threads as serve best at the moment.

import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { LoadedModel } from './loader.ts';
import type { Scheduler } from './scheduler.ts';
import { createThreadGovernor, type ThreadGovernor } from './threads.ts';

/** Whose slices these are; all of them reject with the abort error once `signal` has fired. */
export interface Claim {
  readonly priority: number;
  readonly signal: AbortSignal;
  /** Called after each slice of a prefill. */
  onSlice?(): void;
}

export interface Evaluator {
  /** Threads that generating uses now. */
  readonly threads: number;
  sparePower(onBattery: boolean): void;
  /** Makes the sequence hold no more than a prefix of `tokens`; resolves to that prefix's length. */
  adapt(claim: Claim, sequence: LlamaContextSequence, tokens: Token[]): Promise<number>;
  /** Evaluates `tokens` behind what the sequence holds, a slice at a time. */
  prefill(claim: Claim, sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void>;
  /** One slice that evaluates and samples a single token. */
  next<T>(claim: Claim, evaluate: () => Promise<T>): Promise<T>;
}

const leastSliceTokens = 32;
/** Of the cores, on battery: the last ones add more heat than speed. */
const batteryShare = 0.5;
/** A batch of two takes 2.8 times as long as a single token, one of four 3.7 times (268 M model, one thread). */
const mostSingles = 3;
/** What a slice aims at: nothing interrupts it. */
const sliceMs = 80;
/** A cautious guess before anything was measured. */
const firstTokensPerMs = 0.5;

/** `threads` 0 lets the number of threads adapt to the machine's load. */
export function createEvaluator(loaded: LoadedModel, scheduler: Scheduler, threads: number): Evaluator {
  const prefillThreads = createThreadGovernor({ fixed: threads, start: loaded.freeCores, most: loaded.cores });
  // Generating leaves one core free: for the editor, and because a busy core stalls the others at each barrier.
  const most = Math.max(1, loaded.cores - 1);
  const generateThreads = createThreadGovernor({ fixed: threads, start: Math.min(most, loaded.freeCores), most });
  let tokensPerMs = firstTokensPerMs;

  async function timed<T>(governor: ThreadGovernor, evaluate: () => Promise<T>): Promise<{ value: T; ms: number }> {
    loaded.setThreads(governor.threads);
    const started = performance.now();
    const value = await evaluate();
    return { value, ms: performance.now() - started };
  }

  async function evaluateSlice(sequence: LlamaContextSequence, slice: Token[]): Promise<void> {
    const evaluate = () => sequence.evaluateWithoutGeneratingNewTokens(slice);
    if (slice.length < leastSliceTokens) {
      // Short slices cost more per token, whatever the threads: they are no measure.
      await timed(generateThreads, evaluate);
      return;
    }
    const { ms } = await timed(prefillThreads, evaluate);
    prefillThreads.report(slice.length, ms);
    tokensPerMs += 0.5 * (slice.length / ms - tokensPerMs);
  }

  return {
    get threads() {
      return generateThreads.threads;
    },
    sparePower(onBattery) {
      const most = onBattery ? Math.ceil(loaded.cores * batteryShare) : loaded.cores;
      for (const governor of [prefillThreads, generateThreads]) governor.limit(most);
    },
    adapt: ({ priority, signal }, sequence, tokens) =>
      scheduler.run(priority, signal, async () => {
        // A shift would keep cells that were computed under other text.
        await sequence.adaptStateToTokens(tokens, false);
        return sequence.nextTokenIndex;
      }),
    async prefill({ priority, signal, onSlice }, sequence, tokens) {
      for (let at = 0; at < tokens.length; ) {
        const size = Math.min(loaded.batchTokens, Math.max(leastSliceTokens, Math.round(tokensPerMs * sliceMs)));
        const slice = tokens.slice(at, tokens.length - at <= mostSingles ? at + 1 : at + size);
        await scheduler.run(priority, signal, () => evaluateSlice(sequence, slice));
        at += slice.length;
        onSlice?.();
      }
    },
    next: ({ priority, signal }, evaluate) =>
      scheduler.run(priority, signal, async () => {
        const { value, ms } = await timed(generateThreads, evaluate);
        generateThreads.report(1, ms);
        return value;
      }),
  };
}
