// The decode loop of fill-in-the-middle: prompt, prefill, healed sampling, stopping; cancelled between any two slices.

import type { LlamaContextSequence } from 'node-llama-cpp';
import { abortError, UserError } from '../../base/errors.ts';
import { type InfillFigures, type InfillResult, Priority, type StopReason } from '../engine.ts';
import type { WireInfill } from '../protocol.ts';
import { type Branch, branchesOf, differentTexts, type Step } from './alternatives.ts';
import type { Anchor } from './anchor.ts';
import { shareOut } from './budget.ts';
import { type Certainty, createCertainty, wholeLines } from './certainty.ts';
import type { Claim, Evaluator } from './evaluator.ts';
import { createHealedText, type HealedText } from './healedText.ts';
import { createHealingBias } from './healingBias.ts';
import { type InfillPrompt, makeInfillPrompt } from './infillPrompt.ts';
import type { LoadedModel } from './loader.ts';
import { createMeter, type Meter } from './meter.ts';
import { hasLeftScope } from './scopeEnd.ts';
import { createSlots, type Slot } from './slots.ts';
import { endOfLines, loopPeriod, withoutUnfinishedTail } from './stopping.ts';

export interface InfillRun {
  readonly signal: AbortSignal;
  onText(text: string): void;
  /** Called once, also when the run is cancelled or fails after it began. */
  onFigures(figures: InfillFigures): void;
}

export interface Infiller {
  /** Rejects with the abort error when cancelled, with UserError when the model has no markers. */
  run(request: WireInfill, run: InfillRun): Promise<InfillResult>;
}

type Generated = Pick<InfillResult, 'text' | 'stopReason' | 'lineProbability'> & { readonly steps: readonly Step[] };

const start: Branch = { kept: [], not: undefined };

/** One request on its way through the loop. */
interface Pass {
  readonly request: WireInfill;
  readonly run: InfillRun;
  readonly claim: Claim;
  readonly sequence: LlamaContextSequence;
  readonly meter: Meter;
}

/** Creates the loop over `loaded`'s sequences. */
export async function createInfiller(loaded: LoadedModel, evaluator: Evaluator): Promise<Infiller> {
  const { tokenizer, markers } = loaded;
  const budget = shareOut(loaded.contextTokens);
  const slots = createSlots<LlamaContextSequence, Anchor>(loaded.sequences);
  const healingBias = await createHealingBias(loaded);

  /** The sequence holds all of the prompt and of what `branch` keeps, but for the last token. */
  async function generate(pass: Pass, prompt: InfillPrompt, branch = start): Promise<Generated> {
    const text = createHealedText(prompt.healed, tokenizer, prompt.tokens.slice(-1));
    for (const token of branch.kept) text.push(token);
    const last = [...prompt.tokens.slice(-1), ...branch.kept].slice(-1);
    const isHere = (): boolean => text.tokens.length === branch.kept.length;
    const tokenBias = () => healingBias(text.remaining, isHere() ? branch.not : undefined);
    const steps: Step[] = [];
    const how = { temperature: 0, tokenBias, yieldEogToken: true };
    const tokens = pass.sequence.evaluateWithMetadata(last, { confidence: true }, how);
    const certainty = createCertainty();
    const ended = (stopReason: StopReason, grown: string): Generated => ({
      text: visible(grown, pass.request),
      stopReason,
      lineProbability: certainty.firstLine,
      steps,
    });
    try {
      for (;;) {
        const next = await evaluator.next(pass.claim, () => tokens.next());
        if (pass.run.signal.aborted) throw abortError();
        if (next.done) return ended('end', text.grown);
        const { token, confidence } = next.value;
        const isEnd = tokenizer.isControl(token);
        const sure = text.grown;
        if (!isEnd) {
          pass.meter.generated();
          steps.push({ token, confidence, isFirstLine: !sure.trimStart().includes('\n') });
          text.push(token);
        }
        if (isUnsure(certainty, confidence, text.grown, pass.request)) return ended('unsure', wholeLines(sure));
        if (isEnd) return ended('end', text.grown);
        const stopReason = stopOf(text, pass);
        if (stopReason !== undefined) return ended(stopReason, text.grown);
        pass.run.onText(visible(text.grown, pass.request));
      }
    } finally {
      await tokens.return();
    }
  }

  /** They cost no prompt: each begins with tokens that the sequence holds. */
  async function alternativesTo(text: string, steps: readonly Step[], pass: Pass, prompt: InfillPrompt) {
    const count = pass.request.alternatives;
    if (count === 0) return [];
    const quiet = { ...pass, run: { ...pass.run, onText: () => undefined } };
    const answer = async (branch: Branch): Promise<string> => {
      const held = [...prompt.tokens, ...branch.kept].slice(0, -1);
      const reused = await evaluator.adapt(pass.claim, pass.sequence, held);
      await evaluator.prefill(pass.claim, pass.sequence, held.slice(reused));
      const { text: other, stopReason } = await generate(quiet, prompt, branch);
      return stopReason === 'repetition' || stopReason === 'time' ? '' : other;
    };
    return differentTexts(text, { branches: branchesOf(steps), count, answer });
  }

  async function complete(pass: Pass, prompt: InfillPrompt): Promise<InfillResult> {
    const { request, meter, sequence, claim } = pass;
    const used = {
      contextIds: prompt.contextIds,
      prefixCutChars: prompt.placement.cutChars,
      suffixCutChars: prompt.suffixCutChars,
    };
    const reused = await evaluator.adapt(claim, sequence, prompt.tokens.slice(0, -1));
    meter.begin(prompt.tokens.length, reused, () => sequence.nextTokenIndex);
    // The last token is evaluated with the first sampling; a warm-up leaves it to the request that will sample.
    await evaluator.prefill(claim, sequence, prompt.tokens.slice(reused, -1));
    meter.prefilled();
    if (request.maxTokens === 0) {
      return { text: '', stopReason: 'tokens', figures: meter.figures(), lineProbability: undefined, used };
    }
    const { steps, ...first } = await generate(pass, prompt);
    const alternatives = await alternativesTo(first.text, steps, pass, prompt);
    return { ...first, ...(alternatives.length > 0 && { alternatives }), figures: meter.figures(), used };
  }

  return {
    async run(request, run) {
      if (!markers) {
        const message = `${loaded.info.name} was not trained to fill in code (it has no fill-in-the-middle markers).`;
        throw new UserError('model-no-fim', message, 'choose-model');
      }
      const arrived = performance.now();
      const use = async (slot: Slot<LlamaContextSequence, Anchor>) => {
        const meter = createMeter(arrived, () => evaluator.threads);
        try {
          const prompt = makeInfillPrompt(loaded, markers, budget, { request, anchor: slot.anchor });
          if (request.priority === Priority.ahead && slot.anchor !== prompt.placement.anchor) return nothing(meter);
          slot.anchor = prompt.placement.anchor;
          // More than its share would run into the end of the context.
          const maxTokens = Math.min(request.maxTokens, budget.generate);
          const claim = { priority: request.priority, signal: run.signal };
          const pass = { request: { ...request, maxTokens }, run, claim, sequence: slot.sequence, meter };
          return await complete(pass, prompt);
        } finally {
          run.onFigures(meter.figures());
        }
      };
      return await slots.with(request.session, use, run.signal);
    },
  };
}

function nothing(meter: Meter): InfillResult {
  const used = { contextIds: [], prefixCutChars: 0, suffixCutChars: 0 };
  return { text: '', stopReason: 'tokens', figures: meter.figures(), lineProbability: undefined, used };
}

/** What stands after the cursor so far: up to the last line wanted, without a character that is still incomplete. */
function visible(grown: string, request: WireInfill): string {
  const whole = withoutUnfinishedTail(grown);
  return whole.slice(0, endOfLines(whole, request.maxLines) ?? whole.length);
}

/** Takes the token in; true where the line with it is less likely right than was asked for. */
function isUnsure(certainty: Certainty, probability: number, grown: string, request: WireInfill): boolean {
  const isLess = certainty.line * probability < request.leastProbability;
  certainty.push(probability, grown);
  return isLess;
}

function stopOf(text: HealedText, { request, meter }: Pass): StopReason | undefined {
  if (endOfLines(text.grown, request.maxLines) !== undefined) return 'lines';
  if (request.scope && hasLeftScope(text.grown, request.scope)) return 'lines';
  if (loopPeriod(text.tokens) > 0) return 'repetition';
  if (text.tokens.length >= request.maxTokens) return 'tokens';
  return meter.generatingMs() > request.budgetMs ? 'time' : undefined;
}
