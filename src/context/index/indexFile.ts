// The one file that keeps the index between sessions: for its owner alone, and whole or not at all.

import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'index.bin';

export interface IndexFile {
  /** Undefined when there is none, or it cannot be read. */
  read(): Promise<Uint8Array | undefined>;
  /** False where `isStale`, asked about each piece, said so: what was stored before stays. */
  write(pieces: Iterable<Uint8Array>, isStale: () => boolean): Promise<boolean>;
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
    async write(pieces, isStale) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${path}.${process.pid}`;
      await rm(draft, { force: true });
      const handle = await open(draft, 'wx', 0o600);
      let isWhole = false;
      try {
        for (const piece of pieces) {
          if (isStale()) return false;
          for (let written = 0; written < piece.length; ) {
            written += (await handle.write(piece, written, piece.length - written)).bytesWritten;
          }
        }
        await handle.sync();
        isWhole = true;
      } finally {
        await handle.close();
        if (!isWhole) await rm(draft, { force: true });
      }
      await chmod(draft, 0o600);
      await rename(draft, path);
      return true;
    },
    remove: () => rm(path, { force: true }),
  };
}
