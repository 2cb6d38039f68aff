// The identifiers of a document as seen from the cursor: how near each one is, how often it stands there, who brings it.

import { type Range, uniteRanges } from '../../base/range.ts';
import { scanNames } from '../index/scanNames.ts';
import { termOf } from '../index/terms.ts';
import type { Outline } from '../outline/outline.ts';

export interface NameInUse {
  readonly name: string;
  readonly term: number;
  /** Outside the imports. */
  readonly count: number;
  /** Lines to the nearest use, which counts twice below the cursor; infinite where only an import has it. */
  readonly lines: number;
  readonly isImported: boolean;
  /** The document itself says what it is. */
  readonly isOwn: boolean;
}

export interface Place {
  readonly text: string;
  readonly languageId: string;
  readonly offset: number;
  readonly outline: Outline;
  /** Heads of what the cursor stands in: as near as the line above it. */
  readonly heads: readonly Range[];
}

const headLines = 2;

interface Draft {
  count: number;
  lines: number;
}

/** By name, in the order of their first use; a line below the cursor is as far as two above it. */
export function namesInUse({ text, languageId, offset, outline, heads }: Place): ReadonlyMap<string, NameInUse> {
  const drafts = new Map<string, Draft>();
  const lineDistance = createLineDistance(text, offset);
  const isInHead = createInside(uniteRanges(heads));
  const isInImport = createInside(outline.imports.map(({ range }) => range));
  scanNames(text, languageId, {
    name(start, end) {
      const name = text.slice(start, end);
      const draft = drafts.get(name) ?? { count: 0, lines: Number.POSITIVE_INFINITY };
      drafts.set(name, draft);
      if (isInImport(start)) return;
      draft.count++;
      draft.lines = Math.min(draft.lines, lineDistance(start), isInHead(start) ? headLines : Number.POSITIVE_INFINITY);
    },
    comment: () => undefined,
  });
  const imported = new Set(outline.imports.flatMap(({ names }) => names.map(({ alias }) => alias)));
  const own = new Set(outline.definitions.map(({ name }) => name));
  const names = new Map<string, NameInUse>();
  for (const [name, { count, lines }] of drafts) {
    const isImported = imported.has(name);
    if (count === 0 && !isImported) continue;
    names.set(name, { name, term: termOf(name), count, lines, isImported, isOwn: own.has(name) && !isImported });
  }
  return names;
}

/** For offsets that only grow. */
function createLineDistance(text: string, offset: number): (at: number) => number {
  let line = 0;
  let next = text.indexOf('\n');
  const advance = (at: number): number => {
    while (next !== -1 && next < at) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
  const cursorLine = countLines(text, offset);
  return (at) => {
    const distance = advance(at) - cursorLine;
    return distance < 0 ? -distance : 2 * distance;
  };
}

function countLines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** For offsets that only grow. */
function createInside(ranges: readonly Range[]): (at: number) => boolean {
  let index = 0;
  return (at) => {
    while ((ranges[index]?.end ?? Number.POSITIVE_INFINITY) <= at) index++;
    return (ranges[index]?.start ?? Number.POSITIVE_INFINITY) <= at;
  };
}
