// The search by name: what it finds, what it skips, and where it stops.

import assert from 'node:assert/strict';
import { type Entry, findFiles } from '../../src/context/findFiles.ts';

/** Paths of files, `folder/` for an empty folder, `name@` for a link. */
function treeOf(paths: readonly string[]): { list: (folder: string) => Promise<Entry[]>; listed: string[] } {
  const listed: string[] = [];
  const list = async (folder: string): Promise<Entry[]> => {
    listed.push(folder);
    const entries = new Map<string, Entry['kind']>();
    for (const path of paths) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
      if (rest.length > 0) entries.set(name, 'folder');
      else if (name.endsWith('@')) entries.set(name.slice(0, -1), 'link');
      else if (name !== '') entries.set(name, 'file');
    }
    return [...entries].map(([name, kind]) => ({ name, kind }));
  };
  return { list, listed };
}

describe('findFiles', () => {
  const find = (paths: readonly string[], maxFolders = 100): Promise<string[]> =>
    findFiles('/p', { names: ['.env'], list: treeOf(paths).list, maxFolders });

  it('finds files and links in all folders, whatever their case', async () => {
    const found = await find(['/p/.env', '/p/a/b/.ENV', '/p/c/.env@', '/p/c/env', '/q/.env']);
    assert.deepEqual(found, ['/p/.env', '/p/c/.env', '/p/a/b/.ENV']);
  });

  it('looks into no dependencies', async () => {
    assert.deepEqual(await find(['/p/node_modules/x/.env', '/p/.git/.env', '/p/src/.env']), ['/p/src/.env']);
  });

  it('takes no folder for a file', async () => {
    assert.deepEqual(await find(['/p/.env/inside']), []);
  });

  it('stops at the bound, nearest folders first', async () => {
    const { list, listed } = treeOf(['/p/a/b/c/.env', '/p/.env', '/p/d/.env']);
    const found = await findFiles('/p', { names: ['.env'], list, maxFolders: 3 });
    assert.deepEqual(found, ['/p/.env', '/p/d/.env']);
    assert.deepEqual(listed, ['/p', '/p/a', '/p/d']);
  });
});
