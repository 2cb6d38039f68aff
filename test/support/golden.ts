// Reads golden files: cases of before, answer, after and expected, with marks for what an editor would not show.

export interface GoldenCase {
  readonly title: string;
  readonly languageId: string;
  readonly before: string;
  readonly answer: string;
  readonly after: string;
  readonly expected: string;
  readonly isInvoked: boolean;
  readonly isUnfinished: boolean;
}

const parts = ['before', 'answer', 'after', 'expected'] as const;

/**
 * `=== language: title`, perhaps with ` (invoked)` or ` (unfinished)`, then the four parts, each below its name.
 * `→` is a tab, `·` a space at a line's end or start that must be seen, `␍` a carriage return. A part ends before the
 * line feed that ends its last line.
 */
export function readGolden(text: string): GoldenCase[] {
  return text.split(/^=== /m).slice(1).map(readCase);
}

function readCase(text: string): GoldenCase {
  const [head = '', ...lines] = text.split('\n');
  const [, languageId = '', title = '', mark] = /^(\S+): (.*?)(?: \((invoked|unfinished)\))?$/.exec(head) ?? [];
  if (title === '') throw new Error(`No case: ${head}`);
  const found = new Map<string, string[]>();
  let part: string[] | undefined;
  for (const line of lines) {
    const name = /^--- (\w+)$/.exec(line)?.[1];
    if (name !== undefined) {
      if (!parts.some((known) => known === name) || found.has(name)) throw new Error(`${title}: --- ${name}`);
      part = [];
      found.set(name, part);
    } else if (part) part.push(line);
    else if (line !== '') throw new Error(`${title}: ${line}`);
  }
  const partOf = (name: (typeof parts)[number]): string => {
    const own = found.get(name);
    if (!own) throw new Error(`${title}: no ${name}`);
    // One empty line parts a case from the next.
    if (name === 'expected' && own.at(-1) === '') own.pop();
    if (name === 'expected' && own.at(-1) === '') own.pop();
    return own.join('\n').replaceAll('→', '\t').replaceAll('·', ' ').replaceAll('␍', '\r');
  };
  return {
    title: `${languageId}: ${title}`,
    languageId,
    before: partOf('before'),
    answer: partOf('answer'),
    after: partOf('after'),
    expected: partOf('expected'),
    isInvoked: mark === 'invoked',
    isUnfinished: mark === 'unfinished',
  };
}
