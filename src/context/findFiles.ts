// Finds files by name without a search program: bounded, skips dependencies, follows no link.

import { folderRule } from './ownFiles.ts';

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export interface Search {
  readonly names: readonly string[];
  /** Lists a folder; an unreadable one is empty. */
  list(folder: string): Promise<readonly Entry[]>;
  /** Folders looked into at most, nearest to the top first. */
  readonly maxFolders: number;
}

/** A tool's folder never holds the user's own configuration; a build's output may hold copies of it. */
function isTools(name: string): boolean {
  const rule = folderRule(name);
  return rule !== undefined && rule.beside === undefined;
}

/** Absolute paths below `folder`, breadth first; a link counts as a file, for its target is read through it. */
export async function findFiles(folder: string, { names, list, maxFolders }: Search): Promise<string[]> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const found: string[] = [];
  const queue = [folder];
  for (let index = 0; index < queue.length && index < maxFolders; index += 1) {
    const current = queue[index] ?? folder;
    for (const { name, kind } of await list(current)) {
      const path = current.endsWith('/') ? `${current}${name}` : `${current}/${name}`;
      if (kind === 'folder') {
        if (!isTools(name)) queue.push(path);
      } else if (kind !== 'other' && wanted.has(name.toLowerCase())) found.push(path);
    }
  }
  return found;
}
