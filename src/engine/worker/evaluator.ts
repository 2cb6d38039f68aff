// Evaluates tokens in slices that the scheduler grants, with as many threads as serve best at the moment.

import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { Priority } from '../engine.ts';
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
/**
 * A question's prompt is long, and while nobody types, only giving it up waits for a slice. One of 32 tokens takes 1.6 times
 * the processor time of 512 for each, one of 64 1.12 times (268 M model, one thread).
 */
const alone = { sliceMs: 250, leastTokens: 64 };
/** So long after a key's last slice nobody types. */
const typingMs = 5_000;
/** A cautious guess before anything was measured. */
const firstTokensPerMs = 0.5;

/** `threads` 0 lets the number of threads adapt to the machine's load. */
export function createEvaluator(loaded: LoadedModel, scheduler: Scheduler, threads: number): Evaluator {
  const prefillThreads = createThreadGovernor({ fixed: threads, start: loaded.freeCores, most: loaded.cores });
  // Generating leaves one core free: for the editor, and because a busy core stalls the others at each barrier.
  const most = Math.max(1, loaded.cores - 1);
  const generateThreads = createThreadGovernor({ fixed: threads, start: Math.min(most, loaded.freeCores), most });
  let tokensPerMs = firstTokensPerMs;
  let keyMs = Number.NEGATIVE_INFINITY;

  async function timed<T>(governor: ThreadGovernor, evaluate: () => Promise<T>): Promise<{ value: T; ms: number }> {
    loaded.setThreads(governor.threads);
    const started = performance.now();
    const value = await evaluate();
    return { value, ms: performance.now() - started };
  }

  /** Whose turn it is now, so that chat knows whether somebody types. */
  function grant<T>({ priority, signal }: Claim, slice: () => Promise<T>): Promise<T> {
    return scheduler.run(priority, signal, () => {
      if (priority === Priority.completion) keyMs = performance.now();
      return slice();
    });
  }

  function sliceTokens({ priority }: Claim): number {
    const isAlone = priority === Priority.chat && performance.now() - keyMs > typingMs;
    const aim = isAlone ? alone : { sliceMs, leastTokens: leastSliceTokens };
    return Math.min(loaded.batchTokens, Math.max(aim.leastTokens, Math.round(tokensPerMs * aim.sliceMs)));
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
    adapt: (claim, sequence, tokens) =>
      grant(claim, async () => {
        // A shift would keep cells that were computed under other text.
        await sequence.adaptStateToTokens(tokens, false);
        return sequence.nextTokenIndex;
      }),
    async prefill(claim, sequence, tokens) {
      for (let at = 0; at < tokens.length; ) {
        const size = sliceTokens(claim);
        const slice = tokens.slice(at, tokens.length - at <= mostSingles ? at + 1 : at + size);
        await grant(claim, () => evaluateSlice(sequence, slice));
        at += slice.length;
        claim.onSlice?.();
      }
    },
    next: (claim, evaluate) =>
      grant(claim, async () => {
        const { value, ms } = await timed(generateThreads, evaluate);
        generateThreads.report(1, ms);
        return value;
      }),
  };
}
