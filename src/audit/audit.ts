// A local record of what went to the model: counts and rule ids only, no text, no path; in memory, the newest entries.

import { createEmitter, type Event } from '../base/event.ts';

export type AuditFeature = 'completion' | 'warm-up' | 'chat' | 'refactor';

export interface AuditFigures {
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly reusedTokens: number;
  readonly generatedTokens: number;
  readonly totalMs: number;
}

/** What a feature reports for one request that reached the model. */
export interface AuditReport extends AuditFigures {
  readonly feature: AuditFeature;
  /** Pieces of other files in the prompt. */
  readonly contextFiles: number;
  /** Rule id → number of hidden values in the prompt. */
  readonly hiddenByRule: Readonly<Record<string, number>>;
}

export interface AuditEntry extends AuditReport {
  /** Milliseconds since the epoch. */
  readonly when: number;
  readonly hiddenValues: number;
}

export interface AuditTotals {
  readonly requests: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly hiddenValues: number;
}

export interface Audit {
  record(report: AuditReport): void;
  /** Oldest first. */
  entries(): readonly AuditEntry[];
  readonly last: AuditEntry | undefined;
  /** Since the start, entries that left the ring included. */
  readonly totals: AuditTotals;
  readonly onRecord: Event<AuditEntry>;
  clear(): void;
}

export interface AuditOptions {
  /** Entries kept. */
  readonly capacity?: number;
  readonly now?: () => number;
  readonly onError?: (error: unknown) => void;
}

const features: readonly AuditFeature[] = ['completion', 'warm-up', 'chat', 'refactor'];
const ruleId = /^[a-z][a-z0-9-]{0,40}$/;
const none: AuditTotals = Object.freeze({ requests: 0, promptTokens: 0, generatedTokens: 0, hiddenValues: 0 });

/** Counts hidden ranges by their rule. */
export function countByRule(hidden: readonly { readonly rule: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of hidden) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

/** Copies what is known to be content-free, and nothing else that a caller may have put into the object. */
function toEntry(report: AuditReport, when: number): AuditEntry {
  const hidden = Object.entries(report.hiddenByRule)
    .filter(([, value]) => count(value) > 0)
    .map(([rule, value]): [string, number] => [ruleId.test(rule) ? rule : 'other', count(value)]);
  const hiddenByRule: Record<string, number> = {};
  for (const [rule, value] of hidden) hiddenByRule[rule] = (hiddenByRule[rule] ?? 0) + value;
  return Object.freeze({
    when,
    feature: features.find((feature) => feature === report.feature) ?? 'completion',
    promptTokens: count(report.promptTokens),
    evaluatedTokens: count(report.evaluatedTokens),
    reusedTokens: count(report.reusedTokens),
    generatedTokens: count(report.generatedTokens),
    totalMs: count(report.totalMs),
    contextFiles: count(report.contextFiles),
    hiddenByRule: Object.freeze(hiddenByRule),
    hiddenValues: hidden.reduce((sum, [, value]) => sum + value, 0),
  });
}

/** Creates the record of one session. */
export function createAudit({ capacity = 200, now = Date.now, onError = () => undefined }: AuditOptions = {}): Audit {
  const recorded = createEmitter<AuditEntry>(onError);
  let kept: AuditEntry[] = [];
  let totals = none;
  return {
    record(report) {
      const entry = toEntry(report, now());
      kept = [...kept.slice(kept.length >= capacity ? 1 : 0), entry];
      totals = Object.freeze({
        requests: totals.requests + 1,
        promptTokens: totals.promptTokens + entry.promptTokens,
        generatedTokens: totals.generatedTokens + entry.generatedTokens,
        hiddenValues: totals.hiddenValues + entry.hiddenValues,
      });
      recorded.fire(entry);
    },
    entries: () => kept,
    get last() {
      return kept.at(-1);
    },
    get totals() {
      return totals;
    },
    onRecord: recorded.event,
    clear() {
      kept = [];
      totals = none;
    },
  };
}
