// Answers what `CodeIndex` asks, from postings and the bytes of each file's structure.

import { languageOf } from '../languageOf.ts';
import type { CodeIndex, IndexedDefinition } from './codeIndex.ts';
import { FileState, type FileTable } from './fileTable.ts';
import type { Postings } from './postings.ts';
import type { Structure } from './structure.ts';

export interface AnswerSources {
  readonly files: FileTable;
  readonly terms: Postings;
  /** Terms of defined names. */
  readonly definitions: Postings;
  structureOf(id: number): Structure;
}

export function createAnswers({ files, terms, definitions, structureOf }: AnswerSources): CodeIndex {
  const isVisible = (id: number): boolean => files.state(id) === FileState.visible;
  const withPath =
    (path: string) =>
    (definition: Omit<IndexedDefinition, 'path'>): IndexedDefinition => ({ path, ...definition });

  return {
    get fileCount() {
      return files.visibleCount;
    },
    get meanLength() {
      return files.visibleCount === 0 ? 0 : files.visibleLength / files.visibleCount;
    },
    fileId(path) {
      const id = files.idOf(path);
      return id !== undefined && isVisible(id) ? id : undefined;
    },
    pathOf: (id) => files.pathOf(id),
    lengthOf: (id) => files.length(id),
    file(id) {
      if (!isVisible(id)) return undefined;
      const path = files.pathOf(id);
      const structure = structureOf(id);
      return {
        path,
        languageId: languageOf(path),
        ...structure,
        definitions: structure.definitions.map(withPath(path)),
        length: files.length(id),
        version: files.version(id),
      };
    },
    definitionsOf(term, limit) {
      const found: IndexedDefinition[] = [];
      definitions.eachPosting(term, (id) => {
        if (found.length >= limit) return;
        const own = structureOf(id).definitions.filter((definition) => definition.term === term);
        found.push(...own.map(withPath(files.pathOf(id))));
      });
      return found.slice(0, limit);
    },
    eachDefiningFile(term, visit) {
      definitions.eachPosting(term, (id) => visit(id));
    },
    fileFrequency: (term) => terms.fileFrequency(term),
    eachPosting: (term, visit) => terms.eachPosting(term, visit),
    *paths() {
      for (const id of files.ids()) if (isVisible(id)) yield files.pathOf(id);
    },
  };
}
