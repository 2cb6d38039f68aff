// Gives the first line the indentation that its place asks for, so that Tab stays what indents.
//
// VS Code lets Tab indent, and not accept, where the ghost text begins with at least one step of white space
// (`inlineSuggestionHasIndentationLessThanTabSize`). So what is missing on a blank line is put into the item. Where the
// answer brings less than a step, or the user may be about to indent, an automatic request offers nothing.

import { closesBody, continuesBody, endsFlow, opensBody } from '../blocks.ts';
import { nestingOf } from '../brackets.ts';
import { columnsOf, depthOf, indentationOf, stepOf } from '../indentation.ts';
import { firstCodeLine, lastCodeLine, type Place } from '../place.ts';

export function bodyIndentation(text: string, place: Place): string {
  const { line, above, below, isInvoked } = place;
  const [first = ''] = text.split('\n', 1);
  if (line.before.trim() !== '' || line.after.trim() !== '' || first.trim() === '') return text;
  if (closesBody(first) || continuesBody(first) || /^\s*#\w/.test(first)) return text;
  const step = stepOf(above + below) ?? stepOf(`${above}${line.before}x`) ?? stepOf(text) ?? '    ';
  const width = columnsOf(step);
  const column = columnsOf(line.before);
  const own = columnsOf(line.before + indentationOf(first));
  const outer = outerDepth(place, width);
  if (outer !== undefined && own <= outer) {
    const least = outer + width;
    return indented(text, { columns: least - own, least, step, place });
  }
  if (isInvoked) return text;
  // Less than a step of white space: Tab would accept where the user only means to indent.
  if (own > column && own - column < width) return '';
  return own === 0 && mayBeIndenting(place, width) ? '' : text;
}

/** Columns of the block around this body, as far as the lines around tell: the body stands deeper. */
function outerDepth({ above, below, languageId }: Place, width: number): number | undefined {
  const last = lastCodeLine(above);
  if (last === undefined) return undefined;
  const next = firstCodeLine(below);
  // The last line of a head over several lines stands deeper than the head.
  const isWhole = nestingOf(last.trimStart(), languageId).closed.every(({ at }) => at === 0);
  if (!isWhole) return undefined;
  if (opensBody(last, languageId)) return depthOf(last);
  if (next !== undefined && closesBody(next) && depthOf(last) >= depthOf(next) + width) return depthOf(next);
  return undefined;
}

/** At the very start of a line right below a deeper one which has not ended its block: the next key may well be Tab. */
function mayBeIndenting({ above, line }: Place, width: number): boolean {
  if (line.before !== '') return false;
  const [last = ''] = above.split('\n').slice(-2);
  return last.trim() !== '' && depthOf(last) >= width && !endsFlow(last);
}

interface Missing {
  readonly columns: number;
  /** Depth that the first line shall have. */
  readonly least: number;
  readonly step: string;
  readonly place: Place;
}

/** Adds columns to the first line, and to the others where they are as shallow as it was. */
function indented(text: string, { columns, least, step, place }: Missing): string {
  const space = step === '\t' ? '\t'.repeat(Math.ceil(columns / columnsOf(step))) : ' '.repeat(columns);
  const [first = '', ...others] = text.split('\n');
  const second = others.find((line) => line.trim() !== '');
  const opens = second !== undefined && opensBody(first, place.languageId);
  const isShallow = second !== undefined && depthOf(second) < least + (opens ? 1 : 0);
  const moved = isShallow ? others.map((line) => (line.trim() === '' ? line : space + line)) : others;
  return [space + first, ...moved].join('\n');
}
