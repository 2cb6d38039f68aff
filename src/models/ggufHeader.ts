// Reads what a GGUF file says about itself, without its weights and without believing any of its numbers: every count
// and length is checked against the file's real size before it is used.
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { type ByteReader, createByteReader, GgufError, type ModelFile } from './byteReader.ts';
import { type TensorType, tensorTypes, valueBytes, valueTypes } from './ggufTypes.ts';

export interface GgufArray {
  readonly elementType: number;
  readonly length: number;
  /** The elements of a short array of numbers, as head counts per layer are; undefined for all others. */
  readonly numbers: readonly number[] | undefined;
}

export interface GgufEntry {
  readonly type: number;
  /** Numbers of 64 bits become doubles; a string of more than 16 KiB is undefined. */
  readonly value: number | boolean | string | GgufArray | undefined;
  /** The whole record, key and type included, as it lies in the file: `[start, end)` in bytes. */
  readonly start: number;
  readonly end: number;
}

export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly weights: number;
  /** Size in the file; undefined for a type that this reader does not know. */
  readonly bytes: number | undefined;
  readonly type: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly fileBytes: number;
  readonly metadata: ReadonlyMap<string, GgufEntry>;
  readonly tensors: readonly GgufTensor[];
}

// Real files have some dozens of keys, some hundreds of tensors, names of some dozen bytes and up to 300,000 tokens;
// the limits lie far above, and bound what a hostile header can make this process hold.
const maxEntries = 4_096;
const maxTensors = 65_536;
const maxNameBytes = 1_024;
const maxTextBytes = 16_384;
const maxElements = 1 << 24;
const maxNumbers = 1_024;
const maxAlignment = 65_536;

/** Throws `GgufError`; never reads more than the header. */
export async function readGgufHeader(file: ModelFile): Promise<GgufHeader> {
  const reader = createByteReader(file);
  await checkMagic(reader, file.sizeBytes);
  const version = await reader.uint32();
  // The same number with its bytes turned round is a file for big-endian machines.
  if (version !== 2 && version !== 3)
    throw new GgufError('unsupported', 'The file has a GGUF version that Sotto does not know.');
  const tensorCount = await reader.size();
  const entryCount = await reader.size();
  if (tensorCount > maxTensors || entryCount > maxEntries) {
    throw new GgufError('damaged', 'The header counts more entries than any real model has.');
  }
  const metadata = new Map<string, GgufEntry>();
  for (let index = 0; index < entryCount; index++) {
    const { key, entry } = await readEntry(reader);
    if (metadata.has(key)) throw new GgufError('damaged', 'The header names the same key twice.');
    metadata.set(key, entry);
  }
  const tensors = await readTensors({ reader, metadata, tensorCount, fileBytes: file.sizeBytes });
  return { version, fileBytes: file.sizeBytes, metadata, tensors };
}

async function checkMagic(reader: ByteReader, sizeBytes: number): Promise<void> {
  if (sizeBytes < 4) throw new GgufError('not-gguf', 'The file is too short to be a GGUF file.');
  const magic = await reader.bytes(4);
  const expected = [0x47, 0x47, 0x55, 0x46];
  if (expected.some((byte, index) => magic.getUint8(index) !== byte)) {
    throw new GgufError('not-gguf', 'The file does not begin as a GGUF file does.');
  }
}

async function readText(reader: ByteReader, maxBytes: number): Promise<string | undefined> {
  const length = await reader.size();
  if (length > maxBytes) {
    reader.skip(length);
    return undefined;
  }
  return new TextDecoder().decode(await reader.bytes(length));
}

async function readName(reader: ByteReader): Promise<string> {
  const name = await readText(reader, maxNameBytes);
  if (name === undefined) throw new GgufError('damaged', 'A name in the header is longer than any real one.');
  return name;
}

async function readEntry(reader: ByteReader): Promise<{ key: string; entry: GgufEntry }> {
  const start = reader.position;
  const key = await readName(reader);
  const type = await reader.uint32();
  const value = await readValue(reader, type);
  return { key, entry: { type, value, start, end: reader.position } };
}

async function readValue(reader: ByteReader, type: number): Promise<GgufEntry['value']> {
  if (type === valueTypes.string) return await readText(reader, maxTextBytes);
  if (type === valueTypes.array) return await readArray(reader);
  const value = decodeNumber(await reader.bytes(sizeOf(type)), 0, type);
  return type === valueTypes.bool ? value !== 0 : value;
}

async function readArray(reader: ByteReader): Promise<GgufArray> {
  const elementType = await reader.uint32();
  const length = await reader.size();
  if (length > maxElements) throw new GgufError('damaged', 'An array in the header is longer than any real one.');
  if (elementType === valueTypes.string) {
    await reader.skipStrings(length);
    return { elementType, length, numbers: undefined };
  }
  const bytes = sizeOf(elementType);
  if (length > maxNumbers) {
    reader.skip(length * bytes);
    return { elementType, length, numbers: undefined };
  }
  const view = await reader.bytes(length * bytes);
  const numbers = Array.from({ length }, (_, index) => decodeNumber(view, index * bytes, elementType));
  return { elementType, length, numbers };
}

function sizeOf(type: number): number {
  const bytes = valueBytes[type];
  if (bytes === undefined) throw new GgufError('damaged', 'The header holds a value of an unknown type.');
  return bytes;
}

function decodeNumber(view: DataView, offset: number, type: number): number {
  switch (type) {
    case valueTypes.int8:
      return view.getInt8(offset);
    case valueTypes.uint16:
      return view.getUint16(offset, true);
    case valueTypes.int16:
      return view.getInt16(offset, true);
    case valueTypes.uint32:
      return view.getUint32(offset, true);
    case valueTypes.int32:
      return view.getInt32(offset, true);
    case valueTypes.float32:
      return view.getFloat32(offset, true);
    case valueTypes.uint64:
      return Number(view.getBigUint64(offset, true));
    case valueTypes.int64:
      return Number(view.getBigInt64(offset, true));
    case valueTypes.float64:
      return view.getFloat64(offset, true);
    default:
      return view.getUint8(offset);
  }
}

interface TensorSource {
  readonly reader: ByteReader;
  readonly metadata: ReadonlyMap<string, GgufEntry>;
  readonly tensorCount: number;
  readonly fileBytes: number;
}

async function readTensors(source: TensorSource): Promise<GgufTensor[]> {
  const { reader, fileBytes } = source;
  const alignment = alignmentOf(source.metadata);
  const tensors: GgufTensor[] = [];
  let dataBytes = 0;
  for (let index = 0; index < source.tensorCount; index++) {
    const { tensor, offset } = await readTensor(reader);
    if (offset % alignment !== 0) throw new GgufError('damaged', 'A tensor does not lie where the format wants it.');
    dataBytes = Math.max(dataBytes, offset + (tensor.bytes ?? 0));
    tensors.push(tensor);
  }
  if (tensors.length === 0) return tensors;
  const dataStart = Math.ceil(reader.position / alignment) * alignment;
  if (dataStart + dataBytes > fileBytes) throw new GgufError('truncated', 'The file ends before its last weights.');
  return tensors;
}

function alignmentOf(metadata: ReadonlyMap<string, GgufEntry>): number {
  const value = metadata.get('general.alignment')?.value ?? 32;
  if (typeof value !== 'number' || value < 1 || value > maxAlignment || !Number.isInteger(Math.log2(value))) {
    throw new GgufError('damaged', 'The header asks for an impossible alignment.');
  }
  return value;
}

async function readTensor(reader: ByteReader): Promise<{ tensor: GgufTensor; offset: number }> {
  const name = await readName(reader);
  const dimensions = await reader.uint32();
  if (dimensions < 1 || dimensions > 4)
    throw new GgufError('damaged', 'A tensor has an impossible number of dimensions.');
  const shape: number[] = [];
  for (let index = 0; index < dimensions; index++) shape.push(await reader.size());
  const type = await reader.uint32();
  const offset = await reader.size();
  const weights = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(weights)) throw new GgufError('damaged', 'A tensor is larger than any real one.');
  return {
    tensor: { name, shape, weights, type, bytes: tensorBytes(weights, shape[0] ?? 0, tensorTypes[type]) },
    offset,
  };
}

function tensorBytes(weights: number, rowWeights: number, type: TensorType | undefined): number | undefined {
  if (!type) return undefined;
  if (rowWeights % type.blockWeights !== 0) throw new GgufError('damaged', 'A tensor does not fit its type.');
  return (weights / type.blockWeights) * type.blockBytes;
}
