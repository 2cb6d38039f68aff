// Ordinary requests and ordinary results, for tests that change what they are about.

import {
  type ChatRequest,
  type ChatResult,
  type ContextSnippet,
  type InfillRequest,
  type InfillResult,
  Priority,
} from '../../src/engine/engine.ts';
import { createRedactor, type SafeText } from '../../src/redaction/safeText.ts';

export const safe = (text: string): SafeText => createRedactor().redact({ text }).safe;

export const snippet: ContextSnippet = { id: '1', path: safe('b.ts'), text: safe('let b') };
export const plainRequest: InfillRequest = {
  session: 'a',
  context: [snippet],
  path: safe('a.ts'),
  before: safe('let a = '),
  firstLine: 0,
  after: safe(''),
  maxLines: 1,
  maxTokens: 8,
  budgetMs: 1000,
  // One that hangs on the model's name, so that a request without it is noticed.
  leastProbability: ({ name }) => name.length / 100,
  priority: Priority.completion,
};
export const plainResult: InfillResult = {
  text: 'answer',
  stopReason: 'end',
  figures: {
    promptTokens: 10,
    evaluatedTokens: 1,
    reusedTokens: 9,
    queueMs: 0,
    prefillMs: 1,
    firstTokenMs: 2,
    generatedTokens: 3,
    generateMs: 4,
    threads: 1,
  },
  lineProbability: 0.9,
  used: { contextIds: [], prefixCutChars: 0, suffixCutChars: 0 },
};

export const plainChat: ChatRequest = {
  session: 'talk',
  messages: [
    { role: 'system', content: safe('Answer from the code.') },
    { role: 'user', content: safe('Why?') },
  ],
  prefill: safe('Because'),
  maxTokens: 8,
};
export const plainAnswer: ChatResult = {
  text: ' it is so.',
  reasoning: '',
  stopReason: 'end',
  figures: { ...plainResult.figures, repeatedTokens: 0 },
  droppedMessages: [],
  contextTokens: 512,
};
