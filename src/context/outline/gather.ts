// Makes an outline of what the queries of a language matched: who stands in whom, whose comment is whose, who is exported.

import type { Range } from '../../base/range.ts';
import type { Match } from '../parser.ts';
import { chunksOf } from './chunks.ts';
import { gatherImports } from './gatherImports.ts';
import type { Candidate, OutlineRow } from './languages.ts';
import { bareName, linesOf } from './lines.ts';
import type { Definition, DefinitionKind, Outline } from './outline.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

const kinds: ReadonlySet<string> = new Set<DefinitionKind>([
  ...(['function', 'method', 'class', 'interface', 'type', 'enum'] as const),
  ...(['module', 'constant', 'variable', 'member', 'section'] as const),
]);

/** What holds members, whose functions are methods. */
const holders: ReadonlySet<DefinitionKind> = new Set(['class', 'interface', 'enum', 'type', 'section']);
const callables: ReadonlySet<DefinitionKind> = new Set(['function', 'method']);
const values: ReadonlySet<DefinitionKind> = new Set(['constant', 'variable']);

/** A definition as a match tells it. */
interface Draft {
  readonly kind: DefinitionKind;
  readonly unit: Range;
  readonly nameRange: Range;
  readonly body: Range | undefined;
  /** Name of the type that it belongs to without standing in it. */
  readonly owner: string | undefined;
  /** A field that a method of the class sets up. */
  readonly isField: boolean;
}

interface Gathered {
  readonly text: string;
  readonly row: OutlineRow;
  readonly surroundings: Surroundings;
  readonly exportedNames: ReadonlySet<string>;
  /** By their starts. */
  readonly docs: ReadonlyMap<number, Range>;
  readonly accesses: readonly Range[];
}

interface Placed extends Definition {
  readonly draft: Draft;
  readonly candidate: Candidate;
}

const maxHeadLength = 400;
/** A longer name is none: a part that the grammar misread. */
const maxNameLength = 200;

export function gatherOutline(text: string, matches: readonly Match[], row: OutlineRow): Outline {
  const named = (name: string): Range[] => rangesNamed(matches, name);
  const { imports, boundAt } = gatherImports(text, matches, row);
  const surroundings = createSurroundings(text, {
    ...{ comments: named('comment'), attributes: named('attribute'), wraps: wrapsOf(matches) },
    ...{ scopes: named('scope'), blocks: named('block') },
  });
  const gathered: Gathered = {
    ...{
      text,
      row,
      surroundings,
      docs: new Map(named('doc').map((doc) => [doc.start, doc])),
      accesses: named('access'),
    },
    exportedNames: new Set(named('export').map(({ start, end }) => text.slice(start, end))),
  };
  const placed = place(draftsOf(text, matches, boundAt), gathered);
  const definitions = placed.map(({ draft, candidate, ...definition }): Definition => definition);
  const { comments, scopes } = surroundings;
  return {
    ...{ definitions, imports, scopes, comments },
    chunks: chunksOf({ text, lines: linesOf(text), definitions, scopes, comments }),
  };
}

function rangesNamed(matches: readonly Match[], name: string): Range[] {
  const ranges = matches.flatMap(({ captures }) => captures.filter((capture) => capture.name === name));
  return ranges.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start || b.end - a.end);
}

function wrapsOf(matches: readonly Match[]): { wrapper: Range; wrapped: Range }[] {
  return matches.flatMap(({ captures }) => {
    const wrapper = captures.find(({ name }) => name === 'wrapper');
    const wrapped = captures.find(({ name }) => name === 'wrapped');
    return wrapper && wrapped ? [{ wrapper, wrapped }] : [];
  });
}

/** One for each name; where two patterns see the same name, the first of the query file is right. */
function draftsOf(text: string, matches: readonly Match[], boundAt: ReadonlySet<number>): Draft[] {
  const drafts = new Map<number, { draft: Draft; pattern: number }>();
  for (const { captures, pattern } of matches) {
    const unit = captures.find(({ name }) => kinds.has(name));
    if (!unit) continue;
    const body = captures.find(({ name }) => name === 'body');
    const owner = captures.find(({ name }) => name === 'owner');
    const isField = captures.some(({ name }) => name === 'self');
    for (const { name, start, end } of captures) {
      const known = drafts.get(start);
      if (
        name !== 'name' ||
        start === end ||
        end - start > maxNameLength ||
        boundAt.has(start) ||
        (known && known.pattern <= pattern)
      )
        continue;
      const draft: Draft = {
        ...{ kind: unit.name as DefinitionKind, unit, body, isField },
        nameRange: bareName(text, { start, end }),
        owner: owner && text.slice(owner.start, owner.end),
      };
      drafts.set(start, { draft, pattern });
    }
  }
  return [...drafts.values()].map(({ draft }) => draft);
}

/** In the order of their starts, what is around before what is in it. */
function place(drafts: readonly Draft[], gathered: Gathered): Placed[] {
  const { text, surroundings } = gathered;
  const sorted = drafts
    .map((draft) => ({ draft, range: surroundings.unitOf(draft.unit) }))
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end || byName(a.draft, b.draft));
  const placed: Placed[] = [];
  const around: number[] = [];
  const byNames = new Map<string, number>();
  const accesses = gathered.accesses.toReversed();
  const accessIn = new Map<number | undefined, string>();
  const leave = (range: Range): void => {
    while (around.length > 0 && !isInside(range, placed[around.at(-1) ?? 0])) around.pop();
  };
  const fields = new Set<string>();
  for (const { draft, range } of sorted) {
    for (let access = accesses.at(-1); access && access.start < range.start; access = accesses.at(-1)) {
      leave(access);
      accessIn.set(around.at(-1), text.slice(access.start, access.end));
      accesses.pop();
    }
    leave(range);
    const parent = parentOf(draft, placed, { around, byNames });
    const definition = define(
      draft,
      { range, parent, within: around.at(-1), access: accessIn.get(parent), placed },
      gathered,
    );
    const name = text.slice(definition?.nameRange.start, definition?.nameRange.end);
    if (!definition || (draft.isField && (parent === undefined || fields.has(`${parent} ${name}`)))) continue;
    if (definition.kind === 'member') fields.add(`${parent} ${name}`);
    if (!byNames.has(name) && (holders.has(definition.kind) || definition.kind === 'function'))
      byNames.set(name, placed.length);
    around.push(placed.length);
    placed.push(definition);
  }
  return placed;
}

function byName(a: Draft, b: Draft): number {
  return a.nameRange.start - b.nameRange.start;
}

/** Equal ranges stand side by side: two names that one statement declares. */
function isInside(inner: Range, outer: Definition | undefined): boolean {
  if (!outer || inner.start < outer.range.start || inner.end > outer.range.end) return false;
  return inner.start > outer.range.start || inner.end < outer.range.end;
}

interface Known {
  /** Indices of the definitions around it, the innermost last. */
  readonly around: readonly number[];
  readonly byNames: ReadonlyMap<string, number>;
}

function parentOf(draft: Draft, placed: readonly Placed[], { around, byNames }: Known): number | undefined {
  const kindAt = (index: number): DefinitionKind => placed[index]?.kind ?? 'variable';
  if (draft.isField) return around.findLast((index) => holders.has(kindAt(index)));
  const within = around.at(-1);
  if (draft.owner === undefined || (within !== undefined && kindAt(within) !== 'module')) return within;
  return byNames.get(draft.owner) ?? within;
}

interface Place {
  readonly range: Range;
  readonly parent: number | undefined;
  /** The innermost definition around it. */
  readonly within: number | undefined;
  readonly access: string | undefined;
  readonly placed: readonly Placed[];
}

/** Undefined for what is local to a function or a block. */
function define(
  draft: Draft,
  { range, parent, within, access, placed }: Place,
  gathered: Gathered,
): Placed | undefined {
  const { text, row, surroundings, exportedNames } = gathered;
  const { nameRange, body } = draft;
  const holder = parent === undefined ? undefined : placed[parent];
  const around = within === undefined ? undefined : placed[within];
  const isMember = draft.kind === 'method' || draft.kind === 'member';
  const isLocal = !draft.isField && isLocalTo(range, around, surroundings);
  // What looks like a prototype in a function declares a variable.
  if (isLocal && (values.has(draft.kind) || (draft.kind === 'function' && !body))) return undefined;
  const name = text.slice(nameRange.start, nameRange.end);
  const kind = kindOf(draft, name, holder?.kind);
  const candidate: Candidate = {
    ...{ kind, name },
    head: text.slice(Math.max(range.start, nameRange.start - maxHeadLength), nameRange.start),
    // What stands elsewhere tells nothing about access.
    access: parent === within ? access : 'public',
    isReachable: !isLocal || isMember,
    isListed: holder === undefined && exportedNames.has(name),
  };
  const isExported =
    candidate.isReachable && (holder?.isExported ?? true) && row.isExported(candidate, holder?.candidate);
  const signature = signatureOf(gathered, { kind, range, body, nameRange });
  const definition: Definition = {
    ...{ name, kind, nameRange, range, signature, parent, isExported },
    doc: docStringOf(draft, gathered) ?? surroundings.docOf(range),
  };
  return { ...definition, draft, candidate };
}

/** Whether a function or a block stands between it and the definition around it. */
function isLocalTo({ start }: Range, around: Placed | undefined, { scopeAround }: Surroundings): boolean {
  if (around && callables.has(around.kind)) return true;
  const scope = scopeAround(start);
  if (!scope) return false;
  if (!around) return true;
  return scope.start > around.range.start && scope.start !== around.draft.body?.start;
}

function kindOf({ kind, owner }: Draft, name: string, holder: DefinitionKind | undefined): DefinitionKind {
  const isHeld = holder !== undefined && holders.has(holder);
  const isFree = holder === undefined || holder === 'module';
  if (kind === 'method' && isFree && owner === undefined) return 'function';
  if (kind === 'member' && holder === undefined) return 'constant';
  if (kind === 'function' && isHeld) return 'method';
  if (kind === 'variable' && isHeld) return 'member';
  if (kind === 'variable' && /^[A-Z][A-Z\d_]+$/.test(name)) return 'constant';
  return kind;
}

function signatureOf(
  { text, surroundings }: Gathered,
  { kind, range, body, nameRange }: Pick<Draft, 'kind' | 'body' | 'nameRange'> & { range: Range },
): Range {
  const { start } = range;
  const hasHead = body && body.start >= nameRange.end && body.end <= range.end;
  // A section of settings has no node for what follows its head.
  if (!hasHead) return kind === 'section' ? { start, end: firstLineEnd(text, range) } : range;
  const isShort = (values.has(kind) || kind === 'member') && !/[\r\n]/.test(text.slice(body.start, body.end));
  return isShort ? range : { start, end: surroundings.headEnd(nameRange.end, body.start) };
}

function firstLineEnd(text: string, { start, end }: Range): number {
  const line = /[\r\n]/.exec(text.slice(start, end));
  return line ? start + line.index : end;
}

/** The string that a definition's body begins with, where the language has such. */
function docStringOf({ body }: Draft, { docs }: Gathered): Range | undefined {
  return body && docs.get(body.start);
}
