// An answer laid into the document: through the filters, and over what the editor closed by itself.

import { languageAt } from './embedded.ts';
import { filterAnswer } from './filters/filters.ts';
import type { CompletionItem, CompletionRequest, NoSuggestion } from './outcome.ts';
import { placeOf } from './place.ts';

export interface AnswerFacts {
  /** It was cut off by its length or by time. */
  readonly isUnfinished: boolean;
  /** Names of filters that are left out. */
  readonly without: ReadonlySet<string> | undefined;
}

export function toItem(
  request: CompletionRequest,
  answer: string,
  { isUnfinished, without }: AnswerFacts,
): CompletionItem | NoSuggestion {
  const { text, offset } = request;
  const languageId = languageAt(request.languageId, text, offset);
  const filtered = filterAnswer(answer, { ...placeOf({ ...request, languageId }), isUnfinished }, without);
  if (filtered.kind === 'none') return filtered.why;
  return { text: filtered.text, range: { start: offset, end: offset + filtered.covered } };
}

export interface Made {
  readonly answer: string;
  /** What the filters made of it. */
  readonly filtered: CompletionItem | NoSuggestion;
  /** What the syntax left of that. */
  readonly item: CompletionItem | NoSuggestion;
  readonly isUnfinished: boolean;
}

/** What was mended or cut for good is remembered so; else the answer may go on behind what is shown of it. */
export function toRemember({ answer, filtered, item, isUnfinished }: Made): string {
  if ('reason' in filtered) return answer;
  if ('reason' in item) return '';
  return filtered === item && !isUnfinished && answer.startsWith(item.text) ? answer : item.text;
}

/** What of all this can be offered, each text once. */
export function different(all: readonly (CompletionItem | NoSuggestion)[]): CompletionItem[] {
  const kept: CompletionItem[] = [];
  for (const one of all) {
    if (!('reason' in one) && kept.every(({ text }) => text !== one.text)) kept.push(one);
  }
  return kept;
}
