// The suggest widget's selected entry: the model goes on from there, and the item begins with it.

import { type CompletionOutcome, type CompletionRequest, mapItems } from './outcome.ts';

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
  return mapItems(outcome, (item) => {
    const covered = item.range.end - item.range.start;
    return { text: text + item.text, range: { start: range.start, end: range.end + covered } };
  });
}
