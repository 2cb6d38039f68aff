// What the editor knows of the user's work beside the document: where it went on lately, and what the language says of it.

import type { RecentPlace } from '../recentPlaces.ts';

export interface Surroundings {
  /** Edited or looked at, newest first; the document itself among them. */
  readonly recent: readonly RecentPlace[];
  /** Absolute paths of the files in tabs, those in front first. */
  readonly tabs: readonly string[];
  /** Where the types of what stands before a dot near the cursor are defined. */
  readonly types: readonly TypePlace[];
}

/** In zero-based lines: the file need not be open, so that it has no offsets yet. */
export interface TypePlace {
  /** Absolute path with forward slashes. */
  readonly path: string;
  readonly line: number;
}
