// The files of the index by number: path, length, version, and when and how large they were on disk, in typed arrays.

/** Tells a file that changed from one that did not: its size and time on disk, or 0 and 0 for an unsaved text. */
export interface FileStamp {
  readonly size: number;
  readonly modifiedMs: number;
}

export const unsaved: FileStamp = { size: 0, modifiedMs: 0 };

/** `hidden`: loaded from the storage, and not yet seen on disk in this session. */
export const FileState = { gone: 0, hidden: 1, visible: 2 } as const;
export type FileState = (typeof FileState)[keyof typeof FileState];

export interface LoadedFile extends FileStamp {
  readonly id: number;
  readonly path: string;
  readonly length: number;
}

export interface FileTable {
  /** Gives the path a number; it must have none. */
  add(path: string): number;
  /** Takes in what was stored, hidden, under its own number. */
  load(file: LoadedFile, record: number | undefined): void;
  idOf(path: string): number | undefined;
  pathOf(id: number): string;
  state(id: number): FileState;
  setState(id: number, state: FileState): void;
  /** The number is given to another file, unless it is sealed. */
  remove(id: number): void;
  seal(id: number): void;
  stamp(id: number): FileStamp;
  setStamp(id: number, stamp: FileStamp): void;
  length(id: number): number;
  setLength(id: number, length: number): void;
  version(id: number): number;
  /** The file's record, or undefined before its structure is known. */
  record(id: number): number | undefined;
  setRecord(id: number, record: number | undefined): void;
  /** Visible files, and the sum of their lengths. */
  readonly visibleCount: number;
  readonly visibleLength: number;
  /** Numbers run below it. */
  readonly limit: number;
  ids(): IterableIterator<number>;
}

const noRecord = 0xffffffff;

export function createFileTable(): FileTable {
  const ids = new Map<string, number>();
  const paths: string[] = [];
  const free: number[] = [];
  let columns = createColumns(1024);
  let versions = 0;
  let visibleCount = 0;
  let visibleLength = 0;

  const stateOf = (id: number): FileState => (columns.states[id] ?? 0) as FileState;

  function setState(id: number, state: FileState): void {
    const change = Number(state === FileState.visible) - Number(stateOf(id) === FileState.visible);
    visibleCount += change;
    visibleLength += change * (columns.lengths[id] ?? 0);
    columns.states[id] = state;
  }

  function insert(id: number, path: string): void {
    while (paths.length <= id) paths.push('');
    while (id >= columns.states.length) columns = grownColumns(columns);
    paths[id] = path;
    ids.set(path, id);
    columns.lengths[id] = 0;
    columns.records[id] = noRecord;
    columns.versions[id] = ++versions;
  }

  function setStamp(id: number, { size, modifiedMs }: FileStamp): void {
    columns.sizes[id] = size;
    columns.times[id] = modifiedMs;
  }

  return {
    add(path) {
      const id = free.pop() ?? paths.length;
      insert(id, path);
      setState(id, FileState.visible);
      return id;
    },
    load(file, record) {
      insert(file.id, file.path);
      columns.seals[file.id] = 1;
      columns.lengths[file.id] = file.length;
      columns.records[file.id] = record ?? noRecord;
      setStamp(file.id, file);
      setState(file.id, FileState.hidden);
    },
    idOf: (path) => ids.get(path),
    pathOf: (id) => paths[id] ?? '',
    state: stateOf,
    setState,
    seal(id) {
      columns.seals[id] = 1;
    },
    remove(id) {
      setState(id, FileState.gone);
      const path = paths[id] ?? '';
      if (ids.get(path) === id) ids.delete(path);
      paths[id] = '';
      if (columns.seals[id] !== 1) free.push(id);
    },
    stamp: (id) => ({ size: columns.sizes[id] ?? 0, modifiedMs: columns.times[id] ?? 0 }),
    setStamp,
    length: (id) => columns.lengths[id] ?? 0,
    setLength(id, length) {
      if (stateOf(id) === FileState.visible) visibleLength += length - (columns.lengths[id] ?? 0);
      columns.lengths[id] = length;
    },
    version: (id) => columns.versions[id] ?? 0,
    record(id) {
      const record = columns.records[id] ?? noRecord;
      return record === noRecord ? undefined : record;
    },
    setRecord(id, record) {
      columns.records[id] = record ?? noRecord;
    },
    get visibleCount() {
      return visibleCount;
    },
    get visibleLength() {
      return visibleLength;
    },
    get limit() {
      return paths.length;
    },
    ids: () => ids.values(),
  };
}

interface Columns {
  readonly states: Uint8Array;
  readonly seals: Uint8Array;
  readonly lengths: Uint32Array;
  readonly versions: Uint32Array;
  readonly sizes: Uint32Array;
  readonly records: Uint32Array;
  readonly times: Float64Array;
}

function createColumns(capacity: number): Columns {
  return {
    states: new Uint8Array(capacity),
    seals: new Uint8Array(capacity),
    lengths: new Uint32Array(capacity),
    versions: new Uint32Array(capacity),
    sizes: new Uint32Array(capacity),
    records: new Uint32Array(capacity),
    times: new Float64Array(capacity),
  };
}

function grownColumns(columns: Columns): Columns {
  const grown = createColumns(columns.states.length * 2);
  for (const name of ['states', 'seals', 'lengths', 'versions', 'sizes', 'records', 'times'] as const) {
    grown[name].set(columns[name]);
  }
  return grown;
}
