// The stored form of the index: paths, hashes of names, offsets and counts; never a text, and refused when damaged or of another version.

import { createHash } from 'node:crypto';
import { FileState } from './fileTable.ts';
import type { Segment } from './segment.ts';
import type { CompactIndex, IndexStore, LoadedIndex } from './store.ts';
import { createByteReader, createByteWriter } from './varint.ts';

/** Changes with the form, and with what terms and structures mean. */
const formVersion = 2;
const mark = 0x534f5458;
const hashBytes = 32;
const pieceBytes = 1 << 20;

type LoadedFile = LoadedIndex['files'][number];

/**
 * The stored form, piece by piece, so that neither memory nor a question waits for all of it. It must be as the index is:
 * who takes the pieces drops them when the index changes meanwhile.
 */
export function* storedPieces(
  store: IndexStore,
  { terms, definitions }: CompactIndex,
  version: string,
): Generator<Uint8Array> {
  const segments = [terms, definitions].flatMap(({ terms: keys, offsets, lists }) => [
    bytesOf(keys),
    bytesOf(offsets),
    lists,
  ]);
  const head = createByteWriter();
  head.writeTerm(mark);
  head.writeTerm(formVersion);
  head.writeBytes(createHash('sha256').update(version).digest());
  for (const { length } of segments) head.writeTerm(length);
  const hash = createHash('sha256');
  for (const part of [[head.bytes()], ...segments.map(cut), filePieces(store)]) {
    for (const piece of part) {
      hash.update(piece);
      yield piece;
    }
  }
  yield hash.digest();
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const segmentSections = 6;
const headBytes = 8 + hashBytes + segmentSections * 4;

/** What was stored; undefined when it is damaged, or of another form or `version`. */
export function loadParts(bytes: Uint8Array, version: string): LoadedIndex | undefined {
  if (bytes.length < headBytes + hashBytes) return undefined;
  const end = bytes.length - hashBytes;
  const reader = createByteReader(bytes);
  if (reader.readTerm() !== mark || reader.readTerm() !== formVersion) return undefined;
  if (!isSame(reader.readBytes(hashBytes), createHash('sha256').update(version).digest())) return undefined;
  if (!isSame(bytes.subarray(end), createHash('sha256').update(bytes.subarray(0, end)).digest())) return undefined;
  const lengths = Array.from({ length: segmentSections }, () => reader.readTerm());
  const sections = lengths.map((length) => reader.readBytes(length));
  const segmentAt = (first: number): Segment => ({
    terms: numbersOf(sections[first]),
    offsets: numbersOf(sections[first + 1]),
    lists: new Uint8Array(sections[first + 2] ?? []),
  });
  return { terms: segmentAt(0), definitions: segmentAt(3), files: decodeFiles(bytes.subarray(reader.at, end)) };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function numbersOf(bytes: Uint8Array = new Uint8Array()): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}

/** Each path as how many bytes it shares with the one before, and the rest. */
function* filePieces(store: IndexStore): Generator<Uint8Array> {
  const { files } = store;
  const ids = [...files.ids()].filter((id) => files.state(id) === FileState.visible);
  const writer = createByteWriter(pieceBytes);
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
    if (writer.length < pieceBytes) continue;
    yield writer.bytes().slice();
    writer.clear();
  }
  yield writer.bytes().slice();
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
