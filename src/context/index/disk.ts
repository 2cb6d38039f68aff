// What the index asks of the disk, in one place, so that a test can make it fail.

import { lstatSync, type Stats } from 'node:fs';
import type { Entry } from '../findFiles.ts';
import { listNow, readPlainNow } from '../nodeWorkspace.ts';
import type { FileStamp } from './fileTable.ts';

export interface Disk {
  /** Undefined when the folder cannot be read. */
  list(folder: string): readonly Entry[] | undefined;
  /** Time and size on disk; undefined for what is no plain file, or gone. */
  stampOf(path: string): FileStamp | undefined;
  isFolder(path: string): boolean;
  /** The text of what is known to be a plain file; undefined when it cannot be read. */
  read(path: string): string | undefined;
}

export const nodeDisk: Disk = {
  list: listNow,
  stampOf(path) {
    const status = statusOf(path);
    return status?.isFile() ? { size: status.size, modifiedMs: status.mtimeMs } : undefined;
  },
  isFolder: (path) => statusOf(path)?.isDirectory() === true,
  read: readPlainNow,
};

function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A folder on its way may not be looked into.
    return undefined;
  }
}
