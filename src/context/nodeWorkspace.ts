// The workspace as the index thread and the benchmarks see it: local folders through Node alone.

import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { type Entry, findFiles } from './findFiles.ts';
import type { Workspace } from './workspace.ts';

const maxFolders = 5_000;

/** Reads without waiting for other work: whoever uses it has a thread of its own. */
export function createNodeWorkspace(folders: readonly string[]): Workspace {
  return {
    folders,
    realPath: async (path) => orUndefined(() => realpathSync.native(path).replaceAll('\\', '/')),
    readText: async (path, maxBytes) => readTextNow(path, maxBytes),
    async findByName(names) {
      const list = async (folder: string): Promise<readonly Entry[]> => listNow(folder) ?? [];
      const found = await Promise.all(folders.map((folder) => findFiles(folder, { names, list, maxFolders })));
      return found.flat();
    },
  };
}

/** The file's text; undefined when it is none, too long or not readable. Pipes and devices are never opened. */
function readTextNow(path: string, maxBytes: number): string | undefined {
  return orUndefined(() => {
    const status = statSync(path);
    return status.isFile() && status.size <= maxBytes ? readPlainFile(path) : undefined;
  });
}

/** The text of what is known to be a plain file; undefined when it is not readable. */
export function readPlainNow(path: string): string | undefined {
  return orUndefined(() => readPlainFile(path));
}

function readPlainFile(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The folder's entries; undefined when it cannot be read. */
export function listNow(path: string): Entry[] | undefined {
  const entries = orUndefined(() => readdirSync(path, { withFileTypes: true }));
  return entries?.map((entry) => {
    if (entry.isSymbolicLink()) return { name: entry.name, kind: 'link' };
    if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
    return { name: entry.name, kind: entry.isFile() ? 'file' : 'other' };
  });
}

/** A file that is missing or may not be read is no failure here: the interface says undefined. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
