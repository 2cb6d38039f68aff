// Indents an answer as its file does: with tabs, or with spaces.

import { columnsOf, indentationOf, stepOf } from '../indentation.ts';
import type { Place } from '../place.ts';

/** Where the answer does not tell. */
const usualWidth = 4;

/** Acts only where the file indents in one way throughout, and the answer in the other. */
export function indentStyle(text: string, { line, above, below }: Place): string {
  const file = `${above}${line.before}\n${below}`;
  const step = stepOf(file);
  if (step === undefined) return text;
  const usesTabs = step === '\t';
  if (usesTabs ? /^ {2}/m.test(withoutCommentStars(file)) : /^ *\t/m.test(file)) return text;
  const width = usesTabs ? widthOf(text) : 0;
  const lines = text.split('\n');
  const first = line.before.trim() === '' ? 0 : 1;
  return lines.map((one, number) => (number < first ? one : withStep(one, step, width))).join('\n');
}

/** Spaces that make one step in the answer. */
function widthOf(text: string): number {
  const widths = text.split('\n').map((line) => /^ +(?=\S)/.exec(line)?.[0].length ?? 0);
  const divisor = widths.reduce((a, b) => {
    while (b > 0) [a, b] = [b, a % b];
    return a;
  }, 0);
  return divisor === 2 || divisor === 3 ? divisor : usualWidth;
}

/** `width`: spaces of the answer that make one tab. */
function withStep(line: string, step: string, width: number): string {
  const space = indentationOf(line);
  if (step === '\t') {
    if (!space.startsWith(' ')) return line;
    const columns = columnsOf(space, width);
    return '\t'.repeat(Math.floor(columns / width)) + ' '.repeat(columns % width) + line.slice(space.length);
  }
  return space.replaceAll('\t', step) + line.slice(space.length);
}

/** In files with tabs the lines of a block comment still begin with a space or two. */
function withoutCommentStars(text: string): string {
  return text.replace(/^ +\*/gm, '*');
}
