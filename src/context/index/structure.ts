// The structure of a file as bytes: definitions, imports and chunks as offsets, names as terms.

import type { Range } from '../../base/range.ts';
import type { Definition, DefinitionKind, Import, Outline } from '../outline/outline.ts';
import type { IndexedDefinition, IndexedImport } from './codeIndex.ts';
import { termOf } from './terms.ts';
import { type ByteReader, type ByteWriter, createByteReader, createByteWriter } from './varint.ts';

export interface Structure {
  readonly definitions: readonly IndexedDefinition[];
  readonly imports: readonly IndexedImport[];
  readonly chunks: readonly Range[];
}

export const noStructure: Structure = { definitions: [], imports: [], chunks: [] };

/** Their order is part of the stored form. */
const kinds: readonly DefinitionKind[] = [
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'module',
  'constant',
  'variable',
  'member',
  'section',
];

const exportedFlag = 16;
const docFlag = 32;
const parentFlag = 64;

const longestSource = 200;

/** What a name is called where it is used: `$name`, `.class` and `empty?` are `name`, `class` and `empty` there. */
export function nameTerm(name: string): number {
  return termOf(name.length > 1 ? name.replace(/^[$@.#&]+(?=[\p{L}_])|[?!=]$/gu, '') : name);
}

/** An address may hold a login, and is never a file of the workspace. */
function isKeptSource(source: string): boolean {
  return source.length <= longestSource && !source.includes('://') && !/\s{2}|[\n\r]/.test(source);
}

function writeRange(writer: ByteWriter, { start, end }: Range, origin: number): void {
  writer.writeSigned(start - origin);
  writer.writeNumber(end - start);
}

function readRange(reader: ByteReader, origin: number): Range {
  const start = origin + reader.readSigned();
  return { start, end: start + reader.readNumber() };
}

function writeDefinition(writer: ByteWriter, definition: Definition, at: number, origin: number): void {
  const { kind, isExported, doc, parent, range } = definition;
  const flags = (isExported ? exportedFlag : 0) | (doc ? docFlag : 0) | (parent === undefined ? 0 : parentFlag);
  writer.writeNumber(kinds.indexOf(kind) | flags);
  writer.writeTerm(nameTerm(definition.name));
  writeRange(writer, range, origin);
  writeRange(writer, definition.nameRange, range.start);
  writeRange(writer, definition.signature, range.start);
  if (doc) writeRange(writer, doc, range.start);
  if (parent !== undefined) writer.writeNumber(at - parent);
}

/** `at`: its number in the file; offsets count from `origin`. */
function readDefinition(
  reader: ByteReader,
  { path, at, origin }: { path: string; at: number; origin: number },
): IndexedDefinition {
  const head = reader.readNumber();
  const term = reader.readTerm();
  const range = readRange(reader, origin);
  return {
    path,
    at,
    term,
    kind: kinds[head & 15] ?? 'variable',
    isExported: (head & exportedFlag) !== 0,
    range,
    nameRange: readRange(reader, range.start),
    signature: readRange(reader, range.start),
    doc: head & docFlag ? readRange(reader, range.start) : undefined,
    parent: head & parentFlag ? at - reader.readNumber() : undefined,
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function writeImport(writer: ByteWriter, { source, names, range, isReexport }: Import, origin: number): void {
  const bytes = encoder.encode(source);
  writer.writeNumber(bytes.length * 2 + (isReexport ? 1 : 0));
  writer.writeBytes(bytes);
  writeRange(writer, range, origin);
  writer.writeNumber(names.length);
  for (const { name, alias } of names) {
    writer.writeTerm(termOf(name));
    writer.writeTerm(termOf(alias));
  }
}

function readImport(reader: ByteReader, origin: number): IndexedImport {
  const head = reader.readNumber();
  const source = decoder.decode(reader.readBytes(head >>> 1));
  const range = readRange(reader, origin);
  const names = Array.from({ length: reader.readNumber() }, () => ({
    name: reader.readTerm(),
    alias: reader.readTerm(),
  }));
  return { source, names, range, isReexport: (head & 1) === 1 };
}

const writer = createByteWriter();

/** The bytes are valid until the next call. */
export function encodeStructure({ definitions, imports, chunks }: Outline): Uint8Array {
  writer.clear();
  const kept = imports.filter(({ source }) => isKeptSource(source));
  for (const list of [definitions, kept, chunks]) writer.writeNumber(list.length);
  let origin = 0;
  for (const [at, definition] of definitions.entries()) {
    writeDefinition(writer, definition, at, origin);
    origin = definition.range.start;
  }
  origin = 0;
  for (const one of kept) {
    writeImport(writer, one, origin);
    origin = one.range.start;
  }
  origin = 0;
  for (const chunk of chunks) {
    writeRange(writer, chunk, origin);
    origin = chunk.end;
  }
  return writer.bytes();
}

export function decodeStructure(bytes: Uint8Array, path: string): Structure {
  const reader = createByteReader(bytes);
  const [definitionCount, importCount, chunkCount] = [reader.readNumber(), reader.readNumber(), reader.readNumber()];
  const definitions: IndexedDefinition[] = [];
  for (let at = 0; at < definitionCount; at++) {
    definitions.push(readDefinition(reader, { path, at, origin: definitions.at(-1)?.range.start ?? 0 }));
  }
  const imports: IndexedImport[] = [];
  for (let at = 0; at < importCount; at++) imports.push(readImport(reader, imports.at(-1)?.range.start ?? 0));
  const chunks: Range[] = [];
  for (let at = 0; at < chunkCount; at++) chunks.push(readRange(reader, chunks.at(-1)?.end ?? 0));
  return { definitions, imports, chunks };
}
