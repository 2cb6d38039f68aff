// Walks the folders and finds every file that the index may hold; excluded folders are not entered, links not followed.

import type { Exclusion, ExclusionDecider } from '../exclude.ts';
import { mostFileBytes } from '../ownFiles.ts';
import { slashed } from '../workspacePaths.ts';
import { type Disk, nodeDisk } from './disk.ts';
import type { FileStamp } from './fileTable.ts';
import type { LeftOut } from './leftOut.ts';

export interface FoundFile {
  readonly path: string;
  readonly stamp: FileStamp;
}

/** A reason for the log, without a name. */
export function reasonOf(exclusion: Exclusion): string {
  if (exclusion.kind === 'excluded') return exclusion.by;
  return exclusion.kind === 'secret' ? 'a secret file' : '';
}

/** The files of one folder after the other, nearest to the top first. Folders inside each other are walked once. */
export async function* walk(
  folders: readonly string[],
  exclusion: ExclusionDecider,
  leftOut: LeftOut,
  disk: Disk = nodeDisk,
): AsyncGenerator<readonly FoundFile[]> {
  const queue = [...new Set(folders.map((folder) => slashed(folder).replace(/(?<=.)\/$/, '')))];
  const known = new Set(queue);
  for (let next = 0; next < queue.length; next++) {
    const folder = queue[next] ?? '';
    queue[next] = '';
    const entries = disk.list(folder);
    if (entries === undefined) {
      leftOut.add('not readable');
      continue;
    }
    const judge = await exclusion.judgeFolder(folder, new Set(entries.map(({ name }) => name)));
    if (judge === undefined) leftOut.add('a tool’s folder');
    const files: FoundFile[] = [];
    for (const { name, kind } of judge ? entries : []) {
      const path = `${folder}/${name}`;
      if (kind === 'link' || kind === 'other') leftOut.add(kind === 'link' ? 'a link' : 'no file');
      if (kind !== 'file' && kind !== 'folder') continue;
      const decision = judge?.(name, kind);
      if (decision?.kind !== 'ok') leftOut.add(decision ? reasonOf(decision) : '');
      else if (kind === 'file') files.push(...stamped(path, disk, leftOut));
      else if (!known.has(path)) {
        known.add(path);
        queue.push(path);
      }
    }
    yield files;
  }
}

function stamped(path: string, disk: Disk, leftOut: LeftOut): FoundFile[] {
  const stamp = disk.stampOf(path);
  if (stamp && stamp.size <= mostFileBytes) return [{ path, stamp }];
  leftOut.add(stamp ? 'larger than 1 MB' : 'not readable');
  return [];
}
