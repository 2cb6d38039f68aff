// The arithmetic of the redaction benchmark: when a secret counts as covered, and what a detector's findings add up to.

import { type Range, uniteRanges } from '../../src/base/range.ts';
import type { Row } from './corpus.ts';

export interface Found extends Range {
  readonly rule: string;
}

/** What one detector found in one row. */
export interface RowFindings {
  readonly row: Row;
  readonly findings: readonly Found[];
  /** The secret-file rules block the row's path. */
  readonly isBlocked: boolean;
}

export interface Tally {
  /** Rows labelled so, also those that do not tell their secret. */
  readonly secrets: number;
  readonly detected: number;
  readonly covered: number;
  readonly clean: number;
  readonly falsePositives: number;
}

/** A shorter secret may stand elsewhere in the text as an ordinary word: `admin:admin@host`. */
const distinctLength = 8;

/**
 * True when each character of an occurrence of `secret` lies inside a finding; of a secret of eight characters and
 * more, when that holds of every occurrence, since one that stays visible gives it away.
 */
export function isCovered(text: string, secret: string, findings: readonly Range[]): boolean {
  const hidden = uniteRanges(findings);
  let covered = 0;
  let visible = 0;
  for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + secret.length)) {
    const end = start + secret.length;
    if (hidden.some((range) => range.start <= start && end <= range.end)) covered++;
    else visible++;
  }
  return covered > 0 && (visible === 0 || secret.length < distinctLength);
}

export function isDetected({ findings, isBlocked }: RowFindings): boolean {
  return findings.length > 0 || isBlocked;
}

/** True for a secret row that tells its secret and whose text still shows it. */
export function isMissed({ row, findings }: RowFindings): boolean {
  return row.label === 'secret' && row.secret !== undefined && !isCovered(row.text, row.secret, findings);
}

/** True for a clean row in whose text something was found. */
export function isFalsePositive({ row, findings }: RowFindings): boolean {
  return row.label === 'clean' && findings.length > 0;
}

export function tally(rows: readonly RowFindings[]): Tally {
  const count = (test: (found: RowFindings) => boolean): number => rows.filter(test).length;
  const told = count(({ row }) => row.label === 'secret' && row.secret !== undefined);
  return {
    secrets: count(({ row }) => row.label === 'secret'),
    detected: count((found) => found.row.label === 'secret' && isDetected(found)),
    covered: told - count(isMissed),
    clean: count(({ row }) => row.label === 'clean'),
    falsePositives: count(isFalsePositive),
  };
}

/** Secret rows that tell their secret: the whole of which `covered` is a part. */
export function countTold(rows: readonly RowFindings[]): number {
  return rows.filter(({ row }) => row.label === 'secret' && row.secret !== undefined).length;
}

/** How often each name occurs, most frequent first, then by name. */
export function countNames(names: readonly string[]): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
