// Fills tensors with pseudo-random weights of a given spread, the same for the same seed on every machine.

import type { WrittenType } from './write.ts';

/** A stream of 32-bit numbers (xorshift128), each tensor with its own. */
export function createRandom(seed: number, stream: number): () => number {
  let [x, y, z, w] = [mix(seed), mix(seed ^ 0x9e3779b9), mix(stream + 1), mix(seed + stream)];
  return () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return w;
  };
}

/** Spreads near numbers apart; never 0, where the generator would stay for ever. */
function mix(value: number): number {
  let mixed = (value ^ 0x6d2b79f5) >>> 0;
  for (let round = 0; round < 3; round++) {
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
    mixed = (mixed ^ (mixed >>> 12)) >>> 0;
  }
  return mixed || 1;
}

/** Fills whole blocks of `type` with weights around 0 of the given standard deviation. */
export function fillRandom(chunk: Uint8Array, type: WrittenType, deviation: number, random: () => number): void {
  if (type === 'q8_0') fillBlocks(chunk, deviation, random);
  else fillFloats(chunk, type, deviation, random);
}

/** Weights that are all the same, as a norm's are before training. */
export function fillConstant(chunk: Uint8Array, value: number): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let offset = 0; offset < chunk.byteLength; offset += 4) view.setFloat32(offset, value, true);
}

const blockBytes = 34;
/** Standard deviation of the whole numbers from -127 to 127, all as likely. */
const byteDeviation = Math.sqrt((255 ** 2 - 1) / 12);

function fillBlocks(chunk: Uint8Array, deviation: number, random: () => number): void {
  const scale = halfBits(deviation / byteDeviation);
  for (let start = 0; start < chunk.byteLength; start += blockBytes) {
    chunk[start] = scale & 0xff;
    chunk[start + 1] = scale >> 8;
    for (let offset = start + 2; offset < start + blockBytes; offset += 4) {
      const bits = random();
      chunk[offset] = signed(bits);
      chunk[offset + 1] = signed(bits >>> 8);
      chunk[offset + 2] = signed(bits >>> 16);
      chunk[offset + 3] = signed(bits >>> 24);
    }
  }
}

/** One byte's bits, without -128, which a quantiser never writes. */
function signed(bits: number): number {
  const byte = bits & 0xff;
  return byte === 0x80 ? 0x81 : byte;
}

function fillFloats(chunk: Uint8Array, type: 'f32' | 'f16', deviation: number, random: () => number): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const width = deviation * Math.sqrt(12);
  const step = type === 'f32' ? 4 : 2;
  for (let offset = 0; offset < chunk.byteLength; offset += step) {
    const value = (random() / 2 ** 32 - 0.5) * width;
    if (type === 'f32') view.setFloat32(offset, value, true);
    else view.setUint16(offset, halfBits(value), true);
  }
}

const single = new DataView(new ArrayBuffer(4));

/** The 16-bit float nearest below a value in its range; smaller ones become 0. */
export function halfBits(value: number): number {
  single.setFloat32(0, value);
  const bits = single.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  if (exponent >= 31) throw new RangeError('The weight does not fit 16 bits.');
  if (exponent >= 1) return sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
  if (exponent < -10) return sign;
  return sign | (((bits & 0x7fffff) | 0x800000) >>> (14 - exponent));
}
