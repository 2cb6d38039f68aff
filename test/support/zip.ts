// Reads ZIP archives (a VSIX is one) as vsce writes them: no encryption, no ZIP64. Enough for tests to look inside.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly size: number;
  read(): Buffer;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const deflated = 8;

/** The files of the archive by their path. */
export function readZip(path: string): Map<string, ZipEntry> {
  const data = readFileSync(path);
  let end = data.length - 22;
  while (end >= 0 && data.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error(`${path} is no ZIP archive`);
  const entries = new Map<string, ZipEntry>();
  let at = data.readUInt32LE(end + 16);
  for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (data.readUInt32LE(at) !== entrySignature) throw new Error(`${path} has a broken directory`);
    const method = data.readUInt16LE(at + 10);
    const packedSize = data.readUInt32LE(at + 20);
    const size = data.readUInt32LE(at + 24);
    const nameLength = data.readUInt16LE(at + 28);
    const header = data.readUInt32LE(at + 42);
    const name = data.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
    if (name.endsWith('/')) continue;
    const read = (): Buffer => {
      const start = header + 30 + data.readUInt16LE(header + 26) + data.readUInt16LE(header + 28);
      const packed = data.subarray(start, start + packedSize);
      return method === deflated ? inflateRawSync(packed) : packed;
    };
    entries.set(name, { size, read });
  }
  return entries;
}

/** Writes every file of the archive below `folder`. */
export function unzip(archive: string, folder: string): void {
  for (const [name, entry] of readZip(archive)) {
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, entry.read());
  }
}
