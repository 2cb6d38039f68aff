// A workspace of files and links in memory, for tests of what may be seen and found in one.

import type { Workspace } from '../../src/context/workspace.ts';

export interface MemoryWorkspace extends Workspace {
  readonly files: Map<string, string>;
  readonly links: Map<string, string>;
  /** How often it was asked. */
  reads: number;
}

export function memoryWorkspace(
  files: Readonly<Record<string, string>> = {},
  folders: readonly string[] = ['/w'],
): MemoryWorkspace {
  const workspace: MemoryWorkspace = {
    folders,
    files: new Map(Object.entries(files)),
    links: new Map(),
    reads: 0,
    async realPath(path) {
      workspace.reads++;
      return workspace.links.get(path) ?? (path.startsWith('/') ? path : undefined);
    },
    async readText(path, maxBytes) {
      workspace.reads++;
      const text = workspace.files.get(path);
      return text !== undefined && text.length <= maxBytes ? text : undefined;
    },
    async findByName(names) {
      return [...workspace.files.keys()].filter((path) => names.includes(path.slice(path.lastIndexOf('/') + 1)));
    },
  };
  return workspace;
}
