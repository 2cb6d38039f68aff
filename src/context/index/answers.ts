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
        length: files.length(id),
        version: files.version(id),
      };
    },
    definitionsOf(term, limit) {
      const found: IndexedDefinition[] = [];
      definitions.eachPosting(term, (id) => {
        if (found.length >= limit) return;
        found.push(...structureOf(id).definitions.filter((definition) => definition.term === term));
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
