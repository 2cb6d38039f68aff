// The record of what went to the model counts exactly, forgets the oldest, and cannot be made to hold content.

import assert from 'node:assert/strict';
import { type AuditReport, countByRule, createAudit } from '../../src/audit/audit.ts';

const report: AuditReport = {
  feature: 'completion',
  promptTokens: 100,
  evaluatedTokens: 4,
  reusedTokens: 96,
  generatedTokens: 7,
  totalMs: 12.5,
  contextFiles: 2,
  hiddenByRule: { 'known-value': 2, jwt: 1 },
};

describe('audit/audit', () => {
  it('keeps the newest entries and counts all', () => {
    let clock = 0;
    const audit = createAudit({ capacity: 3, now: () => ++clock });
    for (let index = 0; index < 5; index++) audit.record(report);
    assert.deepEqual(
      audit.entries().map(({ when }) => when),
      [3, 4, 5],
    );
    assert.deepEqual(audit.last, { ...report, when: 5, hiddenValues: 3 });
    assert.deepEqual(audit.totals, { requests: 5, promptTokens: 500, generatedTokens: 35, hiddenValues: 15 });
    audit.clear();
    assert.equal(audit.last, undefined);
    assert.equal(audit.totals.requests, 0);
  });

  it('tells its listeners, and goes on when one throws', () => {
    const errors: unknown[] = [];
    const audit = createAudit({ onError: (error) => errors.push(error) });
    const seen: number[] = [];
    audit.onRecord(() => {
      throw new Error('listener');
    });
    audit.onRecord(({ promptTokens }) => seen.push(promptTokens));
    audit.record(report);
    assert.deepEqual(seen, [100]);
    assert.equal(errors.length, 1);
  });

  it('drops whatever is not a count or a rule id', () => {
    const canary = 'Canary: const password = 1';
    const audit = createAudit();
    audit.record({
      ...report,
      ...{ text: canary, path: `/home/${canary}` },
      contextFiles: canary as unknown as number,
      feature: canary as unknown as AuditReport['feature'],
      hiddenByRule: { [canary]: 2, jwt: Number.NaN },
    });
    assert.equal(JSON.stringify(audit.entries()).includes('anary'), false);
    assert.deepEqual(audit.last?.hiddenByRule, { other: 2 });
    assert.equal(audit.last?.contextFiles, 0);
    assert.equal(Object.isFrozen(audit.last), true);
  });

  it('counts hidden ranges by rule', () => {
    assert.deepEqual(countByRule([{ rule: 'jwt' }, { rule: 'jwt' }, { rule: 'known-value' }]), {
      jwt: 2,
      'known-value': 1,
    });
    assert.deepEqual(countByRule([]), {});
  });
});
