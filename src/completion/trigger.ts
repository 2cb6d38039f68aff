// Decides from the text around the cursor whether to ask the model, and whether for one line or for a block.

import type { CompletionRequest, NoSuggestion } from './outcome.ts';

export interface CursorLine {
  /** From the line's start to the cursor. */
  readonly before: string;
  /** From the cursor to the line's end, without the line break. */
  readonly after: string;
}

export type Shape =
  | { readonly kind: 'ask'; readonly maxLines: number }
  | { readonly kind: 'none'; readonly why: NoSuggestion };

const blockLines = 6;
const opensBlock = /(?:[{([:]|=>)\s*$/;
/** What editors close by themselves, and what may follow it. */
const closersOnly = /^[\s)\]}"'`;,>]*$/;

export function cursorLine(text: string, offset: number): CursorLine {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const lineBreak = text.indexOf('\n', offset);
  const end = lineBreak < 0 ? text.length : lineBreak;
  return { before: text.slice(start, offset), after: text.slice(offset, end).replace(/\r$/, '') };
}

/** True when nothing but automatically closed brackets and quotes stands behind the cursor. */
export function restIsClosers(after: string): boolean {
  return closersOnly.test(after);
}

/** Invoked requests are served wherever there is something to go on from. */
export function decideShape(request: Pick<CompletionRequest, 'text' | 'offset' | 'trigger'>): Shape {
  const { text, offset, trigger } = request;
  const line = cursorLine(text, offset);
  if (isBinary(text)) return none({ reason: 'binary' });
  if (text.trim() === '') return none({ reason: 'nothing-to-complete' });
  if (trigger === 'automatic') {
    if (/[\p{L}\p{N}_$]$/u.test(line.before) && /^[\p{L}\p{N}_$]/u.test(line.after))
      return none({ reason: 'inside-word' });
    if (/[)\]};]$/.test(line.before) && line.after.trim() === '') return none({ reason: 'after-statement' });
  }
  const isBlock = restIsClosers(line.after) && (line.before.trim() === '' || opensBlock.test(line.before));
  return { kind: 'ask', maxLines: isBlock ? blockLines : 1 };
}

/** NUL never stands in a text that somebody types; the first thousands of characters tell. */
function isBinary(text: string): boolean {
  return text.slice(0, 8192).includes('\0');
}

function none(why: NoSuggestion): Shape {
  return { kind: 'none', why };
}
