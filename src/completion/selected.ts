// The suggest widget's selected entry: the model goes on from there, and the item begins with it.

import type { CompletionItem, CompletionOutcome, CompletionRequest } from './outcome.ts';

export type Selected = NonNullable<CompletionRequest['selected']>;

/** The request as it would be had the user taken the entry. */
export function withSelected(request: CompletionRequest, { text, range }: Selected): CompletionRequest {
  return {
    ...request,
    text: request.text.slice(0, range.start) + text + request.text.slice(range.end),
    offset: range.start + text.length,
    selected: undefined,
  };
}

/** Brings an outcome of `withSelected` back to the document as it is. */
export function behindSelected(outcome: CompletionOutcome, { text, range }: Selected): CompletionOutcome {
  if (outcome.kind === 'none') return outcome;
  const covered = outcome.item.range.end - outcome.item.range.start;
  const item: CompletionItem = {
    text: text + outcome.item.text,
    range: { start: range.start, end: range.end + covered },
  };
  return { ...outcome, item };
}
