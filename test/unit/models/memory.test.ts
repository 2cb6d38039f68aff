// The estimate of memory follows from the header's numbers, and stays a number whatever they are.

import assert from 'node:assert/strict';
import type { Metadata } from '../../../scripts/gguf/write.ts';
import { type GgufHeader, readGgufHeader } from '../../../src/models/ggufHeader.ts';
import { estimateMemory, headerText, trainedContext } from '../../../src/models/memory.ts';
import { ggufBytes, memoryFile } from '../../support/memoryModelFiles.ts';

const use = { contextTokens: 1_000, batchTokens: 100 };

function header(entries: Readonly<Record<string, number>>, more: Metadata = []): Promise<GgufHeader> {
  const counts = Object.entries(entries).map(([key, value]): Metadata[number] => [
    `llama.${key}`,
    { type: 'uint32', value },
  ]);
  const metadata: Metadata = [['general.architecture', { type: 'string', value: 'llama' }], ...counts, ...more];
  return readGgufHeader(memoryFile(ggufBytes(metadata)));
}

const shape = { block_count: 4, embedding_length: 64, 'attention.head_count': 8, 'attention.head_count_kv': 2 };

describe('estimateMemory', () => {
  it('counts the weights as they lie in the file', async () => {
    assert.equal(estimateMemory(await header(shape), use).weightsBytes, 512);
  });

  it('counts two bytes for each key and value of each layer and token', async () => {
    // 4 layers × 2 heads × (8 + 8) values × 2 bytes × 1,000 tokens
    assert.equal(estimateMemory(await header(shape), use).cacheBytes, 256_000);
  });

  it('takes the head counts and head sizes that a file states for itself', async () => {
    const { 'attention.head_count_kv': _, ...all } = shape;
    assert.equal(estimateMemory(await header(all), use).cacheBytes, 4 * 256_000);
    const perLayer: Metadata = [['llama.attention.head_count_kv', { type: 'int32s', value: [1, 1, 0, 2] }]];
    assert.equal(estimateMemory(await header(all, perLayer), use).cacheBytes, 128_000);
    const wide = { ...shape, 'attention.key_length': 16, 'attention.value_length': 24 };
    assert.equal(estimateMemory(await header(wide), use).cacheBytes, 4 * 2 * 40 * 2 * 1_000);
  });

  it('adds what one batch needs, and all of it up', async () => {
    const tokens: Metadata = [['tokenizer.ggml.tokens', { type: 'strings', value: ['a', 'b', 'c'] }]];
    const need = estimateMemory(await header({ ...shape, feed_forward_length: 128 }, tokens), use);
    assert.equal(need.batchBytes, 4 * 100 * (3 + 4 * 64 + 3 * 128 + 8 * 1_000));
    assert.equal(need.totalBytes, need.weightsBytes + need.cacheBytes + need.batchBytes);
  });

  it('stays a finite number with missing and with impossible counts', async () => {
    const largest = 2 ** 32 - 1;
    const impossible = { block_count: largest, embedding_length: largest, 'attention.key_length': largest };
    for (const found of [await header({}), await header(impossible)]) {
      const { totalBytes } = estimateMemory(found, use);
      assert.ok(Number.isFinite(totalBytes) && totalBytes >= 0);
    }
  });
});

describe('trainedContext and headerText', () => {
  it('reads the trained context and a text', async () => {
    const found = await header({ context_length: 512 });
    assert.equal(trainedContext(found), 512);
    assert.equal(headerText(found, 'general.architecture'), 'llama');
  });

  it('gives undefined where the header does not tell, or tells another type', async () => {
    const found = await header({ context_length: 0 });
    assert.equal(trainedContext(found), undefined);
    assert.equal(headerText(found, 'general.basename'), undefined);
    assert.equal(headerText(found, 'llama.context_length'), undefined);
  });
});
