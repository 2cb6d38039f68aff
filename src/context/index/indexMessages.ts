// What the editor's thread and the index thread say to each other: plain data.

import type { ExclusionRules } from '../exclude.ts';
import type { FoundSnippet } from '../retrieve/foundSnippet.ts';
import type { Surroundings } from '../retrieve/surroundings.ts';
import type { IndexProgress } from './indexer.ts';

/** What is indexed; sent anew when folders or settings change. */
export interface IndexConfig {
  /** Absolute paths of the open local folders. */
  readonly folders: readonly string[];
  readonly rules: ExclusionRules;
}

/** Where somebody writes, as taken from the editor. */
export interface CompletionQuery {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
  readonly surroundings: Surroundings;
}

/** A question about the workspace. */
export interface QuestionQuery {
  readonly text: string;
  readonly limit: number;
}

export type IndexRequest =
  | ({ readonly kind: 'configure' } & IndexConfig)
  | { readonly kind: 'changed'; readonly paths: readonly string[] }
  /** `text` undefined: closed, or saved. */
  | { readonly kind: 'open'; readonly path: string; readonly text: string | undefined }
  | { readonly kind: 'near'; readonly paths: readonly string[] }
  | { readonly kind: 'completion'; readonly id: number; readonly query: CompletionQuery }
  | { readonly kind: 'question'; readonly id: number; readonly query: QuestionQuery }
  | { readonly kind: 'cancel'; readonly id: number };

export type IndexReply =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'found'; readonly id: number; readonly snippets: readonly FoundSnippet[] }
  /** Something is broken; `id`: the request that it ends. The thread goes on. */
  | { readonly kind: 'failure'; readonly id: number | undefined; readonly error: unknown };

/** What the thread is started with. */
export interface IndexThreadData {
  /** Folder with the grammars' and their queries' files. */
  readonly grammarFolder: string;
  /** Where the index is kept; undefined: only in memory. */
  readonly storageFolder: string | undefined;
  /** An index that another version stored is discarded. */
  readonly version: string;
}
