// Reads little-endian values of a file in order, through a small window; a length in the file can never make it
// allocate or read more than its own limits.

/** A file opened for reading; the only access to the disk that this layer has. */
export interface ModelFile {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What is wrong with a file that claims to be GGUF. */
export type GgufFault = 'not-gguf' | 'truncated' | 'damaged' | 'unsupported';

/** Says what is wrong with the file, in words that quote nothing of it. */
export class GgufError extends Error {
  override readonly name = 'GgufError';
  readonly fault: GgufFault;

  constructor(fault: GgufFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** The window's size: large enough that a vocabulary is a few reads, small against any model. */
const windowBytes = 1 << 20;

export interface ByteReader {
  /** Where the next value begins, from the start of the file. */
  readonly position: number;
  uint32(): Promise<number>;
  /** An unsigned 64-bit number that JavaScript holds exactly; anything larger is damage. */
  size(): Promise<number>;
  /** Exactly `length` bytes, `length` ≤ one window. */
  bytes(length: number): Promise<DataView>;
  /** Passes over bytes without reading them; they must lie in the file. */
  skip(length: number): void;
  /** Passes over `count` strings, each a 64-bit length and its bytes. */
  skipStrings(count: number): Promise<void>;
}

/** Throws `GgufError` 'truncated' wherever a value would pass the file's end. */
export function createByteReader(file: ModelFile): ByteReader {
  let position = 0;
  let windowStart = 0;
  let window: DataView = new DataView(new ArrayBuffer(0));

  function demand(length: number): void {
    if (length > file.sizeBytes - position)
      throw new GgufError('truncated', 'The file ends in the middle of its header.');
  }

  async function fill(length: number): Promise<void> {
    demand(length);
    const wanted = Math.min(Math.max(length, windowBytes), file.sizeBytes - position);
    const chunk = await file.read(position, wanted);
    if (chunk.byteLength < length) throw new GgufError('truncated', 'The file became shorter while it was read.');
    window = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    windowStart = position;
  }

  function held(length: number): boolean {
    return position >= windowStart && position + length <= windowStart + window.byteLength;
  }

  async function bytes(length: number): Promise<DataView> {
    if (length > windowBytes) throw new GgufError('damaged', 'A value in the header is longer than any real one.');
    if (!held(length)) await fill(length);
    const view = new DataView(window.buffer, window.byteOffset + position - windowStart, length);
    position += length;
    return view;
  }

  function skip(length: number): void {
    demand(length);
    position += length;
  }

  return {
    get position() {
      return position;
    },
    bytes,
    skip,
    uint32: async () => (await bytes(4)).getUint32(0, true),
    size: async () => exactSize(await bytes(8), 0),
    async skipStrings(count) {
      // A vocabulary has hundreds of thousands of strings: no promise for those that the window holds already.
      for (let index = 0; index < count; index++) {
        if (!held(8)) await fill(8);
        const length = exactSize(window, position - windowStart);
        position += 8;
        skip(length);
      }
    },
  };
}

function exactSize(view: DataView, offset: number): number {
  const value = view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw new GgufError('damaged', 'A length in the header is larger than any file.');
  return value;
}
