// What a model's file recommends is taken; what makes no sense is not.

import assert from 'node:assert/strict';
import type { GgufFileInfo } from 'node-llama-cpp';
import { samplingOf } from '../../../src/engine/worker/chatSampling.ts';

const fileWith = (sampling: unknown) =>
  ({ metadata: { general: { sampling } } }) as unknown as Pick<GgufFileInfo, 'metadata'>;

describe('engine/worker/chatSampling', () => {
  const plain = samplingOf(fileWith(undefined));

  it('is low where the file says nothing', () => {
    assert.ok((plain.temperature ?? 1) > 0 && (plain.temperature ?? 1) < 0.5);
    assert.deepEqual(samplingOf({ metadata: {} } as Pick<GgufFileInfo, 'metadata'>), plain);
  });

  it('is what the file says', () => {
    assert.deepEqual(samplingOf(fileWith({ temp: 0.7, top_k: 20, top_p: 0.8, min_p: 0 })), {
      ...{ temperature: 0.7, topK: 20, topP: 0.8, minP: 0 },
    });
    assert.deepEqual(samplingOf(fileWith({ top_k: 20 })), { ...plain, topK: 20 });
  });

  it('leaves out what is no number or out of range', () => {
    assert.deepEqual(samplingOf(fileWith({ temp: 'hot', top_k: -1, top_p: 3, min_p: Number.NaN })), plain);
    assert.deepEqual(samplingOf(fileWith('hot')), plain);
  });
});
