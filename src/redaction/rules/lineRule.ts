// What a detector of one line is that is no vendor's pattern.

import type { Range } from '../../base/range.ts';

export interface LineRule {
  readonly id: string;
  /** In any case. */
  readonly keywords: readonly string[];
  find(line: string): Range[];
}
