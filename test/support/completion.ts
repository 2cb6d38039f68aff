// A completion over a scripted engine, and requests written as code with a cursor.

import { createCompletion } from '../../src/completion/complete.ts';
import type { CompletionOutcome, CompletionRequest } from '../../src/completion/outcome.ts';
import type { SentPrompt } from '../../src/completion/prompt.ts';
import type { InfillOptions, InfillRequest } from '../../src/engine/engine.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';
import { atCursor } from './cursor.ts';
import { type Answer, createScriptedEngine } from './scriptedEngine.ts';

/** A completion over an engine that answers `answer`, with the real redactor. */
export function setUp(answer: Answer | ((request: InfillRequest, number: number, options: InfillOptions) => Answer)) {
  const engine = createScriptedEngine(typeof answer === 'function' ? answer : () => answer);
  const redactor = createRedactor();
  const sent: SentPrompt[] = [];
  return {
    engine,
    redactor,
    sent,
    completion: createCompletion({ engine, redactor, onSent: (one) => sent.push(one) }),
  };
}

/** Invoked, so that nothing waits for the debounce; a test of automatic requests says so. */
export function at(code: string, change: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    session: 'a',
    ...atCursor(code),
    languageId: 'typescript',
    displayPath: 'src/a.ts',
    trigger: 'invoked',
    selected: undefined,
    signal: new AbortController().signal,
    ...change,
  };
}

export const textOf = (outcome: CompletionOutcome): string =>
  outcome.kind === 'item' ? outcome.item.text : outcome.why.reason;

/** The document with the item in it. */
export function taken(code: string, outcome: CompletionOutcome): string {
  if (outcome.kind === 'none') return outcome.why.reason;
  const { text } = atCursor(code);
  const { range, text: item } = outcome.item;
  return text.slice(0, range.start) + item + text.slice(range.end);
}

/** Every text that the engine was given. */
export const seenBy = (requests: readonly InfillRequest[]): string =>
  requests
    .map(({ before, after, path, session }) => [before.text, after.text, path.text, session].join('\n'))
    .join('\n');
