// The one way from a document to the model: redacted whole, cut to a window, with pieces of other files, and recorded.

import type { Bindings } from '../context/bindings.ts';
import type { Engine, InfillOptions, InfillRequest, InfillResult } from '../engine/engine.ts';
import type { Redaction, Redactor } from '../redaction/safeText.ts';
import { pause } from './debounce.ts';
import type { OtherFiles } from './otherFiles.ts';
import type { CompletionRequest } from './outcome.ts';
import { type Selected, withSelected } from './selected.ts';
import { cursorLine } from './trigger.ts';
import { cutWindow } from './window.ts';

export interface PromptDeps {
  readonly engine: Engine;
  readonly redactor: Redactor;
  /** What the documents' syntax binds to names; without it, and until it is known, the lexical way serves alone. */
  readonly syntax?: Pick<Bindings, 'bindingsOf' | 'settled'> | undefined;
  readonly otherFiles: OtherFiles;
  /** Told of each prompt that went to the model: counts only. */
  onSent?(sent: SentPrompt): void;
}

export interface SentPrompt {
  readonly feature: 'completion' | 'warm-up';
  /** The rule of each value that a placeholder stands for in the prompt. */
  readonly hiddenRules: readonly string[];
  readonly result: InfillResult;
}

/** What of a document the model may see. */
export type Prompt = Pick<InfillRequest, 'session' | 'context' | 'path' | 'before' | 'firstLine' | 'after'>;

export interface Sent {
  readonly result: InfillResult;
  /** The redacted line up to the cursor. */
  readonly line: string;
  /** Values that the document's part of the prompt hides. */
  readonly hiddenCount: number;
}

export interface Prompts {
  /**
   * Begins to parse with the key, so that it is done when the pause is over. Only a document whose syntax is not known
   * at all is waited for, and not for long: what it hides must not go to the model with the first prompt.
   */
  syntaxKnown(request: CompletionRequest): Promise<void>;
  /** Sends what `ask` makes of the prompt; undefined where the cursor stands in what is hidden. */
  send(
    request: CompletionRequest,
    ask: (prompt: Prompt, line: string) => InfillRequest,
    options: InfillOptions & Pick<SentPrompt, 'feature'>,
  ): Promise<Sent | undefined>;
  /** `line` is what stands before the answer on its line: a name tells what a literal is. */
  isUnsafe(line: string, answer: string): boolean;
  /** False where the entry would break a name or a literal so that the document with it shows what is hidden now. */
  staysHidden(request: CompletionRequest, selected: Selected): boolean;
}

const syntaxPatienceMs = 500;

export function createPrompts({ engine, redactor, syntax, otherFiles, onSent }: PromptDeps): Prompts {
  function redact({ session, languageId, text }: CompletionRequest): Redaction {
    const bindings = syntax?.bindingsOf(session, languageId, text);
    return redactor.redact({ key: session, text, ...(bindings && { bindings }) });
  }

  return {
    async syntaxKnown({ session, languageId, text, signal }) {
      if (!syntax || syntax.bindingsOf(session, languageId, text)) return;
      await Promise.race([syntax.settled(session), pause(syntaxPatienceMs, signal)]);
    },
    async send(request, ask, { feature, ...options }) {
      const others = await otherFiles.held(request);
      const { safe, hidden, toSafe } = redact(request);
      const offset = toSafe(request.offset);
      if (offset === undefined) return undefined;
      const { window, start, end } = cutWindow(safe, offset);
      const isShown = (at: number | undefined) => at !== undefined && at >= start && at < end;
      const hiddenRules = hidden.filter(({ range }) => isShown(toSafe(range.start))).map(({ rule }) => rule);
      const path = redactor.redact({ text: request.displayPath }).safe;
      const line = cursorLine(safe.text, offset).before;
      const prompt: Prompt = { session: request.session, context: others, path, ...window };
      const result = await engine.infill(ask(prompt, line), options);
      const hiddenInOthers = otherFiles.sent(request, others, result);
      onSent?.({ feature, hiddenRules: [...hiddenRules, ...hiddenInOthers], result });
      return { result, line, hiddenCount: hiddenRules.length };
    },
    isUnsafe(line, answer) {
      // Alone, too: a line that ends within a word or a literal would take an answer's own name away from its value.
      return redactor.holdsPlaceholder(answer) || redactor.holdsSecret(line + answer) || redactor.holdsSecret(answer);
    },
    staysHidden(request, selected) {
      const { start, end } = selected.range;
      const added = selected.text.length - (end - start);
      const { hidden } = redact(request);
      const withEntry = redact(withSelected(request, selected)).hidden;
      return hidden.every(({ range }) => {
        if (range.start < end && start < range.end) return false;
        const moved = range.start < end ? 0 : added;
        return withEntry.some((one) => one.range.start <= range.start + moved && range.end + moved <= one.range.end);
      });
    },
  };
}
