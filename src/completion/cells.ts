// A notebook's cell with the cells above it as one text, so that the model, the redaction and the syntax see what they share.

import { type CompletionOutcome, type CompletionRequest, mapItems } from './outcome.ts';

export interface Cell {
  readonly languageId: string;
  readonly text: string;
}

/** UTF-16 code units of the cells above; more than the model's window holds. */
const mostChars = 20_000;

/** The cells of the same language above the one at `at`, the nearest that fit, each with an empty line behind it. */
export function textAbove(cells: readonly Cell[], at: number): string {
  const own = cells[at];
  let above = '';
  for (let index = at - 1; index >= 0; index--) {
    const cell = cells[index];
    if (!cell || cell.languageId !== own?.languageId || cell.text.trim() === '') continue;
    if (above.length + cell.text.length > mostChars) break;
    above = `${cell.text.trimEnd()}\n\n${above}`;
  }
  return above;
}

/** The request in the text of all these cells. */
export function withCellsAbove(request: CompletionRequest, above: string): CompletionRequest {
  const { text, offset, selected } = request;
  const by = above.length;
  return {
    ...request,
    text: above + text,
    above: '',
    offset: offset + by,
    selected: selected && { ...selected, range: { start: selected.range.start + by, end: selected.range.end + by } },
  };
}

/** Brings an outcome of `withCellsAbove` back to the cell. */
export function inCell(outcome: CompletionOutcome, above: string): CompletionOutcome {
  const by = above.length;
  return mapItems(outcome, ({ text, range }) => ({ text, range: { start: range.start - by, end: range.end - by } }));
}
