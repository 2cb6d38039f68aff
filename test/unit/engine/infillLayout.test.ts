// Where each part of a fill-in-the-middle prompt stands, for both orders and with files of others.

import assert from 'node:assert/strict';
import type { FimMarkers } from '../../../src/engine/worker/fim.ts';
import { type InfillParts, layOut } from '../../../src/engine/worker/infillLayout.ts';

const [BOS, PRE, SUF, MID, FILE, REPO, LF] = [1, 2, 3, 4, 5, 6, 10] as const;
const markers: FimMarkers = {
  prefix: PRE,
  suffix: SUF,
  middle: MID,
  file: undefined,
  repository: undefined,
  order: 'prefix-first',
  orderKnown: true,
};
const parts: InfillParts = {
  bos: BOS,
  markers,
  context: [],
  head: [20, LF],
  prefix: [30, 31],
  suffix: [40, 41],
  middle: [50],
};
const context = [
  { head: [60, LF], text: [61, 62] },
  { head: [70, LF], text: [71] },
];
const files = { ...markers, file: FILE, repository: REPO };

const cases: readonly (readonly [title: string, change: Partial<InfillParts>, tokens: readonly number[]])[] = [
  ['prefix first', {}, [BOS, PRE, 30, 31, SUF, 40, 41, MID, 50]],
  ['suffix first', { markers: { ...markers, order: 'suffix-first' } }, [BOS, SUF, 40, 41, PRE, 30, 31, MID, 50]],
  [
    'no marker for the middle',
    { markers: { ...markers, middle: undefined, order: 'suffix-first' } },
    [BOS, SUF, 40, 41, PRE, 30, 31, 50],
  ],
  ['no token at the beginning', { bos: undefined }, [PRE, 30, 31, SUF, 40, 41, MID, 50]],
  ['nothing but markers', { prefix: [], suffix: [], middle: [] }, [BOS, PRE, SUF, MID]],
  ['no file marker without other files', { markers: files }, [BOS, PRE, 30, 31, SUF, 40, 41, MID, 50]],
  ['other files, in their order', { context }, [BOS, 60, LF, 61, 62, 70, LF, 71, PRE, 30, 31, SUF, 40, 41, MID, 50]],
  [
    'other files with their marker, and then the file itself',
    { context, markers: files },
    [BOS, FILE, 60, LF, 61, 62, FILE, 70, LF, 71, FILE, 20, LF, PRE, 30, 31, SUF, 40, 41, MID, 50],
  ],
];

describe('engine/worker/infillLayout', () => {
  for (const [title, change, tokens] of cases) {
    it(title, () => assert.deepEqual(layOut({ ...parts, ...change }), tokens));
  }

  it('ends with the middle, so that a typed token is added at the end only', () => {
    for (const order of ['prefix-first', 'suffix-first'] as const) {
      const before = layOut({ ...parts, context, markers: { ...files, order } });
      const after = layOut({ ...parts, context, markers: { ...files, order }, middle: [50, 51] });
      assert.deepEqual(after, [...before, 51]);
    }
  });
});
