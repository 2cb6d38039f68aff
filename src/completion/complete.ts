// One request for ghost text from the cursor to the item: trigger → cache → redact → window → engine → trim → check.

import { isAbortError, UserError } from '../base/errors.ts';
import type { Bindings } from '../context/bindings.ts';
import type { Collector } from '../context/collect.ts';
import type { Snippet } from '../context/snippetReader.ts';
import { type Engine, type InfillOptions, type InfillRequest, type InfillResult, Priority } from '../engine/engine.ts';
import type { Redaction, Redactor } from '../redaction/safeText.ts';
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
import { behindSelected, type Selected, withSelected } from './selected.ts';
import { cursorLine, decideShape, linesIn, scopeOf } from './trigger.ts';
import { keepSyntax } from './unbroken.ts';
import { createUnderWay } from './underWay.ts';
import { cutWindow } from './window.ts';

export interface CompletionDeps {
  readonly engine: Engine;
  readonly redactor: Redactor;
  /** What the documents' syntax binds to names; without it, and until it is known, the lexical way serves alone. */
  readonly syntax?: Pick<Bindings, 'bindingsOf' | 'settled'> & Partial<Pick<Bindings, 'judge' | 'placeAt'>>;
  /** Pieces of other files; without it the model sees the document alone. */
  readonly collector?: Collector;
  /** How sure the model must be of what is offered unasked. */
  readonly probability?: typeof leastProbability;
  /** Names of gates and filters that are left out: what each of them earns is measured so. */
  readonly without?: ReadonlySet<string>;
  /** On battery nothing goes ahead of the question. */
  onBattery?(): boolean;
  /** Told of each prompt that went to the model: counts only. */
  onSent?(sent: SentPrompt): void;
}

export interface SentPrompt {
  readonly feature: 'completion' | 'warm-up';
  /** The rule of each value that a placeholder stands for in the prompt. */
  readonly hiddenRules: readonly string[];
  readonly result: InfillResult;
}

/** What of a request the model may see. */
interface Prepared {
  readonly prompt: Pick<InfillRequest, 'session' | 'context' | 'path' | 'before' | 'firstLine' | 'after'>;
  /** The redacted line up to the cursor. */
  readonly line: string;
  readonly hiddenRules: readonly string[];
}

/** Tokens of one answer: a line seldom has more than 32, a short block seldom more than 96. */
const lineTokens = 32;
const blockTokens = 96;
const budgetMs = 1000;
const invokedBudgetMs = 4000;
const syntaxPatienceMs = 500;
const placePatienceMs = 20;
/** Beside the first. */
const mostAlternatives = 2;

export function createCompletion(deps: CompletionDeps): Completion {
  const { engine, redactor, syntax, collector, probability = leastProbability, without, onSent } = deps;
  const cache = createCompletionCache();
  const otherFiles = createOtherFiles(collector);
  const debounce = createDebounce();
  const underWay = createUnderWay();
  const ahead = createAhead();
  // The next model may know better than the one that is gone.
  engine.onState(({ kind }) => {
    if (kind !== 'idle') return;
    cache.forgetAll();
    collector?.forgetModel();
  });

  function redact({ session, languageId, text }: CompletionRequest): Redaction {
    const bindings = syntax?.bindingsOf(session, languageId, text);
    return redactor.redact({ key: session, text, ...(bindings && { bindings }) });
  }

  /**
   * Begins to parse with the key, so that it is done when the pause is over. Only a document whose syntax is not known
   * at all is waited for, and not for long: what it hides must not go to the model with the first prompt.
   */
  async function syntaxKnown({ session, languageId, text, signal }: CompletionRequest): Promise<void> {
    if (!syntax || syntax.bindingsOf(session, languageId, text)) return;
    await Promise.race([syntax.settled(session), pause(syntaxPatienceMs, signal)]);
  }

  /** One line or a block, by the syntax where that is told while the next key is waited for. */
  async function linesAt({ session, text, offset, signal }: CompletionRequest, maxLines: number): Promise<number> {
    const told = syntax?.placeAt?.(session, text, offset);
    const place = told && (await Promise.race([told, pause(placePatienceMs, signal)]));
    return linesIn(maxLines, place ?? undefined, cursorLine(text, offset));
  }

  /** The document as the model may see it; undefined where the cursor stands in what is hidden. */
  function prepare(request: CompletionRequest, context: readonly Snippet[]): Prepared | undefined {
    const { safe, hidden, toSafe } = redact(request);
    const offset = toSafe(request.offset);
    if (offset === undefined) return undefined;
    const { window, start, end } = cutWindow(safe, offset);
    const isShown = (at: number | undefined) => at !== undefined && at >= start && at < end;
    const path = redactor.redact({ text: request.displayPath }).safe;
    return {
      prompt: { session: request.session, context, path, ...window },
      line: cursorLine(safe.text, offset).before,
      hiddenRules: hidden.filter(({ range }) => isShown(toSafe(range.start))).map(({ rule }) => rule),
    };
  }

  async function ask(request: CompletionRequest, maxLines: number, options: InfillOptions): Promise<CompletionOutcome> {
    const others = await otherFiles.held(request);
    const prepared = prepare(request, others);
    if (!prepared) return none({ reason: 'inside-secret' });
    const { prompt, line, hiddenRules } = prepared;
    const infill: InfillRequest = {
      ...prompt,
      maxLines,
      ...(maxLines > 1 && { scope: scopeOf(line) }),
      maxTokens: maxLines === 1 ? lineTokens : blockTokens,
      budgetMs: request.trigger === 'invoked' ? invokedBudgetMs : budgetMs,
      leastProbability: request.trigger === 'invoked' ? anyProbability : probability,
      alternatives: request.trigger === 'invoked' ? mostAlternatives : 0,
      priority: Priority.completion,
    };
    const result = await engine.infill(infill, options);
    if (request.trigger === 'automatic') debounce.report(answerMsOf(result));
    const hiddenInOthers = otherFiles.sent(request, others, result);
    onSent?.({ feature: 'completion', hiddenRules: [...hiddenRules, ...hiddenInOthers], result });
    if (result.stopReason === 'repetition') return none({ reason: 'repetition' });
    if (isUnsafe(line, result.text)) return none({ reason: 'unsafe-answer' });
    // Not remembered: who asks for it by the key gets it all the same.
    if (result.text === '' && result.stopReason === 'unsure') return none({ reason: 'not-confident' });
    // Out of time before the first character: the model may well have something to say here.
    if (result.text === '' && result.stopReason === 'time') return none({ reason: 'too-slow' });
    const { text: answer, stopReason } = result;
    const isUnfinished = stopReason === 'tokens' || stopReason === 'time';
    const { filtered, item } = await itemOf(request, answer, isUnfinished);
    const remembered = toRemember({ answer, filtered, item, isUnfinished });
    cache.store(request.session, request.text, { offset: request.offset, text: remembered });
    const safe = (result.alternatives ?? []).filter((other) => !isUnsafe(line, other));
    const made = await Promise.all(safe.map((other) => itemOf(request, other, false)));
    const [best, ...alternatives] = different([item, ...made.map((other) => other.item)]);
    if (!best) return 'reason' in item ? none(item) : none({ reason: 'empty-answer' });
    const { figures } = result;
    return { kind: 'item', item: best, alternatives, fromMemory: false, figures, hiddenCount: hiddenRules.length };
  }

  /** What the filters make of an answer, and what the syntax leaves of that. */
  async function itemOf(request: CompletionRequest, answer: string, isUnfinished: boolean) {
    const filtered = toItem(request, answer, { isUnfinished, without });
    const item = without?.has(syntaxFilter) ? filtered : await keepSyntax(request, filtered, syntax);
    return { filtered, item };
  }

  /** `line` is what stands before the answer on its line: a name tells what a literal is. */
  function isUnsafe(line: string, answer: string): boolean {
    // Alone, too: a line that ends within a word or a literal would take an answer's own name away from its value.
    return redactor.holdsPlaceholder(answer) || redactor.holdsSecret(line + answer) || redactor.holdsSecret(answer);
  }

  /** False where the entry would break a name or a literal so that the document with it shows what is hidden now. */
  function staysHidden(request: CompletionRequest, selected: Selected): boolean {
    const { start, end } = selected.range;
    const added = selected.text.length - (end - start);
    const { hidden } = redact(request);
    const withEntry = redact(withSelected(request, selected)).hidden;
    return hidden.every(({ range }) => {
      if (range.start < end && start < range.end) return false;
      const moved = range.start < end ? 0 : added;
      return withEntry.some((one) => one.range.start <= range.start + moved && range.end + moved <= one.range.end);
    });
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
      const others = await otherFiles.held(request);
      const prepared = prepare(request, others);
      if (!prepared) return;
      const { prompt, line, hiddenRules } = prepared;
      const item = redactor.redact({ text, placeholders: 'keep' }).safe;
      const result = await engine.infill(aheadRequest(prompt, item, probability), { signal });
      const hiddenInOthers = otherFiles.sent(request, others, result);
      onSent?.({ feature: 'warm-up', hiddenRules: [...hiddenRules, ...hiddenInOthers], result });
      const kept = keptLines(result);
      if (kept === undefined || isUnsafe(`${line}${text}`.split('\n').at(-1) ?? '', kept)) return;
      cache.store(taken.session, taken.text, { offset: taken.offset, text: kept });
    });
    return outcome;
  }

  const completion: Completion = {
    async complete(request) {
      const { selected, above } = request;
      if (above) return inCell(await completion.complete(withCellsAbove(request, above)), above);
      if (selected) {
        if (!staysHidden(request, selected)) return none({ reason: 'inside-secret' });
        return behindSelected(await completion.complete(withSelected(request, selected)), selected);
      }
      const languageId = languageAt(request.languageId, request.text, request.offset);
      const shape = decideShape({ ...request, languageId }, without);
      if (shape.kind === 'none') return alongShown(request) ?? shape;
      try {
        const delayMs = request.trigger === 'automatic' ? debounce.delayMs(performance.now()) : 0;
        // Who asks by key wants more than what is remembered.
        const remembered = request.trigger === 'automatic' ? fromMemory(request) : undefined;
        if (remembered) return shown(request, remembered);
        const joined = underWay.join(request, request.signal);
        await joined;
        const ended = joined && fromMemory(request);
        if (ended) return shown(request, ended);
        ahead.stop();
        const known = Promise.all([syntaxKnown(request), otherFiles.firstLook(request)]);
        const lines = linesAt(request, shape.maxLines);
        if (!joined && delayMs > 0) await pause(delayMs, request.signal);
        await known;
        if (request.signal.aborted) return none({ reason: 'cancelled' });
        const maxLines = await lines;
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
      await Promise.all([syntaxKnown(request), otherFiles.look(request)]);
      const others = await otherFiles.held(request);
      const prepared = prepare(request, others);
      if (!prepared) return;
      const { prompt, hiddenRules } = prepared;
      const infill = {
        ...prompt,
        maxLines: 1,
        maxTokens: 0,
        budgetMs,
        leastProbability: anyProbability,
        priority: Priority.warmUp,
      };
      const result = await engine.infill(infill, { signal: request.signal });
      const hiddenInOthers = otherFiles.sent(request, others, result);
      onSent?.({ feature: 'warm-up', hiddenRules: [...hiddenRules, ...hiddenInOthers], result });
    },
    rest: ahead.stop,
    forget(session) {
      ahead.stop();
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
