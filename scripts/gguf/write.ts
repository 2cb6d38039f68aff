// Writes GGUF files as a stream, so that a model of any size needs only the memory of one chunk of one tensor.

import { closeSync, openSync, writeSync } from 'node:fs';
import { tensorTypes, type ValueTypeName, valueTypes } from '../../src/models/ggufTypes.ts';

export type MetadataValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'uint32' | 'int32' | 'float32'; readonly value: number }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'int32s' | 'float32s'; readonly value: readonly number[] };

/** Keys with their values, or records taken over byte by byte from another file. */
export type Metadata = readonly (Uint8Array | readonly [key: string, value: MetadataValue])[];

export interface TensorPlan {
  readonly name: string;
  /** Row length first, as the format has it. */
  readonly shape: readonly number[];
  readonly type: WrittenType;
  /** Fills a chunk of whole blocks; called for one chunk after the other, in order. */
  fill(chunk: Uint8Array): void;
}

/** The tensor types that this writer writes, with their numbers in the file. */
export const writtenTypes = { f32: 0, f16: 1, q8_0: 8 } as const;
export type WrittenType = keyof typeof writtenTypes;

const alignment = 32;
/** A whole number of blocks of every written type. */
const chunkBytes = 34 * 4 * 8_192;

export interface GgufPlan {
  readonly path: string;
  readonly metadata: Metadata;
  readonly tensors: readonly TensorPlan[];
}

/** Returns the number of bytes written. */
export function writeGguf(plan: GgufPlan): number {
  const file = openSync(plan.path, 'w');
  let written = 0;
  const write = (bytes: Uint8Array): void => {
    let done = 0;
    while (done < bytes.byteLength) done += writeSync(file, bytes, done);
    written += bytes.byteLength;
  };
  const pad = (): void => write(new Uint8Array((alignment - (written % alignment)) % alignment));
  try {
    write(encodeHeader(plan));
    pad();
    for (const tensor of plan.tensors) {
      const total = sizeOf(tensor);
      for (let done = 0; done < total; done += chunkBytes) {
        const chunk = new Uint8Array(Math.min(chunkBytes, total - done));
        tensor.fill(chunk);
        write(chunk);
      }
      pad();
    }
  } finally {
    closeSync(file);
  }
  return written;
}

/** All that stands before the weights, without the padding that follows. */
export function encodeHeader(plan: Pick<GgufPlan, 'metadata' | 'tensors'>): Uint8Array {
  const entries = plan.metadata.map((entry) => (entry instanceof Uint8Array ? entry : encodeEntry(entry[0], entry[1])));
  const counts = [uint32(3), uint64(plan.tensors.length), uint64(plan.metadata.length)];
  return Buffer.concat([Buffer.from('GGUF'), ...counts, ...entries, encodeTensorInfos(plan.tensors)]);
}

function encodeEntry(key: string, entry: MetadataValue): Uint8Array {
  return Buffer.concat([text(key), encodeValue(entry)]);
}

function encodeValue(entry: MetadataValue): Uint8Array {
  switch (entry.type) {
    case 'string':
      return Buffer.concat([typeCode('string'), text(entry.value)]);
    case 'bool':
      return Buffer.concat([typeCode('bool'), Uint8Array.of(entry.value ? 1 : 0)]);
    case 'uint32':
      return Buffer.concat([typeCode('uint32'), uint32(entry.value)]);
    case 'int32':
      return Buffer.concat([typeCode('int32'), int32(entry.value)]);
    case 'float32':
      return Buffer.concat([typeCode('float32'), float32(entry.value)]);
    case 'strings':
      return Buffer.concat([arrayHead('string', entry.value.length), ...entry.value.map(text)]);
    case 'int32s':
      return Buffer.concat([arrayHead('int32', entry.value.length), ...entry.value.map(int32)]);
    case 'float32s':
      return Buffer.concat([arrayHead('float32', entry.value.length), ...entry.value.map(float32)]);
  }
}

function encodeTensorInfos(tensors: readonly TensorPlan[]): Uint8Array {
  let offset = 0;
  const infos: Uint8Array[] = [];
  for (const tensor of tensors) {
    infos.push(text(tensor.name), uint32(tensor.shape.length), ...tensor.shape.map(uint64));
    infos.push(uint32(writtenTypes[tensor.type]), uint64(offset));
    offset += Math.ceil(sizeOf(tensor) / alignment) * alignment;
  }
  return Buffer.concat(infos);
}

function sizeOf(tensor: TensorPlan): number {
  const type = tensorTypes[writtenTypes[tensor.type]];
  const [row = 0, ...others] = tensor.shape;
  if (!type || row % type.blockWeights !== 0) {
    throw new RangeError(`${tensor.name}: a row of ${row} weights does not fit ${tensor.type}`);
  }
  return others.reduce((product, length) => product * length, row / type.blockWeights) * type.blockBytes;
}

function arrayHead(elementType: ValueTypeName, length: number): Uint8Array {
  return Buffer.concat([typeCode('array'), typeCode(elementType), uint64(length)]);
}

function typeCode(type: ValueTypeName): Uint8Array {
  return uint32(valueTypes[type]);
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.byteLength), bytes]);
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function float32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function uint64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
