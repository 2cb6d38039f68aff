// The imports among the matches of a language's queries: each with the names that it binds in the file.

import type { Range } from '../../base/range.ts';
import type { Capture, Match } from '../parser.ts';
import type { OutlineRow } from './languages.ts';
import { withoutQuotes } from './lines.ts';
import type { Import, ImportedName } from './outline.ts';

interface Draft {
  readonly unit: Capture;
  readonly source: Range;
  readonly names: ImportedName[];
  readonly pattern: number;
}

export interface GatheredImports {
  readonly imports: readonly Import[];
  /** Where the names that imports bind stand: no definitions of this file. */
  readonly boundAt: ReadonlySet<number>;
}

/**
 * `@import` or `@reexport` with `@source` makes an import; `@imported` with its `@alias`, `@default`, `@whole` and `@all` are
 * its names, in the same match or in one of their own that lies within the import.
 */
export function gatherImports(text: string, matches: readonly Match[], row: OutlineRow): GatheredImports {
  const drafts = draftsOf(matches);
  const boundAt = new Set<number>();
  const taken = new Map<number, ImportedName>();
  for (const { captures } of matches) {
    const bound = boundBy(text, captures);
    if (!bound) continue;
    const { at, name } = bound;
    const draft = draftAround(drafts, at, captures);
    if (!draft) continue;
    boundAt.add(at.start);
    const known = taken.get(bound.key);
    // An optional alias may give the shorter match, too.
    if (known && (known.alias !== known.name || name.alias === name.name)) continue;
    if (known) draft.names.splice(draft.names.indexOf(known), 1);
    taken.set(bound.key, name);
    draft.names.push(name);
  }
  const imports = drafts.flatMap(({ unit, source, names }): Import[] => {
    const { start, end } = withoutQuotes(text, source);
    const written = text.slice(start, end);
    const range = { start: unit.start, end: unit.end };
    const isReexport = unit.name === 'reexport' || (row.isReexport?.(text.slice(range.start, source.start)) ?? false);
    if (row.parseImport && names.length === 0)
      return row.parseImport(written).map((parsed) => ({ ...parsed, range, isReexport }));
    const whole = row.boundWhole?.(written) ?? [];
    const renamed = names.map((name) =>
      name.name === '*' && name.alias !== '*' ? { ...name, name: whole[0]?.name ?? '*' } : name,
    );
    return [{ source: written, names: names.length > 0 ? renamed : whole, range, isReexport }];
  });
  return { imports, boundAt };
}

/** One for each source that is named; where two patterns see the same, the first of the query file is right. */
function draftsOf(matches: readonly Match[]): Draft[] {
  const drafts = new Map<number, Draft>();
  for (const { captures, pattern } of matches) {
    const unit = captures.find(({ name }) => name === 'import' || name === 'reexport');
    const source = captures.find(({ name }) => name === 'source');
    if (!unit || !source) continue;
    const known = drafts.get(source.start);
    if (!known || pattern < known.pattern) drafts.set(source.start, { unit, source, names: [], pattern });
  }
  return [...drafts.values()].sort((a, b) => a.unit.start - b.unit.start || a.source.start - b.source.start);
}

/** More imports than these in one statement are not told apart. */
const maxShared = 100;

const bindings = new Set(['imported', 'default', 'whole', 'all']);

/** The last one that begins before the name, and holds it. */
function draftAround(drafts: readonly Draft[], at: Range, captures: readonly Capture[]): Draft | undefined {
  let low = 0;
  let high = drafts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((drafts[middle]?.unit.start ?? 0) <= at.start) low = middle + 1;
    else high = middle;
  }
  return drafts
    .slice(Math.max(0, low - maxShared), low)
    .findLast(({ unit, source }) => isIn(at, unit) && holdsOwn(captures, source));
}

function boundBy(
  text: string,
  captures: readonly Capture[],
): { at: Range; key: number; name: ImportedName } | undefined {
  const textOf = ({ start, end }: Range): string => text.slice(start, end);
  const at = captures.find(({ name }) => bindings.has(name));
  if (!at) return undefined;
  if (at.name === 'imported') {
    const name = textOf(withoutQuotes(text, at));
    const alias = captures.find((capture) => capture.name === 'alias');
    return { at: alias ?? at, key: at.start, name: { name, alias: alias ? textOf(alias) : name } };
  }
  if (at.name === 'all') return { at, key: at.start, name: { name: '*', alias: '*' } };
  return { at, key: at.start, name: { name: at.name === 'default' ? 'default' : '*', alias: textOf(at) } };
}

function isIn(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A match that names its source belongs to just that one: several imports may share a statement. */
function holdsOwn(captures: readonly Capture[], source: Range): boolean {
  const own = captures.find(({ name }) => name === 'source');
  return !own || own.start === source.start;
}
