// Reads every file of the folders that the index may hold; what was left out is counted by reason.

import { lstatSync } from 'node:fs';
import { createExclusion } from '../exclude.ts';
import { languageOf } from '../languageOf.ts';
import { createNodeWorkspace, listNow, readTextNow } from '../nodeWorkspace.ts';
import type { FileStamp } from './fileTable.ts';

/** Reason → number of files. */
export type LeftOut = ReadonlyMap<string, number>;

export interface FolderFile {
  readonly path: string;
  readonly text: string;
  readonly stamp: FileStamp;
}

export interface FolderReader {
  readonly files: AsyncIterable<FolderFile>;
  readonly leftOut: LeftOut;
  readText(path: string): string | undefined;
}

const maxBytes = 1_000_000;
const skipped = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
]);

export function readFolders(folders: readonly string[], mostFiles = Number.POSITIVE_INFINITY): FolderReader {
  const leftOut = new Map<string, number>();
  const exclusion = createExclusion(createNodeWorkspace(folders), { excludeFiles: [], allowFiles: [] });
  const leave = (reason: string): void => void leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);

  async function* files(): AsyncGenerator<FolderFile> {
    const queue = [...folders];
    let count = 0;
    for (const folder of queue) {
      for (const { name, kind } of listNow(folder)) {
        const path = `${folder}/${name}`;
        if (kind === 'folder' && !skipped.has(name)) queue.push(path);
        if (kind !== 'file') continue;
        const file = await read(path);
        if (file === undefined) continue;
        yield file;
        count++;
        if (count >= mostFiles) return;
      }
    }
  }

  async function read(path: string): Promise<FolderFile | undefined> {
    const decision = await exclusion.decide({ scheme: 'file', path, languageId: languageOf(path) });
    if (decision.kind !== 'ok') return void leave(decision.kind);
    const { size, mtimeMs } = lstatSync(path);
    if (size > maxBytes) return void leave('large');
    const text = readTextNow(path, maxBytes);
    if (text === undefined || text.slice(0, 8192).includes('\0')) return void leave('binary');
    return { path, text, stamp: { size, modifiedMs: mtimeMs } };
  }

  return { files: files(), leftOut, readText: (path) => readTextNow(path, maxBytes) };
}
