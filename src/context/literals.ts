// Finds in a syntax tree the string literals that are bound to names of interest, again only where something changed.

import { type Binding, type Range, uniteRanges } from '../base/range.ts';
import { moveBindings, moveRange, type TextChange } from '../base/textChange.ts';
import type { GrammarName } from './grammars.ts';
import { literalRoles } from './literalRoles.ts';
import { createForms, type Forms } from './namedValues.ts';
import type { Node, Parsed } from './parser.ts';

export interface NamesOfInterest {
  /** Every name of interest holds one of these, in any case. */
  readonly hints: readonly string[];
  isNameOfInterest(name: string): boolean;
}

/** A binding, and the part of the text that it depends on. */
export interface Literal {
  readonly binding: Binding;
  readonly extent: Range;
}

interface Search {
  /** Sorted. */
  readonly dirty: readonly Range[];
  readonly names: readonly Range[];
  isOver(): boolean;
}

const maxNameLength = 100;
/** Nodes between a name and the node that binds it; some grammars nest a plain word fifteen deep. */
const maxLevels = 40;
// Above these, a name belongs to something else.
const unit =
  /(?:_statement|statement_list|block|body|function\w*|_definition|lambda\w*|closure\w*|program|module|source_file)$/;

const formsByGrammar = new Map<GrammarName, Forms>();

function formsOf(grammar: GrammarName): Forms {
  const known = formsByGrammar.get(grammar) ?? createForms(literalRoles[grammar]);
  formsByGrammar.set(grammar, known);
  return known;
}

/** Walks from the root to offsets, and remembers the way: the next one is mostly near. */
function createPath(root: Node) {
  const path: Node[] = [root];
  return (offset: number): readonly Node[] => {
    const holds = (node: Node): boolean => node.startIndex <= offset && offset < node.endIndex;
    while (path.length > 1 && !path.slice(-1).every(holds)) path.pop();
    for (;;) {
      const child = path.at(-1)?.firstChildForIndex(offset);
      if (!child || !holds(child)) return path;
      path.push(child);
    }
  };
}

const isWordCharacter = /[\w$-]/;

/** The run of word characters around a hint, or undefined when it is too long to be a name. */
function wordAround(text: string, at: number): { start: number; end: number; word: string } | undefined {
  let start = at;
  let end = at;
  while (start > 0 && at - start < maxNameLength && isWordCharacter.test(text.charAt(start - 1))) start--;
  while (end < text.length && end - at < maxNameLength && isWordCharacter.test(text.charAt(end))) end++;
  return end - start > maxNameLength ? undefined : { start, end, word: text.slice(start, end) };
}

export function createLiterals({ hints, isNameOfInterest }: NamesOfInterest) {
  const anyHint = new RegExp(hints.map((hint) => hint.replace(/[^\w]/g, '\\$&')).join('|'), 'gi');

  function* candidates(text: string, { start, end }: Range): Generator<number> {
    const search = new RegExp(anyHint);
    search.lastIndex = start;
    for (let match = search.exec(text); match && match.index < end; match = search.exec(text)) {
      const around = wordAround(text, match.index);
      if (around && isNameOfInterest(around.word)) yield match.index;
    }
  }

  /** What the name at the end of `path` is bound to. */
  function literalsAt(path: readonly Node[], offset: number, forms: Forms, text: string): Literal[] {
    for (let index = path.length - 2; index >= Math.max(0, path.length - maxLevels); index--) {
      const node = path[index];
      if (!node) break;
      const bound = forms
        .namedValues(node, text)
        .filter(({ name }) => name.start <= offset && offset < name.end && name.end - name.start <= maxNameLength);
      if (bound.length === 0) {
        if (unit.test(node.type)) break;
        continue;
      }
      return bound.flatMap(({ name, values, kind }) => {
        const spoken = text.slice(name.start, name.end).replace(/^["'`]|["'`]$/g, '');
        if (/\s/.test(spoken) || !isNameOfInterest(spoken)) return [];
        const ranges = values.flatMap((value) => forms.literals(value, text));
        const end = Math.max(node.endIndex, ...ranges.map((range) => range.end));
        const extent = { start: node.startIndex, end };
        return ranges.map((valueRange) => ({ binding: { nameRange: name, valueRange, kind }, extent }));
      });
    }
    return [];
  }

  /** All bindings whose extent touches one of `dirty`; `names` are looked at in addition. */
  function find({ tree, text, grammar }: Parsed, { dirty, names, isOver }: Search): Literal[] | undefined {
    const forms = formsOf(grammar);
    const found = new Map<string, Literal>();
    const pathTo = createPath(tree.rootNode);
    const look = (offset: number): void => {
      for (const literal of literalsAt(pathTo(offset), offset, forms, text)) {
        const { nameRange, valueRange } = literal.binding;
        if (dirty.some((range) => touches(range, literal.extent)))
          found.set(`${nameRange.start} ${valueRange.start}`, literal);
      }
    };
    const lookIn = (name: Range): void => {
      if (name.end - name.start <= maxNameLength) for (const offset of candidates(text, name)) look(offset);
    };
    for (const name of names) lookIn(name);
    for (const range of dirty) {
      if (range.start > 0 || range.end < text.length) {
        for (const edge of [range.start, range.end]) {
          // What binds a name elsewhere and reaches into this range may bind another value now.
          for (const node of [...pathTo(Math.min(edge, text.length - 1))]) {
            for (const { name } of forms.namedValues(node, text)) lookIn(name);
            if (isOver()) return undefined;
          }
        }
      }
      for (const offset of candidates(text, range)) {
        look(offset);
        if (isOver()) return undefined;
      }
    }
    return [...found.values()];
  }

  return {
    /**
     * The literals of a tree, in order; by way of those of the text before where they are given, so that only what
     * changed is looked at. Undefined when `isOver` says that it takes too long.
     */
    find(parsed: Parsed, previous: readonly Literal[] | undefined, isOver: () => boolean): Literal[] | undefined {
      const { since, text } = parsed;
      if (!since || !previous) {
        return find(parsed, { dirty: [{ start: 0, end: text.length }], names: [], isOver })?.sort(byPlace);
      }
      const dirty = dirtyLines(text, since);
      const moved = moveLiterals(previous, since.change);
      const isDirty = ({ extent }: Literal): boolean => dirty.some((range) => touches(range, extent));
      const names = moved.filter(isDirty).map(({ binding }) => binding.nameRange);
      const found = find(parsed, { dirty, names, isOver });
      return found && [...moved.filter((literal) => !isDirty(literal)), ...found].sort(byPlace);
    },
  };
}

function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The changed parts of a document in whole lines, with the line break before them. */
function dirtyLines(text: string, since: NonNullable<Parsed['since']>): Range[] {
  const edited = { start: since.change.start, end: since.change.newEnd };
  const lines = [edited, ...since.changed].map(({ start, end }) => {
    const lineEnd = text.indexOf('\n', end);
    return {
      start: start === 0 ? 0 : Math.max(0, text.lastIndexOf('\n', start - 1)),
      end: lineEnd === -1 ? text.length : lineEnd + 1,
    };
  });
  return uniteRanges(lines);
}

/** Literals of the old text where they stand now; what the change cut is gone. */
function moveLiterals(literals: readonly Literal[], change: TextChange): Literal[] {
  return literals.flatMap(({ binding, extent }): Literal[] => {
    const moved = moveRange(extent, change);
    return moved ? moveBindings([binding], change).map((kept) => ({ binding: kept, extent: moved })) : [];
  });
}

function byPlace({ binding: a }: Literal, { binding: b }: Literal): number {
  return a.nameRange.start - b.nameRange.start || a.valueRange.start - b.valueRange.start;
}
