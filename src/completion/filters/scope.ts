// Ends an answer where it leaves the cursor's scope, told by indentation; what goes on with the block may stay.

import { closesBody, continuesBody } from '../blocks.ts';
import { nestingOf } from '../brackets.ts';
import { columnsOf, depthOf, indentationOf } from '../indentation.ts';
import { firstCodeLine, type Place } from '../place.ts';

export function scope(text: string, place: Place): string {
  const { before } = place.line;
  const base = columnsOf(indentationOf(before));
  const isHeader = before.trim() !== '';
  const lines = text.split('\n');
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') continue;
    const depth = depthOf(line);
    if (depth > base) continue;
    const opened = isHeader && depth === base;
    if (opened && continuesBody(line)) continue;
    if (opened) return lines.slice(0, closesBody(line) ? i + 1 : i).join('\n');
    if (depth === base && !startsParagraph(lines, i)) continue;
    return lines.slice(0, depth < base && isMissing(line, place) ? i + 1 : i).join('\n');
  }
  return text;
}

/** Behind an empty line at the cursor's own depth: the next thing, which was not asked for. */
function startsParagraph(lines: readonly string[], at: number): boolean {
  return (lines[at - 1] ?? '').trim() === '';
}

/** The line closes the block that the cursor stands in, and nothing below does. */
function isMissing(line: string, { above, below, languageId }: Place): boolean {
  const closer = line.trim()[0] ?? '';
  if (!/^[)\]}][\])};,]*$/.test(line.trim())) return false;
  const next = firstCodeLine(below);
  if (next !== undefined && depthOf(next) >= depthOf(line) && (closesBody(next) || depthOf(next) > depthOf(line)))
    return false;
  const { open } = nestingOf(above, languageId);
  const opener = open.at(-1);
  if (!opener || { '(': ')', '[': ']', '{': '}' }[opener.char] !== closer) return false;
  const { closed } = nestingOf(below, languageId);
  return closed.length < open.length;
}
