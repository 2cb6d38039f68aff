// Our side of the redaction benchmark: the redactor as the product calls it, and the rules of secret paths.

import type { Binding } from '../../src/base/range.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';
import { secretPathRule } from '../../src/redaction/secretPaths.ts';
import type { Found } from './tally.ts';

/** Findings in the text alone; without bindings by the lexical way. */
export function findWithOurs(text: string, bindings?: readonly Binding[]): Found[] {
  const { hidden } = createRedactor().redact({ text, ...(bindings && { bindings }) });
  return hidden.map(({ rule, range }) => ({ rule, ...range }));
}

export function isBlockedPath(path: string | undefined): boolean {
  return path !== undefined && secretPathRule(path) !== undefined;
}
