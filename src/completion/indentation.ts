// How lines are indented: depth in columns, and the step that a file uses.

/** The white space at the line's start. */
export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** Columns of a piece of white space; a tab reaches to the next multiple of `tabSize`. */
export function columnsOf(space: string, tabSize = 4): number {
  let columns = 0;
  for (const char of space) columns += char === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}

export const depthOf = (line: string): number => columnsOf(indentationOf(line));

const mostLines = 400;

/** One step of indentation as the text uses it: a tab or some spaces; undefined where nothing is indented. */
export function stepOf(text: string): string | undefined {
  // Lines of a block comment begin with a space that is no indentation.
  const lines = text.split('\n', mostLines).filter((line) => line.trim() !== '' && !/^\s+\*/.test(line));
  let tabs = 0;
  const widths = new Map<number, number>();
  let last = 0;
  for (const line of lines) {
    const space = indentationOf(line);
    if (space.startsWith('\t')) {
      tabs++;
      continue;
    }
    const width = space.length;
    if (width > last && width - last <= 8) widths.set(width - last, (widths.get(width - last) ?? 0) + 1);
    last = width;
  }
  const [width, count] = [...widths].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
  if (tabs === 0 && count === 0) return undefined;
  return tabs > count ? '\t' : ' '.repeat(width === 1 ? 4 : width);
}
