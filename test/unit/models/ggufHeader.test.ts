// The header reader takes what real files hold, and never believes a number of a hostile one.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Metadata } from '../../../scripts/gguf/write.ts';
import { GgufError, type GgufFault, type ModelFile } from '../../../src/models/byteReader.ts';
import { readGgufHeader } from '../../../src/models/ggufHeader.ts';
import { ggufBytes, memoryFile, oneTensor } from '../../support/memoryModelFiles.ts';

const sample: Metadata = [
  ['general.architecture', { type: 'string', value: 'llama' }],
  ['llama.block_count', { type: 'uint32', value: 3 }],
  ['llama.rope.freq_base', { type: 'float32', value: 0.5 }],
  ['tokenizer.ggml.add_bos_token', { type: 'bool', value: true }],
  ['tokenizer.ggml.tokens', { type: 'strings', value: ['a', '', 'ünï'] }],
  ['llama.attention.head_count_kv', { type: 'int32s', value: [1, 2, 3] }],
];

const littleEndian = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256);
const magic = [0x47, 0x47, 0x55, 0x46];
const text = (value: string): number[] => [...littleEndian(value.length, 8), ...Buffer.from(value)];

/** A header written by hand: tensor count, entry count and what follows. */
function handmade(tensors: number, entries: number, rest: readonly number[]): Uint8Array {
  return Uint8Array.from([
    ...magic,
    ...littleEndian(3, 4),
    ...littleEndian(tensors, 8),
    ...littleEndian(entries, 8),
    ...rest,
  ]);
}

async function assertFault(bytes: Uint8Array, fault: GgufFault): Promise<void> {
  await assert.rejects(readGgufHeader(memoryFile(bytes)), (error: unknown) => {
    assert.ok(error instanceof GgufError);
    assert.equal(error.fault, fault);
    return true;
  });
}

describe('readGgufHeader', () => {
  it('reads numbers, texts, truths and arrays', async () => {
    const { metadata, version } = await readGgufHeader(memoryFile(ggufBytes(sample)));
    assert.equal(version, 3);
    assert.equal(metadata.get('general.architecture')?.value, 'llama');
    assert.equal(metadata.get('llama.block_count')?.value, 3);
    assert.equal(metadata.get('llama.rope.freq_base')?.value, 0.5);
    assert.equal(metadata.get('tokenizer.ggml.add_bos_token')?.value, true);
    assert.deepEqual(metadata.get('tokenizer.ggml.tokens')?.value, { elementType: 8, length: 3, numbers: undefined });
    assert.deepEqual(metadata.get('llama.attention.head_count_kv')?.value, {
      elementType: 5,
      length: 3,
      numbers: [1, 2, 3],
    });
  });

  it('knows where each record lies, so that it can be taken over unread', async () => {
    const bytes = ggufBytes(sample);
    const first = await readGgufHeader(memoryFile(bytes));
    const records = [...first.metadata.values()].map(({ start, end }) => bytes.slice(start, end));
    assert.deepEqual(ggufBytes(records), bytes);
  });

  it('reads the tensors with their sizes', async () => {
    const { tensors } = await readGgufHeader(memoryFile(ggufBytes(sample)));
    assert.deepEqual(tensors, [{ name: 'token_embd.weight', shape: [64, 2], weights: 128, type: 0, bytes: 512 }]);
  });

  it('reads a vocabulary that is larger than its window', async () => {
    const value = Array.from({ length: 40_000 }, (_, index) => `token-${'x'.repeat(40)}-${index}`);
    const after: Metadata[number] = ['after', { type: 'uint32', value: 7 }];
    const { metadata } = await readGgufHeader(memoryFile(ggufBytes([['tokens', { type: 'strings', value }], after])));
    assert.equal(metadata.get('after')?.value, 7);
  });

  it('never reads the weights', async () => {
    const bytes = ggufBytes(sample, [{ ...oneTensor, shape: [1_024, 4_096] }]);
    let furthest = 0;
    const file: ModelFile = {
      ...memoryFile(bytes),
      read: async (position, length) => {
        furthest = Math.max(furthest, position + length);
        return bytes.slice(position, position + length);
      },
    };
    await readGgufHeader(file);
    assert.ok(furthest < bytes.byteLength / 2);
  });

  it('says that a file is no GGUF file', async () => {
    await assertFault(new Uint8Array(), 'not-gguf');
    await assertFault(Uint8Array.of(0x47, 0x47), 'not-gguf');
    await assertFault(Buffer.from('{"json": true}'), 'not-gguf');
  });

  it('says that a file was cut off, wherever it was cut', async () => {
    const bytes = ggufBytes(sample);
    for (let length = 4; length < bytes.byteLength; length++) await assertFault(bytes.slice(0, length), 'truncated');
    await readGgufHeader(memoryFile(bytes));
  });

  it('refuses the versions it does not know', async () => {
    for (const version of [0, 1, 4, 0x0300_0000]) {
      await assertFault(
        Uint8Array.from([...magic, ...littleEndian(version, 4), ...new Array<number>(16).fill(0)]),
        'unsupported',
      );
    }
  });

  it('believes no count and no length', async () => {
    const huge = new Array<number>(8).fill(0xff);
    await assertFault(handmade(2 ** 40, 0, []), 'damaged');
    await assertFault(handmade(0, 2 ** 40, []), 'damaged');
    await assertFault(handmade(0, 1, huge), 'damaged');
    await assertFault(handmade(0, 1, littleEndian(2 ** 40, 8)), 'truncated');
    await assertFault(handmade(0, 1, [...text('k'), ...littleEndian(8, 4), ...littleEndian(2 ** 50, 8)]), 'truncated');
    const array = (element: number, length: number): number[] => [
      ...text('k'),
      ...littleEndian(9, 4),
      ...littleEndian(element, 4),
      ...littleEndian(length, 8),
    ];
    await assertFault(handmade(0, 1, array(8, 2 ** 52)), 'damaged');
    await assertFault(handmade(0, 1, array(8, 2 ** 20)), 'truncated');
    await assertFault(handmade(0, 1, array(4, 2 ** 20)), 'truncated');
    await assertFault(handmade(0, 1, array(9, 1)), 'damaged');
    await assertFault(handmade(0, 1, [...text('k'), ...littleEndian(99, 4)]), 'damaged');
  });

  it('refuses the same key twice and an impossible alignment', async () => {
    const entry: Metadata[number] = ['k', { type: 'uint32', value: 1 }];
    await assertFault(ggufBytes([entry, entry]), 'damaged');
    for (const value of [0, 3, 2 ** 30]) {
      await assertFault(ggufBytes([['general.alignment', { type: 'uint32', value }]]), 'damaged');
    }
  });

  it('refuses tensors that cannot be', async () => {
    const tensor = (dimensions: readonly number[], type = 0, offset = 0): Uint8Array =>
      handmade(1, 0, [
        ...text('t'),
        ...littleEndian(dimensions.length, 4),
        ...dimensions.flatMap((length) => littleEndian(length, 8)),
        ...littleEndian(type, 4),
        ...littleEndian(offset, 8),
        ...new Array<number>(64).fill(0),
      ]);
    await assertFault(tensor([]), 'damaged');
    await assertFault(tensor([1, 1, 1, 1, 1]), 'damaged');
    await assertFault(tensor([2 ** 40, 2 ** 40]), 'damaged');
    await assertFault(tensor([33], 8), 'damaged');
    await assertFault(tensor([4], 0, 5), 'damaged');
    await assertFault(tensor([2 ** 40]), 'truncated');
    await assertFault(tensor([4], 0, 2 ** 40), 'truncated');
    assert.equal((await readGgufHeader(memoryFile(tensor([4], 12_345)))).tensors[0]?.bytes, undefined);
  });

  it('throws nothing but its own error, whatever bytes it gets', async () => {
    const whole = ggufBytes(sample);
    const changes = fc.array(fc.tuple(fc.nat(whole.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = whole.slice();
        for (const [position, byte] of list) bytes[position] = byte;
        await readGgufHeader(memoryFile(bytes)).catch((error: unknown) => assert.ok(error instanceof GgufError));
      }),
      { numRuns: 300 },
    );
  });
});
