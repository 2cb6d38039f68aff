// Tells whether an edit would break what a file's syntax tree has whole: faults are what the parser could not place, or missed.

import type { Node, Parsed, SyntaxParser } from './parser.ts';
import type { Candidate } from './syntaxMessages.ts';

interface Fault {
  readonly start: number;
  readonly end: number;
  /** What the parser had to invent, if it did. */
  readonly missing: string | undefined;
}

/** Beyond these a file is not the language that it is said to be. */
const mostFaults = 100;

/** The outermost faults in the order of their starts; what lies inside of one tells nothing. */
function faultsOf({ tree }: Parsed): Fault[] {
  const faults: Fault[] = [];
  const visit = (node: Node): void => {
    if (faults.length >= mostFaults) return;
    if (node.isError || node.isMissing) {
      const missing = node.isMissing ? node.type : undefined;
      faults.push({ start: node.startIndex, end: node.endIndex, missing });
    } else if (node.hasError) for (const child of node.children) if (child) visit(child);
  };
  visit(tree.rootNode);
  return faults;
}

export interface Attempts {
  readonly key: string;
  /** What the document must stand as. */
  readonly text: string;
  readonly start: number;
  readonly candidates: readonly Candidate[];
}

/** Index of the first candidate that breaks nothing; -1: none; undefined: not known, or `isOver` said so. */
export function firstUnbroken(
  parser: Pick<SyntaxParser, 'parseWith'>,
  { candidates, ...where }: Attempts,
  isOver: () => boolean,
): number | undefined {
  let before: readonly Fault[] | undefined;
  for (const [number, { inserted, oldEnd, length }] of candidates.entries()) {
    const breaks = parser.parseWith({ ...where, inserted, oldEnd }, isOver, (edited, own) => {
      before ??= faultsOf(own);
      if (before.length >= mostFaults) return undefined;
      const { start } = where;
      const added = inserted.length - (oldEnd - start);
      return addsFaults(before, faultsOf(edited), { start, end: start + length, added });
    });
    if (breaks === undefined) return undefined;
    if (!breaks) return number;
  }
  return -1;
}

/** Where the answer stands in the edited text, and how much longer that is than the text was. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly added: number;
}

/**
 * A fault in the answer itself counts, but for something that was missing before and still is. A fault elsewhere counts
 * where there was none: an outer fault that the answer mends may have hidden others.
 */
function addsFaults(before: readonly Fault[], after: readonly Fault[], { start, end, added }: Place): boolean {
  const wasMissing = (missing: string): boolean => before.some((fault) => fault.missing === missing);
  return after.some((fault) => {
    if (fault.start >= start && fault.start < end) return fault.missing === undefined || !wasMissing(fault.missing);
    if (fault.missing !== undefined && wasMissing(fault.missing)) return false;
    const moved = fault.start < start ? 0 : added;
    return !before.some((old) => old.start <= fault.end - moved && fault.start - moved <= old.end);
  });
}
