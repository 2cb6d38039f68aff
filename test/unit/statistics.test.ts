// Statistics count what was offered, accepted and kept, survive storage, and cannot be made to hold content.

import assert from 'node:assert/strict';
import { isKept, moved } from '../../src/audit/retention.ts';
import { bucketCount, createStatistics, type Offer, total } from '../../src/audit/statistics.ts';
import { statisticsPage } from '../../src/audit/statisticsPage.ts';
import { createStoredStatistics } from '../../src/audit/storedStatistics.ts';
import { createOffers } from '../../src/completion/offers.ts';
import { isSameSuggestion } from '../../src/completion/sameSuggestion.ts';

const at = (date: string) => () => new Date(`${date}T12:00:00`);
const page = (days: Parameters<typeof statisticsPage>[0]['days']) =>
  statisticsPage({ days, today: '2026-11-20', nonce: 'abc', clearCommand: 'sotto.clearStatistics' });

describe('audit/statistics', () => {
  it('counts by day and language', () => {
    let date = '2026-11-19';
    const statistics = createStatistics({ now: () => at(date)() });
    statistics.offered({ languageId: 'go', fromMemory: false, ms: { total: 40 } });
    statistics.offered({ languageId: 'go', fromMemory: true, ms: { total: 1 } });
    statistics.accepted('go', 12);
    date = '2026-11-20';
    statistics.checked('go', '30s', true);
    statistics.checked('go', '5min', false);
    const [before, after] = statistics.days;
    assert.deepEqual(
      [before?.date, before?.languages.go?.offered, before?.languages.go?.fromMemory, before?.languages.go?.accepted],
      ['2026-11-19', 2, 1, 1],
    );
    assert.deepEqual(
      [
        after?.date,
        after?.languages.go?.keptAfter30s,
        after?.languages.go?.checkedAfter5min,
        after?.languages.go?.keptAfter5min,
      ],
      ['2026-11-20', 1, 1, 0],
    );
    assert.equal(total(statistics.days.flatMap(({ languages }) => Object.values(languages))).acceptedChars, 12);
  });

  it('puts each time into the bucket of its power of two', () => {
    for (const [ms, bucket] of [
      [0, 0],
      [0.9, 0],
      [1, 1],
      [1.9, 1],
      [2, 2],
      [100, 7],
      [1e9, bucketCount - 1],
    ] as const) {
      const statistics = createStatistics();
      statistics.offered({ languageId: 'go', fromMemory: false, ms: { total: ms } });
      assert.equal(statistics.days[0]?.latency.total.indexOf(1), bucket, `${ms} ms`);
    }
  });

  it('is the same after it was stored', () => {
    const statistics = createStatistics({ now: at('2026-11-20') });
    statistics.offered({ languageId: 'rust', fromMemory: false, ms: { queue: 3, total: 40 } });
    const stored: unknown = JSON.parse(JSON.stringify(statistics.days));
    assert.deepEqual(createStatistics({ stored }).days, statistics.days);
  });

  it('takes nothing from storage that is not a count', () => {
    const stored = [
      'no day',
      { date: 'yesterday' },
      {
        date: '2026-11-20',
        languages: { go: { offered: -1, accepted: 'x = 1', more: 1 }, 'let x = 1': {} },
        latency: { total: ['a'] },
      },
    ];
    const { days } = createStatistics({ stored });
    assert.equal(days.length, 1);
    assert.deepEqual(Object.keys(days[0]?.languages ?? {}), ['go']);
    assert.deepEqual(Object.values(days[0]?.languages.go ?? {}), [0, 0, 0, 0, 0, 0, 0, 0]);
    assert.equal(JSON.stringify(days).includes('x = 1'), false);
  });

  it('calls a language that is no plain name other, and keeps 90 days', () => {
    let day = 0;
    const statistics = createStatistics({ now: () => new Date(2026, 0, 1 + day) });
    for (; day < 120; day++) statistics.accepted('<script>', 1);
    assert.equal(statistics.days.length, 90);
    assert.deepEqual(Object.keys(statistics.days[0]?.languages ?? {}), ['other']);
    statistics.clear();
    assert.deepEqual(statistics.days, []);
  });
});

describe('audit/storedStatistics', () => {
  it('adds what two windows count, and clears what both have', () => {
    let stored: unknown;
    const open = () =>
      createStoredStatistics({
        read: () => stored,
        write: async (days) => {
          stored = JSON.parse(JSON.stringify(days));
        },
        onError: (error) => assert.fail(String(error)),
      });
    const accepted = () => createStatistics({ stored }).days.map(({ languages }) => languages.go?.accepted);
    const [one, other] = [open(), open()];
    one.accepted('go', 1);
    one.dispose();
    other.accepted('go', 1);
    other.accepted('go', 1);
    other.dispose();
    assert.deepEqual(accepted(), [3]);
    one.clear();
    assert.deepEqual([one.days, accepted()], [[], []]);
  });
});

describe('audit/statisticsPage', () => {
  it('allows nothing but its own style, and runs no script', () => {
    const html = page([]);
    assert.match(html, /default-src 'none'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(html, /<script|javascript:|https?:|\son\w+=/);
    assert.match(html, /Nothing was offered yet/);
  });

  it('shows shares, a bar for each day with suggestions, and the same as a table', () => {
    const statistics = createStatistics({ now: at('2026-11-20') });
    for (let i = 0; i < 4; i++) statistics.offered({ languageId: 'python', fromMemory: i > 0, ms: { total: 5 } });
    statistics.accepted('python', 30);
    const html = page(statistics.days);
    assert.match(html, /75 % from memory/);
    assert.match(html, /25 % of those offered/);
    assert.match(html, /<td>2026-11-20<\/td><td>4<\/td><td>1<\/td>/);
    assert.match(html, /<td>python<\/td><td>4<\/td>/);
    assert.equal(html.match(/<rect /g)?.length, 3, 'offered and accepted today, and one bucket of times');
    assert.doesNotMatch(html, /NaN|undefined|Infinity/);
  });
});

describe('audit/retention', () => {
  it('moves a range with the edits around it', () => {
    const range = { start: 10, end: 20 };
    assert.deepEqual(moved(range, { offset: 0, length: 2, inserted: 5 }), { start: 13, end: 23 }, 'before');
    assert.deepEqual(moved(range, { offset: 20, length: 0, inserted: 5 }), range, 'right behind');
    assert.deepEqual(moved(range, { offset: 12, length: 3, inserted: 0 }), { start: 10, end: 17 }, 'inside');
    assert.deepEqual(moved(range, { offset: 10, length: 0, inserted: 4 }), { start: 14, end: 24 }, 'right before');
    assert.deepEqual(moved(range, { offset: 5, length: 30, inserted: 1 }), { start: 5, end: 5 }, 'over all of it');
  });

  it('finds what was accepted though a formatter moved it, and misses what was changed', () => {
    const accepted = 'if (a) {\n  b();\n}';
    const text = `${'x'.repeat(1000)}if (a) { b(); }`;
    assert.equal(isKept(text, { start: 1100, end: 1110 }, accepted), true);
    assert.equal(isKept(text.replace('b()', 'c()'), { start: 1100, end: 1110 }, accepted), false);
    assert.equal(isKept(`if (a) { b(); }${'x'.repeat(1000)}`, { start: 900, end: 910 }, accepted), false, 'elsewhere');
  });

  it('does not take the like of it nearby for what was undone', () => {
    const text = 'a(x);\nb(';
    const range = moved({ start: 8, end: 11 }, { offset: 8, length: 3, inserted: 0 });
    assert.equal(isKept(text, range, 'x);'), false);
    assert.equal(isKept(`${text}x);`, { start: 8, end: 11 }, 'x);'), true);
  });
});

describe('completion/offers', () => {
  it('knows a suggestion again while the user types along it or deletes back', () => {
    const before = { offset: 10, text: 'return x;' };
    assert.equal(isSameSuggestion(before, { offset: 13, text: 'urn x;' }), true);
    assert.equal(isSameSuggestion({ offset: 13, text: 'urn x;' }, before), true);
    assert.equal(isSameSuggestion(before, { offset: 13, text: 'urn y;' }), false);
  });

  it('counts it once', () => {
    const offered: Offer[] = [];
    const offers = createOffers({ offered: (offer) => void offered.push(offer) });
    const record = (offset: number, text: string, fromMemory = false) =>
      offers.record({
        ...{ session: 'a', languageId: 'go', offset, tookMs: 4 },
        outcome: {
          kind: 'item',
          item: { text, range: { start: offset, end: offset } },
          fromMemory,
          figures: undefined,
          hiddenCount: 0,
        },
      });
    record(5, 'return x');
    record(6, 'eturn x', true);
    record(5, 'return x', true);
    assert.equal(offered.length, 1);
    record(5, 'return y');
    assert.deepEqual(offered.at(-1), { languageId: 'go', fromMemory: false, ms: { total: 4 } });
    assert.equal(offered.length, 2);
  });
});
