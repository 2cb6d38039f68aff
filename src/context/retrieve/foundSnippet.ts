// A piece of a file that retrieval found: where it stands and why it was chosen; its text is read and redacted by who shows it.

import type { Range } from '../../base/range.ts';

export type FoundReason =
  | 'definition'
  | 'import'
  | 'sibling'
  | 'similar'
  | 'recent'
  | 'open'
  | 'path'
  | 'reference'
  | 'match';

export interface FoundSnippet {
  /** Absolute path with forward slashes. */
  readonly path: string;
  /** Whole lines of the file, in their order; more than one where what lies between is left out. */
  readonly pieces: readonly Range[];
  /** Length of the text that the pieces were made from, as a check that the file is still the same. */
  readonly textLength: number;
  readonly reason: FoundReason;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}
