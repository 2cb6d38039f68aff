// The disk as the models layer sees it, and its one implementation; everything else here works on this interface.

import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import type { ModelFile } from './byteReader.ts';

export type FileKind = 'file' | 'folder' | 'other';

/** All paths are absolute. */
export interface ModelFiles {
  /** What lies at the end of all links; undefined when there is nothing. */
  kind(path: string): Promise<FileKind | undefined>;
  realPath(path: string): Promise<string>;
  /** Throws when the file cannot be read. */
  open(path: string): Promise<ModelFile>;
}

/** The real disk. */
export function createModelFiles(): ModelFiles {
  return {
    async kind(path) {
      try {
        const found = await stat(path);
        if (found.isFile()) return 'file';
        return found.isDirectory() ? 'folder' : 'other';
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    realPath: (path) => realpath(path),
    async open(path) {
      // Without O_NONBLOCK a named pipe put there after the check would hang the caller for ever.
      const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const { size } = await handle.stat();
      return {
        sizeBytes: size,
        async read(position, length) {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, position);
          return buffer.subarray(0, bytesRead);
        },
        close: () => handle.close(),
      };
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
