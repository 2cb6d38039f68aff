// What the workspace index answers; retrieval knows this interface only, the index thread implements it.

import type { Range } from '../../base/range.ts';
import type { DefinitionKind } from '../outline/outline.ts';

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
  /** Where the name stands. */
  readonly nameRange: Range;
  readonly range: Range;
  readonly signature: Range;
  readonly doc: Range | undefined;
  readonly isExported: boolean;
}

/** Names as `termOf` of what the outline says, `termOf('*')` and `termOf('default')` among them. */
export interface IndexedImport {
  /** As written, without quotes; addresses with a scheme are left out. */
  readonly source: string;
  readonly names: readonly { readonly name: number; readonly alias: number }[];
  readonly range: Range;
  readonly isReexport: boolean;
}

export interface IndexedFile {
  readonly path: string;
  readonly languageId: string;
  readonly definitions: readonly IndexedDefinition[];
  readonly imports: readonly IndexedImport[];
  readonly chunks: readonly Range[];
  /** Terms in it, for BM25. */
  readonly length: number;
  /** Changes with its content. */
  readonly version: number;
}

export interface CodeIndex {
  readonly fileCount: number;
  readonly meanLength: number;
  /** Ids are not dense; a file may get another one when its content changes. */
  fileId(path: string): number | undefined;
  pathOf(file: number): string;
  /** Terms in it, as `IndexedFile.length`, without the cost of the rest. */
  lengthOf(file: number): number;
  /** Structure of a file; its definitions, imports and chunks are empty until the structural pass reached it. */
  file(file: number): IndexedFile | undefined;
  /** Definitions of a name (`termOf`) anywhere, at most `limit`. */
  definitionsOf(term: number, limit: number): readonly IndexedDefinition[];
  /** Calls `visit` with each file that defines the name (`termOf`); in no order, and without the cost of its structure. */
  eachDefiningFile(term: number, visit: (file: number) => void): void;
  /** Number of files that hold the term (`termOf` or `wordTerm`); ones that changed lately may count twice. */
  fileFrequency(term: number): number;
  /** Calls `visit` with each file that holds the term, and how often; in no order. */
  eachPosting(term: number, visit: (file: number, count: number) => void): void;
  paths(): Iterable<string>;
}
