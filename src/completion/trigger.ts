// Decides from the text around the cursor whether to ask the model, and whether for one line or for a block.

import type { SyntaxPlace } from '../context/syntaxMessages.ts';
import type { Scope } from '../engine/engine.ts';
import { isHeader, opensBody, withoutComment } from './blocks.ts';
import { nestingOf } from './brackets.ts';
import { isProse } from './embedded.ts';
import { depthOf } from './indentation.ts';
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

/** A bound only: where a block ends is told by its indentation. */
const blockLines = 16;
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

export interface Gate {
  readonly name: string;
  readonly reason: 'inside-word' | 'after-statement';
  closes(line: CursorLine): boolean;
}

/** What keeps automatic requests from a place; invoked ones are served wherever there is something to go on from. */
export const gates: readonly Gate[] = [
  {
    name: 'insideWord',
    reason: 'inside-word',
    closes: ({ before, after }) => /[\p{L}\p{N}_$]$/u.test(before) && /^[\p{L}\p{N}_$]/u.test(after),
  },
  {
    name: 'afterStatement',
    reason: 'after-statement',
    closes: ({ before, after }) =>
      /(?:[)\]};]|^\s*(?:end|fi|done|esac))$/.test(before) && after.trim() === '' && !isHeader(before),
  },
];

export function decideShape(
  { text, offset, languageId, trigger }: Pick<CompletionRequest, 'text' | 'offset' | 'languageId' | 'trigger'>,
  without: ReadonlySet<string> = new Set(),
): Shape {
  const line = cursorLine(text, offset);
  if (isBinary(text)) return none({ reason: 'binary' });
  if (text.trim() === '') return none({ reason: 'nothing-to-complete' });
  const gate = gates.find(({ name, closes }) => trigger === 'automatic' && !without.has(name) && closes(line));
  if (gate) return none({ reason: gate.reason });
  return { kind: 'ask', maxLines: wantsBlock(line, languageId) ? blockLines : 1 };
}

/** The lines to ask for, once the syntax tree told what the cursor stands in. */
export function linesIn(maxLines: number, place: SyntaxPlace | undefined, { after }: CursorLine): number {
  if (place === 'text') return 1;
  return place === 'empty-body' && restIsClosers(after) ? blockLines : maxLines;
}

/** The scope of a block that begins behind `before` on the cursor's line. */
export function scopeOf(before: string): Scope {
  return { depth: depthOf(before), isHead: before.trim() !== '' };
}

/** Names, values and patterns in braces, on one line. */
const inlineBrace = /(?:\$|=|\bimport(?:\s+\w+,)?|\b(?:const|let|var|type)|^\s*export)\s*\{\s*$/;
const assignedBrace = /(?:^|[^=!<>\w])=\s\s*\{\s*$/;

/** A body opens at the cursor, or the line is empty: whole lines are wanted, and not the rest of one. */
function wantsBlock({ before, after }: CursorLine, languageId: string): boolean {
  if (!restIsClosers(after) || isProse(languageId)) return false;
  if (before.trim() === '') return true;
  if (/[([]\s*$/.test(before) || /^\s*\*/.test(before)) return false;
  if (inlineBrace.test(before) && !assignedBrace.test(before)) return false;
  if (!opensBody(before, languageId) && !(after.trim() === '' && isHeader(before) && before.endsWith(')')))
    return false;
  return nestingOf(withoutComment(before, languageId), languageId).inside === 'code';
}

/** NUL never stands in a text that somebody types; the first thousands of characters tell. */
function isBinary(text: string): boolean {
  return text.slice(0, 8192).includes('\0');
}

function none(why: NoSuggestion): Shape {
  return { kind: 'none', why };
}
