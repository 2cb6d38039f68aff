// Random weights are the same for the same seed, spread as asked, and written in each type's own form.

import assert from 'node:assert/strict';
import { createRandom, fillConstant, fillRandom, halfBits } from '../../../scripts/gguf/randomWeights.ts';

function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
}

function decode(chunk: Uint8Array, type: 'f32' | 'f16' | 'q8_0'): number[] {
  const view = new DataView(chunk.buffer);
  const every = (step: number, read: (offset: number) => number): number[] =>
    Array.from({ length: chunk.byteLength / step }, (_, index) => read(index * step));
  if (type === 'f32') return every(4, (offset) => view.getFloat32(offset, true));
  if (type === 'f16') return every(2, (offset) => halfValue(view.getUint16(offset, true)));
  const block = (start: number): number[] => {
    const scale = halfValue(view.getUint16(start, true));
    return Array.from({ length: 32 }, (_, index) => scale * view.getInt8(start + 2 + index));
  };
  return every(34, (start) => start).flatMap(block);
}

describe('random weights', () => {
  for (const type of ['f32', 'f16', 'q8_0'] as const) {
    it(`have the asked mean and deviation as ${type}`, () => {
      const chunk = new Uint8Array(34 * 4 * 512);
      fillRandom(chunk, type, 0.25, createRandom(1, 0));
      const weights = decode(chunk, type);
      const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
      const variance = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / weights.length;
      assert.ok(Math.abs(mean) < 0.01, `mean ${mean}`);
      assert.ok(Math.abs(Math.sqrt(variance) - 0.25) < 0.01, `deviation ${Math.sqrt(variance)}`);
    });
  }

  it('are the same for the same seed and stream, and others for another', () => {
    const take = (seed: number, stream: number): number[] => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 8 }, random);
    };
    assert.deepEqual(take(1, 2), take(1, 2));
    for (const [seed, stream] of [
      [2, 2],
      [1, 3],
      [2, 1],
    ] as const) {
      assert.notDeepEqual(take(1, 2), take(seed, stream));
    }
  });

  it('can be one constant', () => {
    const chunk = new Uint8Array(16);
    fillConstant(chunk, 1);
    assert.deepEqual(decode(chunk, 'f32'), [1, 1, 1, 1]);
  });
});

describe('halfBits', () => {
  it('writes the values that 16 bits hold exactly', () => {
    for (const value of [0, 1, -2, 0.5, 65_504, 2 ** -14, 2 ** -24, -1.5 * 2 ** -20, 0.333251953125]) {
      assert.equal(halfValue(halfBits(value)), value);
    }
  });

  it('makes the tiniest 0 and refuses the largest', () => {
    assert.equal(halfValue(halfBits(2 ** -26)), 0);
    assert.throws(() => halfBits(65_536), RangeError);
  });
});
