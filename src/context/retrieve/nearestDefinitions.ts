// Finds what a name means: the definitions that lie nearest to a document, among files of its own languages.

import type { CodeIndex, IndexedDefinition, IndexedFile } from '../index/codeIndex.ts';
import { createFamilyCheck } from './languageFamily.ts';
import { pathDistance } from './pathTable.ts';

/** Files looked at for one name. */
const mostDefiningFiles = 2000;
const callables = new Set(['function', 'method']);

/** The search gives at most `limit` definitions of a name (`termOf`), the nearest first. */
export function createDefinitionSearch(
  { path, languageId, index }: { readonly path: string; readonly languageId: string; readonly index: CodeIndex },
  structureOf: (path: string) => IndexedFile | undefined,
): (term: number, limit: number) => IndexedDefinition[] {
  const isOfFamily = createFamilyCheck(languageId);
  const own = index.fileId(path);
  /** Path and distance of a file; undefined for what cannot be meant. */
  const places = new Map<number, FilePlace | undefined>();
  const placeOf = (file: number) => {
    if (!places.has(file)) {
      const other = index.pathOf(file);
      places.set(file, isOfFamily(other) ? { path: other, distance: pathDistance(other, path) } : undefined);
    }
    return places.get(file);
  };
  return (term, limit) => {
    const nearest: FilePlace[] = [];
    let seen = 0;
    index.eachDefiningFile(term, (file) => {
      const place = file === own || seen >= mostDefiningFiles ? undefined : placeOf(file);
      if (place === undefined) return;
      seen++;
      let at = nearest.length;
      while (at > 0 && isNearer(place, nearest[at - 1])) at--;
      if (at === limit) return;
      nearest.splice(at, 0, place);
      if (nearest.length > limit) nearest.pop();
    });
    return nearest
      .flatMap(({ path }) => {
        const definitions = structureOf(path)?.definitions ?? [];
        return definitions.filter((definition) => definition.term === term && !isLocal(definition, definitions));
      })
      .slice(0, limit);
  };
}

interface FilePlace {
  readonly path: string;
  readonly distance: number;
}

function isNearer(a: FilePlace, b: FilePlace | undefined): boolean {
  return b !== undefined && (a.distance < b.distance || (a.distance === b.distance && a.path < b.path));
}

/** Inside a function nobody else can name it. */
export function isLocal(definition: IndexedDefinition, all: readonly IndexedDefinition[]): boolean {
  for (let above = definition.parent; above !== undefined; above = all[above]?.parent) {
    const holder = all[above];
    if (holder && callables.has(holder.kind)) return true;
  }
  return false;
}
