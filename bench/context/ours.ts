// Our retrieval over the real index of the folder, in which the task's file stands as the task has it.

import { readFileSync } from 'node:fs';
import { type BuiltIndex, buildIndex } from '../../src/context/index/build.ts';
import type { Outliner } from '../../src/context/outline/outliner.ts';
import { retrieveForCompletion } from '../../src/context/retrieve/forCompletion.ts';
import type { FoundSnippet } from '../../src/context/retrieve/foundSnippet.ts';
import { resolverOf } from '../../src/context/retrieve/imports/resolveImport.ts';
import { createPathTable } from '../../src/context/retrieve/pathTable.ts';
import { isSource, type SourceFile } from './repository.ts';
import type { Task } from './tasks.ts';

export interface Ours {
  readonly built: BuiltIndex;
  /** What was found, and what retrieval alone took: by the clock, and of the processor. */
  retrieve(
    task: Task,
  ): Promise<{ readonly found: readonly FoundSnippet[]; readonly ms: number; readonly cpuMs: number }>;
  /** Files of the repository that a file's imports mean: knowledge that the peers get, too. */
  importedBy(file: SourceFile): readonly string[];
}

/** Nobody edits hundreds of files in a row: after so many the index is made as if it were built anew. */
const tasksTogether = 32;

/** `files`: all that the index may hold; copies are left out of it. */
export async function createOurs(
  root: string,
  files: ReadonlyMap<string, SourceFile>,
  outliner: Outliner,
): Promise<Ours> {
  const built = await buildIndex([root], { outliner });
  const { store, index } = built;
  for (const path of [...index.paths()]) if (isSource(path) && !files.has(path)) store.remove(path);
  const paths = createPathTable(index.paths());
  let tasks = 0;
  const put = ({ path, text, outline }: Pick<SourceFile, 'path' | 'text' | 'outline'>): void => {
    store.put(path, text);
    store.putOutline(path, outline);
  };
  const settings = new Map<string, string | undefined>();
  const readSettings = (path: string): string | undefined => {
    if (!settings.has(path))
      settings.set(path, index.fileId(path) === undefined ? undefined : readFileSync(path, 'utf8'));
    return settings.get(path);
  };

  return {
    built,
    async retrieve({ file, text, offset }) {
      const { path, languageId } = file;
      await outliner.load(languageId);
      const outline = outliner.outline({ languageId, text }, () => false);
      put({ path, text, outline });
      const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
      const found = retrieveForCompletion(
        {
          ...{ path, languageId, text, offset, outline },
          surroundings: { recent: [], tabs: [], types: [] },
        },
        {
          ...{ index, paths, readSettings, folders: [root] },
          readText: (other) => (other === path ? text : files.get(other)?.text),
        },
      );
      const ms = performance.now() - startMs;
      const { user, system } = process.cpuUsage(startCpu);
      put(file);
      if (++tasks % tasksTogether === 0) for (const work = store.compact(); !work.next().done; );
      return { found, ms, cpuMs: (user + system) / 1000 };
    },
    importedBy({ path: from, languageId, outline }) {
      const resolve = resolverOf(languageId);
      const found = outline.imports.flatMap(({ source, names }) =>
        resolve({ source, names: names.map(({ name }) => name), from }, { paths, readSettings }),
      );
      return [...new Set(found)].filter((path) => path !== from);
    },
  };
}
