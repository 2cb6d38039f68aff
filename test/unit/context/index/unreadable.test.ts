// What cannot be read is counted and left out, at whichever moment that shows, and the work on the rest comes to its end.

import assert from 'node:assert/strict';
import { createExclusion } from '../../../../src/context/exclude.ts';
import type { Disk } from '../../../../src/context/index/disk.ts';
import { createIndexer, type Indexer } from '../../../../src/context/index/indexer.ts';
import { createIndexStore } from '../../../../src/context/index/store.ts';
import { lexicalOutline } from '../../../../src/context/outline/lexical.ts';
import type { Outliner } from '../../../../src/context/outline/outliner.ts';
import { memoryWorkspace } from '../../../support/memoryWorkspace.ts';

const texts: Readonly<Record<string, string>> = {
  '/w/a.ts': 'export const first = 1;\n',
  '/w/b.ts': 'export const second = 2;\n',
  '/w/sub/c.ts': 'export const third = 3;\n',
};

const outliner: Outliner = {
  load: async () => undefined,
  outline: (source) => lexicalOutline(source),
  outlineOf: () => assert.fail('no tree is kept'),
  references: () => [],
};

const keptOutlines = { of: () => outliner, forget: () => undefined };

/** `isReadable` is asked each time that a file's text or a folder's entries are. */
function check(isReadable: (path: string) => boolean) {
  const disk: Disk = {
    list(folder) {
      const inside = folder === '/w' ? ['a.ts', 'b.ts'] : ['c.ts'];
      const files = inside.map((name) => ({ name, kind: 'file' as const }));
      if (!isReadable(folder)) return undefined;
      return folder === '/w' ? [...files, { name: 'sub', kind: 'folder' }] : files;
    },
    stampOf: (path) => (path in texts ? { size: texts[path]?.length ?? 0, modifiedMs: 7 } : undefined),
    isFolder: (path) => path === '/w' || path === '/w/sub',
    read: (path) => (isReadable(path) ? texts[path] : undefined),
  };
  const store = createIndexStore();
  const indexer = createIndexer({ store, outliner, keptOutlines, disk, now: () => 0 });
  indexer.scan(['/w'], createExclusion(memoryWorkspace(texts), { excludeFiles: [], allowFiles: [] }));
  return { store, indexer, paths: () => [...store.index.paths()].sort() };
}

async function finish(indexer: Indexer): Promise<void> {
  // The clock stands still, so that one call does all there is to do; a second one would find more if there were.
  assert.equal(await indexer.work(1), false);
  assert.equal(indexer.progress.phase, 'ready');
}

describe('context/index/indexer, where the disk fails', () => {
  it('counts a file and a folder that cannot be read, and takes the rest', async () => {
    const { indexer, paths } = check((path) => path !== '/w/b.ts' && path !== '/w/sub');
    await finish(indexer);
    assert.deepEqual(paths(), ['/w/a.ts']);
    assert.deepEqual(indexer.progress.leftOut, { 'not readable': 2 });
  });

  it('drops a file that can no longer be read when its structure is wanted', async () => {
    let reads = 0;
    const { indexer, paths } = check((path) => path !== '/w/b.ts' || ++reads === 1);
    await finish(indexer);
    assert.equal(reads, 2);
    assert.deepEqual(paths(), ['/w/a.ts', '/w/sub/c.ts']);
    assert.deepEqual(indexer.progress.leftOut, { 'not readable': 1 });
  });

  it('gives retrieval no text of such a file, and takes it in once it can be read again', async () => {
    let isReadable = true;
    const { indexer, paths } = check((path) => isReadable || path !== '/w/b.ts');
    await finish(indexer);
    isReadable = false;
    assert.equal(indexer.readText('/w/b.ts'), undefined);
    assert.match(indexer.readText('/w/a.ts') ?? '', /first/);
    isReadable = true;
    indexer.changed(['/w/b.ts']);
    await finish(indexer);
    assert.deepEqual(paths(), ['/w/a.ts', '/w/b.ts', '/w/sub/c.ts']);
    assert.match(indexer.readText('/w/b.ts') ?? '', /second/);
  });
});
