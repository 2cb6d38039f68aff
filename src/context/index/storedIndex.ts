// The stored form of the index: paths, hashes of names, offsets and counts; never a text, and refused when damaged or of another version.

import { createHash } from 'node:crypto';
import { FileState } from './fileTable.ts';
import type { Segment } from './segment.ts';
import type { CompactIndex, IndexStore, LoadedIndex } from './store.ts';
import { createByteReader, createByteWriter } from './varint.ts';

/** Changes with the form, and with what terms and structures mean. */
const formVersion = 1;
const mark = 0x534f5458;
const hashBytes = 32;

type LoadedFile = LoadedIndex['files'][number];

/** The parts of the stored form in their order; views into the index, valid until it changes. */
export function storedParts(store: IndexStore, { terms, definitions }: CompactIndex, version: string): Uint8Array[] {
  const files = encodeFiles(store);
  const segments = [terms, definitions].flatMap(({ terms: keys, offsets, lists }) => [
    bytesOf(keys),
    bytesOf(offsets),
    lists,
  ]);
  const head = createByteWriter();
  head.writeTerm(mark);
  head.writeTerm(formVersion);
  head.writeBytes(createHash('sha256').update(version).digest());
  const sections = [files, ...segments];
  for (const { length } of sections) head.writeTerm(length);
  const parts = [head.bytes().slice(), ...sections];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return [...parts, hash.digest()];
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const sectionCount = 7;
const headBytes = 8 + hashBytes + sectionCount * 4;

/** What was stored; undefined when it is damaged, or of another form or `version`. */
export function loadParts(bytes: Uint8Array, version: string): LoadedIndex | undefined {
  if (bytes.length < headBytes + hashBytes) return undefined;
  const end = bytes.length - hashBytes;
  const reader = createByteReader(bytes);
  if (reader.readTerm() !== mark || reader.readTerm() !== formVersion) return undefined;
  if (!isSame(reader.readBytes(hashBytes), createHash('sha256').update(version).digest())) return undefined;
  if (!isSame(bytes.subarray(end), createHash('sha256').update(bytes.subarray(0, end)).digest())) return undefined;
  const lengths = Array.from({ length: sectionCount }, () => reader.readTerm());
  const [files = new Uint8Array(), ...sections] = lengths.map((length) => reader.readBytes(length));
  const segmentAt = (first: number): Segment => ({
    terms: numbersOf(sections[first]),
    offsets: numbersOf(sections[first + 1]),
    lists: new Uint8Array(sections[first + 2] ?? []),
  });
  return { terms: segmentAt(0), definitions: segmentAt(3), files: decodeFiles(files) };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function numbersOf(bytes: Uint8Array = new Uint8Array()): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

/** Each path as how many bytes it shares with the one before, and the rest. */
function encodeFiles(store: IndexStore): Uint8Array {
  const { files } = store;
  const ids = [...files.ids()].filter((id) => files.state(id) === FileState.visible);
  const writer = createByteWriter(ids.length * 64);
  writer.writeNumber(ids.length);
  let before: Uint8Array = new Uint8Array();
  for (const id of ids) {
    const path = Buffer.from(files.pathOf(id));
    let shared = 0;
    while (shared < path.length && path[shared] === before[shared]) shared++;
    const { size, modifiedMs } = files.stamp(id);
    const record = store.recordOf(id);
    for (const value of [id, shared, path.length - shared]) writer.writeNumber(value);
    writer.writeBytes(path.subarray(shared));
    writer.writeNumber(size);
    writer.writeBytes(new Uint8Array(Float64Array.of(modifiedMs).buffer));
    writer.writeNumber(files.length(id));
    writer.writeNumber(record === undefined ? 0 : record.length + 1);
    if (record) writer.writeBytes(record);
    before = path;
  }
  return writer.bytes();
}

function decodeFiles(bytes: Uint8Array): LoadedFile[] {
  const reader = createByteReader(bytes);
  const files: LoadedFile[] = [];
  let before: Uint8Array = new Uint8Array();
  for (let left = reader.readNumber(); left > 0; left--) {
    const id = reader.readNumber();
    const shared = reader.readNumber();
    const path = Buffer.concat([before.subarray(0, shared), reader.readBytes(reader.readNumber())]);
    const size = reader.readNumber();
    const [modifiedMs = 0] = new Float64Array(new Uint8Array(reader.readBytes(8)).buffer);
    const length = reader.readNumber();
    const recordLength = reader.readNumber();
    const record = recordLength === 0 ? undefined : reader.readBytes(recordLength - 1);
    files.push({ id, path: path.toString(), size, modifiedMs, length, record });
    before = path;
  }
  return files;
}
