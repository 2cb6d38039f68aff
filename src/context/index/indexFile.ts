// The one file that keeps the index between sessions: for its owner alone, and whole or not at all.

import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'index.bin';
/** Written at a time, so that questions are answered in between. */
const pieceBytes = 1 << 22;

export interface IndexFile {
  /** Undefined when there is none, or it cannot be read. */
  read(): Promise<Uint8Array | undefined>;
  write(parts: readonly Uint8Array[]): Promise<void>;
  remove(): Promise<void>;
}

/** `folder` need not be there. */
export function createIndexFile(folder: string): IndexFile {
  const path = join(folder, fileName);
  return {
    async read() {
      try {
        return await readFile(path);
      } catch {
        return undefined;
      }
    },
    async write(parts) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}`;
      await rm(draft, { force: true });
      const handle = await open(draft, 'wx', 0o600);
      try {
        for (const part of parts) {
          for (let at = 0; at < part.length; at += pieceBytes) {
            const piece = part.subarray(at, at + pieceBytes);
            for (let written = 0; written < piece.length; ) {
              written += (await handle.write(piece, written, piece.length - written)).bytesWritten;
            }
          }
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await chmod(draft, 0o600);
      await rename(draft, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
