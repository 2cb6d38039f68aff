// The index itself: takes files in, with or without their structure, and answers what `CodeIndex` asks.

import { languageOf } from '../languageOf.ts';
import type { Outline } from '../outline/outline.ts';
import { createAnswers } from './answers.ts';
import type { CodeIndex } from './codeIndex.ts';
import { createTermCounter } from './countTerms.ts';
import { createFileTable, type FileStamp, FileState, type FileTable, type LoadedFile, unsaved } from './fileTable.ts';
import { createPostings } from './postings.ts';
import { createRecords } from './records.ts';
import type { FileTerms, Segment } from './segment.ts';
import { decodeStructure, encodeStructure, nameTerm, noStructure, type Structure } from './structure.ts';

export interface IndexStore {
  readonly index: CodeIndex;
  /** Takes the text's terms in; what was known of the path's older text is gone, its structure too. */
  put(path: string, text: string, stamp?: FileStamp): void;
  /** Takes in the structure of the text that was last put. */
  putOutline(path: string, outline: Outline): void;
  hasOutline(path: string): boolean;
  versionOf(path: string): number | undefined;
  remove(path: string): void;
  /** Pending work in pieces of some milliseconds; undefined when there is none. */
  work(isAtRest: boolean): Generator<undefined, void> | undefined;
  /** Everything into as few parts as possible; in pieces. */
  compact(): Generator<undefined, CompactIndex>;
  /** Changes with each change of content. */
  readonly changes: number;
  /** Changes when a path comes or goes. */
  readonly pathChanges: number;
  /** Bytes of what is held outside the heap, about. */
  readonly bytes: number;
  readonly files: FileTable;
  recordOf(id: number): Uint8Array | undefined;
}

export interface CompactIndex {
  readonly terms: Segment;
  readonly definitions: Segment;
}

/** What was stored: files come hidden, and each is shown once it was seen on disk unchanged. */
export interface LoadedIndex extends CompactIndex {
  /** `record`: their structure, where it was known. */
  readonly files: readonly (LoadedFile & { readonly record: Uint8Array | undefined })[];
}

/** Definitions, about 300 bytes each. */
const mostDecoded = 40_000;

export function createIndexStore(loaded?: LoadedIndex): IndexStore {
  const files = createFileTable();
  const records = createRecords();
  const postingFiles = {
    isKept: (id: number) => files.state(id) !== FileState.gone,
    isVisible: (id: number) => files.state(id) === FileState.visible,
    seal: (id: number) => files.seal(id),
  };
  const terms = createPostings(postingFiles, loaded?.terms);
  const definitions = createPostings(postingFiles, loaded?.definitions);
  const count = createTermCounter();
  let changes = 0;
  let pathChanges = 0;
  let hasGone = false;

  /** Structures in use: one retrieval asks for the same ones again and again, and so does the next. */
  const decoded = new Map<number, Structure>();
  let decodedDefinitions = 0;

  function forgetDecoded(id: number): void {
    decodedDefinitions -= decoded.get(id)?.definitions.length ?? 0;
    decoded.delete(id);
  }

  function setRecord(id: number, bytes: Uint8Array | undefined): void {
    forgetDecoded(id);
    const old = files.record(id);
    if (old !== undefined) records.remove(old);
    files.setRecord(id, bytes && records.add(bytes));
    if (records.isWasteful) compactRecords();
  }

  function compactRecords(): void {
    const owners = new Map([...files.ids()].flatMap((id) => pairOf(files.record(id), id)));
    records.compact(owners.keys(), (from, to) => files.setRecord(owners.get(from) ?? 0, to));
  }

  /** False when there was nothing of it. */
  function drop(path: string): boolean {
    const id = files.idOf(path);
    if (id === undefined) return false;
    setRecord(id, undefined);
    terms.remove(id);
    definitions.remove(id);
    files.remove(id);
    hasGone = true;
    changes++;
    return true;
  }

  function put(path: string, text: string, stamp: FileStamp = unsaved): void {
    if (!drop(path)) pathChanges++;
    const id = files.add(path);
    const counted = count(text, languageOf(path));
    terms.set(id, { terms: counted.terms.slice(), counts: counted.counts.slice() });
    files.setLength(id, counted.total);
    files.setStamp(id, stamp);
    changes++;
  }

  function putOutline(path: string, outline: Outline): void {
    const id = files.idOf(path);
    if (id === undefined) return;
    setRecord(id, encodeStructure(outline));
    definitions.set(id, countDefinitions(outline));
    changes++;
  }

  for (const file of loaded?.files ?? []) files.load(file, file.record && records.add(file.record));

  return {
    index: createAnswers({ files, terms, definitions, structureOf }),
    put,
    putOutline,
    hasOutline(path) {
      const id = files.idOf(path);
      return id !== undefined && files.record(id) !== undefined;
    },
    versionOf(path) {
      const id = files.idOf(path);
      return id === undefined ? undefined : files.version(id);
    },
    remove(path) {
      if (drop(path)) pathChanges++;
    },
    work: (isAtRest) => terms.work(isAtRest) ?? definitions.work(isAtRest),
    *compact() {
      const compacted = { terms: yield* terms.compact(hasGone), definitions: yield* definitions.compact(hasGone) };
      hasGone = false;
      return compacted;
    },
    get changes() {
      return changes;
    },
    get pathChanges() {
      return pathChanges;
    },
    get bytes() {
      return terms.bytes + definitions.bytes + records.bytes;
    },
    files,
    recordOf(id) {
      const record = files.record(id);
      return record === undefined ? undefined : records.get(record);
    },
  };

  function structureOf(id: number): Structure {
    const record = files.record(id);
    if (record === undefined) return noStructure;
    const known = decoded.get(id);
    if (known) return known;
    const structure = decodeStructure(records.get(record), files.pathOf(id));
    decoded.set(id, structure);
    decodedDefinitions += structure.definitions.length;
    for (const [oldest] of decoded) {
      if (decodedDefinitions <= mostDecoded) break;
      forgetDecoded(oldest);
    }
    return structure;
  }
}

function pairOf<T>(key: T | undefined, value: number): readonly (readonly [T, number])[] {
  return key === undefined ? [] : [[key, value]];
}

/** How often each name is defined in the file, terms ascending. */
function countDefinitions({ definitions }: Outline): FileTerms {
  const counts = new Map<number, number>();
  for (const { name } of definitions) {
    const term = nameTerm(name);
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const sorted = Uint32Array.from(counts.keys()).sort();
  return { terms: sorted, counts: Uint16Array.from(sorted, (term) => counts.get(term) ?? 1) };
}
