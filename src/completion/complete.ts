// One request for ghost text from the cursor to the item: trigger → cache → prompt → engine → filters → syntax → item.

import { isAbortError, UserError } from '../base/errors.ts';
import type { Bindings } from '../context/bindings.ts';
import type { Collector } from '../context/collect.ts';
import { type InfillOptions, type InfillResult, Priority } from '../engine/engine.ts';
import { aheadRequest, createAhead, keptLines, withItem } from './ahead.ts';
import { createCompletionCache } from './cache.ts';
import { inCell, withCellsAbove } from './cells.ts';
import { anyProbability, leastProbability } from './confidence.ts';
import { createDebounce, pause } from './debounce.ts';
import { languageAt } from './embedded.ts';
import { syntaxFilter } from './filters/filters.ts';
import { different, toItem, toRemember } from './item.ts';
import { createOtherFiles } from './otherFiles.ts';
import type { Completion, CompletionOutcome, CompletionRequest, NoSuggestion } from './outcome.ts';
import { createPrompts, type PromptDeps } from './prompt.ts';
import { behindSelected, withSelected } from './selected.ts';
import { cursorLine, decideShape, linesIn, scopeOf } from './trigger.ts';
import { keepSyntax } from './unbroken.ts';
import { createUnderWay } from './underWay.ts';

export interface CompletionDeps extends Pick<PromptDeps, 'engine' | 'redactor' | 'onSent'> {
  /** What is known of the documents' syntax; without it the lexical way serves alone. */
  readonly syntax?: Pick<Bindings, 'bindingsOf' | 'settled'> & Partial<Pick<Bindings, 'judge' | 'placeAt'>>;
  /** Pieces of other files; without it the model sees the document alone. */
  readonly collector?: Collector;
  /** How sure the model must be of what is offered unasked. */
  readonly probability?: typeof leastProbability;
  /** Names of gates and filters that are left out: what each of them earns is measured so. */
  readonly without?: ReadonlySet<string>;
  /** On battery nothing goes ahead of the question. */
  onBattery?(): boolean;
}

/** Tokens of one answer: a line seldom has more than 32, a short block seldom more than 96. */
const lineTokens = 32;
const blockTokens = 96;
const budgetMs = 1000;
const invokedBudgetMs = 4000;
const placePatienceMs = 20;
/** Beside the first. */
const mostAlternatives = 2;

export function createCompletion(deps: CompletionDeps): Completion {
  const { engine, redactor, syntax, collector, probability = leastProbability, without } = deps;
  const cache = createCompletionCache();
  const otherFiles = createOtherFiles(collector);
  const prompts = createPrompts({ ...deps, otherFiles });
  const debounce = createDebounce();
  const underWay = createUnderWay();
  const ahead = createAhead();
  // The next model may know better than the one that is gone.
  engine.onState(({ kind }) => {
    if (kind !== 'idle') return;
    cache.forgetAll();
    collector?.forgetModel();
  });

  /** One line or a block, by the syntax where that is told while the next key is waited for. */
  async function linesAt({ session, text, offset, signal }: CompletionRequest, maxLines: number): Promise<number> {
    const told = syntax?.placeAt?.(session, text, offset);
    const place = told && (await Promise.race([told, pause(placePatienceMs, signal)]));
    return linesIn(maxLines, place ?? undefined, cursorLine(text, offset));
  }

  /** What an answer may be: who asks by key waits longer, and gets all that the model has to say. */
  function boundsOf({ trigger }: CompletionRequest, maxLines: number) {
    const isInvoked = trigger === 'invoked';
    return {
      maxLines,
      maxTokens: maxLines === 1 ? lineTokens : blockTokens,
      budgetMs: isInvoked ? invokedBudgetMs : budgetMs,
      leastProbability: isInvoked ? anyProbability : probability,
      alternatives: isInvoked ? mostAlternatives : 0,
      priority: Priority.completion,
    };
  }

  async function ask(request: CompletionRequest, maxLines: number, options: InfillOptions): Promise<CompletionOutcome> {
    const sent = await prompts.send(
      request,
      (prompt, line) => ({ ...prompt, ...boundsOf(request, maxLines), ...(maxLines > 1 && { scope: scopeOf(line) }) }),
      { ...options, feature: 'completion' },
    );
    if (!sent) return none({ reason: 'inside-secret' });
    const { result, line, hiddenCount } = sent;
    if (request.trigger === 'automatic') debounce.report(answerMsOf(result));
    if (result.stopReason === 'repetition') return none({ reason: 'repetition' });
    if (prompts.isUnsafe(line, result.text)) return none({ reason: 'unsafe-answer' });
    // Not remembered: who asks for it by the key gets it all the same.
    if (result.text === '' && result.stopReason === 'unsure') return none({ reason: 'not-confident' });
    // Out of time before the first character: the model may well have something to say here.
    if (result.text === '' && result.stopReason === 'time') return none({ reason: 'too-slow' });
    const { text: answer, stopReason } = result;
    const isUnfinished = stopReason === 'tokens' || stopReason === 'time';
    const { filtered, item } = await itemOf(request, answer, isUnfinished);
    const remembered = toRemember({ answer, filtered, item, isUnfinished });
    cache.store(request.session, request.text, { offset: request.offset, text: remembered });
    const safe = (result.alternatives ?? []).filter((other) => !prompts.isUnsafe(line, other));
    const made = await Promise.all(safe.map((other) => itemOf(request, other, false)));
    const [best, ...alternatives] = different([item, ...made.map((other) => other.item)]);
    if (!best) return 'reason' in item ? none(item) : none({ reason: 'empty-answer' });
    const { figures } = result;
    return { kind: 'item', item: best, alternatives, fromMemory: false, figures, hiddenCount };
  }

  /** What the filters make of an answer, and what the syntax leaves of that. */
  async function itemOf(request: CompletionRequest, answer: string, isUnfinished: boolean) {
    const filtered = toItem(request, answer, { isUnfinished, without });
    const item = without?.has(syntaxFilter) ? filtered : await keepSyntax(request, filtered, syntax);
    return { filtered, item };
  }

  function fromMemory(request: CompletionRequest): CompletionOutcome | undefined {
    const remembered = cache.find(request.session, request.text, request.offset);
    if (remembered === undefined) return undefined;
    // Looked at again: what is secret may have become known since.
    if (redactor.holdsSecret(remembered)) return none({ reason: 'unsafe-answer' });
    const item = toItem(request, remembered, { isUnfinished: false, without });
    if ('reason' in item) return none(item);
    return { kind: 'item', item, fromMemory: true, figures: undefined, hiddenCount: 0 };
  }

  /** What is shown already stays while it is typed, also at a place where nothing would be asked for. */
  function alongShown(request: CompletionRequest): CompletionOutcome | undefined {
    const remembered = fromMemory(request);
    return remembered?.kind === 'item' ? remembered : undefined;
  }

  /** While it shows, the model goes on as if it were taken. */
  function shown(request: CompletionRequest, outcome: CompletionOutcome): CompletionOutcome {
    const taken = outcome.kind === 'item' ? withItem(request, outcome.item) : undefined;
    if (outcome.kind === 'none' || !taken || deps.onBattery?.()) return outcome;
    if (cache.find(taken.session, taken.text, taken.offset) !== undefined) return outcome;
    const { text } = outcome.item;
    ahead.goOn(taken, async (signal) => {
      const item = redactor.redact({ text, placeholders: 'keep' }).safe;
      const options = { signal, feature: 'warm-up' } as const;
      const sent = await prompts.send(request, (prompt) => aheadRequest(prompt, item, probability), options);
      if (!sent) return;
      const kept = keptLines(sent.result);
      const line = `${sent.line}${text}`.split('\n').at(-1) ?? '';
      if (kept === undefined || prompts.isUnsafe(line, kept)) return;
      cache.store(taken.session, taken.text, { offset: taken.offset, text: kept });
    });
    return outcome;
  }

  const completion: Completion = {
    async complete(request) {
      const { selected, above } = request;
      if (above) return inCell(await completion.complete(withCellsAbove(request, above)), above);
      if (selected) {
        if (!prompts.staysHidden(request, selected)) return none({ reason: 'inside-secret' });
        return behindSelected(await completion.complete(withSelected(request, selected)), selected);
      }
      const languageId = languageAt(request.languageId, request.text, request.offset);
      const shape = decideShape({ ...request, languageId }, without);
      if (shape.kind === 'none') return alongShown(request) ?? shape;
      try {
        const delayMs = request.trigger === 'automatic' ? debounce.delayMs(performance.now()) : 0;
        // Who asks by key wants more than what is remembered, or said already.
        const remembered = request.trigger === 'automatic' ? fromMemory(request) : undefined;
        if (remembered) return shown(request, remembered);
        const joined = request.trigger === 'automatic' ? underWay.join(request, request.signal) : undefined;
        await joined;
        const ended = joined && fromMemory(request);
        if (ended) return shown(request, ended);
        ahead.stop();
        // Waited for together, so that none fails with nobody there. The syntax first: it is asked about this very text.
        const [, maxLines] = await Promise.all([
          prompts.syntaxKnown(request),
          linesAt(request, shape.maxLines),
          otherFiles.firstLook(request),
          pause(joined ? 0 : delayMs, request.signal),
        ]);
        if (request.signal.aborted) return none({ reason: 'cancelled' });
        const answer = (options: InfillOptions) => ask(request, maxLines, options);
        return shown(request, await underWay.run(request, request.signal, answer));
      } catch (error) {
        if (isAbortError(error)) return none({ reason: 'cancelled' });
        if (error instanceof UserError) return none({ reason: 'failed', error });
        throw error;
      }
    },
    async warmUp(asked) {
      const request = asked.above ? withCellsAbove(asked, asked.above) : asked;
      ahead.stop();
      if (decideShape({ ...request, trigger: 'invoked' }).kind === 'none') return;
      await Promise.all([prompts.syntaxKnown(request), otherFiles.look(request)]);
      const nothing = {
        maxLines: 1,
        maxTokens: 0,
        budgetMs,
        leastProbability: anyProbability,
        priority: Priority.warmUp,
      };
      const options = { signal: request.signal, feature: 'warm-up' } as const;
      await prompts.send(request, (prompt) => ({ ...prompt, ...nothing }), options);
    },
    rest: ahead.stop,
    forget(session) {
      ahead.stop();
      underWay.forget(session);
      cache.forget(session);
      redactor.forget(session);
      collector?.forget(session);
    },
  };
  return completion;
}

/** What such an answer takes again, without the wait for the model to load. */
function answerMsOf({ figures: { prefillMs, generateMs } }: InfillResult): number {
  return prefillMs + generateMs;
}

function none(why: NoSuggestion): CompletionOutcome {
  return { kind: 'none', why };
}
