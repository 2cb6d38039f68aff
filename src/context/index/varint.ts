// Whole numbers below 2^32 in as few bytes as they need: seven bits a byte, the lowest first.

export interface ByteWriter {
  readonly length: number;
  writeNumber(value: number): void;
  /** A number that may be negative. */
  writeSigned(value: number): void;
  /** Any number below 2^32, in four bytes. */
  writeTerm(value: number): void;
  writeBytes(bytes: Uint8Array): void;
  /** What was written, valid until the next write. */
  bytes(): Uint8Array;
  clear(): void;
}

export function createByteWriter(capacity = 1024): ByteWriter {
  let buffer = new Uint8Array(capacity);
  let length = 0;

  function reserve(more: number): void {
    if (length + more <= buffer.length) return;
    const grown = new Uint8Array(Math.max(length + more, Math.ceil(buffer.length * 1.5)));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  }

  function writeNumber(value: number): void {
    reserve(5);
    let rest = value;
    while (rest > 127) {
      buffer[length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    buffer[length++] = rest;
  }

  return {
    get length() {
      return length;
    },
    writeNumber,
    writeSigned: (value) => writeNumber(value < 0 ? -value * 2 - 1 : value * 2),
    writeTerm(value) {
      reserve(4);
      for (let shift = 0; shift < 32; shift += 8) buffer[length++] = value >>> shift;
    },
    writeBytes(bytes) {
      reserve(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    bytes: () => buffer.subarray(0, length),
    clear() {
      length = 0;
    },
  };
}

export interface ByteReader {
  at: number;
  readNumber(): number;
  readSigned(): number;
  readTerm(): number;
  readBytes(length: number): Uint8Array;
}

/** Reads what a writer wrote; beyond the end all is 0. */
export function createByteReader(bytes: Uint8Array, start = 0): ByteReader {
  const reader: ByteReader = {
    at: start,
    readNumber() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = bytes[reader.at++] ?? 0;
        value |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      return value >>> 0;
    },
    readSigned() {
      const value = reader.readNumber();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    readTerm() {
      let value = 0;
      for (let shift = 0; shift < 32; shift += 8) value |= (bytes[reader.at++] ?? 0) << shift;
      return value >>> 0;
    },
    readBytes(length) {
      reader.at += length;
      return bytes.subarray(reader.at - length, reader.at);
    },
  };
  return reader;
}
