// What the workspace index answers; retrieval knows this interface only, the index thread implements it.

import type { Range } from '../../base/range.ts';
import type { DefinitionKind, Import } from '../outline/outline.ts';

/** A definition in the workspace: names are kept as hashes, so what it is called stands in the file itself. */
export interface IndexedDefinition {
  /** Absolute path with forward slashes. */
  readonly path: string;
  /** Index in the file's own list; `parent` counts in the same list. */
  readonly at: number;
  readonly parent: number | undefined;
  /** `termOf(name)`. */
  readonly term: number;
  readonly kind: DefinitionKind;
  readonly range: Range;
  readonly signature: Range;
  readonly doc: Range | undefined;
  readonly isExported: boolean;
}

export interface IndexedFile {
  readonly path: string;
  readonly languageId: string;
  readonly definitions: readonly IndexedDefinition[];
  readonly imports: readonly Import[];
  readonly chunks: readonly Range[];
  /** Terms in it, for BM25. */
  readonly length: number;
  /** Changes with its content. */
  readonly version: number;
}

/** How often a term stands in a file. */
export interface Posting {
  readonly file: number;
  readonly count: number;
}

export interface CodeIndex {
  /** Number of files; ids are not dense. */
  readonly fileCount: number;
  readonly meanLength: number;
  fileId(path: string): number | undefined;
  pathOf(file: number): string;
  /** Structure of a file; its definitions, imports and chunks are empty until the structural pass reached it. */
  file(file: number): IndexedFile | undefined;
  /** Definitions of a name anywhere, at most `limit`. */
  definitionsOf(term: number, limit: number): readonly IndexedDefinition[];
  /** Number of files that hold the term. */
  fileFrequency(term: number): number;
  /** Files that hold the term. */
  postings(term: number): Iterable<Posting>;
  paths(): Iterable<string>;
}
