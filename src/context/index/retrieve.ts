// Answers questions to the index in its thread, where texts and structures are at hand.

import { retrieveForCompletion } from '../retrieve/forCompletion.ts';
import { findForQuestion } from '../retrieve/forQuestion.ts';
import { createPathTable, type PathTable } from '../retrieve/pathTable.ts';
import type { IndexView, Retrieve } from './indexServer.ts';

/** How long the structure of the text at hand may take. */
const outlineLimitMs = 100;
/** The table of paths is made anew at most this often. */
const pathsForMs = 2_000;

export function createRetrieve(): Retrieve {
  let paths: PathTable | undefined;
  let madeFor = -1;
  let madeMs = 0;

  function pathsOf({ store }: IndexView): PathTable {
    const nowMs = performance.now();
    if (!paths || (madeFor !== store.pathChanges && nowMs - madeMs > pathsForMs)) {
      paths = createPathTable(store.index.paths());
      madeFor = store.pathChanges;
      madeMs = nowMs;
    }
    return paths;
  }

  return async (request, view, signal) => {
    const { store, keptOutlines, folders, readText, pause } = view;
    if (request.kind === 'question') {
      const read = async (path: string): Promise<string | undefined> => {
        await pause();
        return readText(path);
      };
      const { text, limit } = request.query;
      return findForQuestion(text, { index: store.index, readText: read }, { snippets: limit, signal });
    }
    const { query } = request;
    const outliner = keptOutlines.of(query.path);
    await outliner.load(query.languageId);
    const endMs = performance.now() + outlineLimitMs;
    const outline = outliner.outline(query, () => performance.now() > endMs);
    if (signal.aborted) return [];
    const sources = { index: store.index, paths: pathsOf(view), readText, readSettings: readText, folders };
    return retrieveForCompletion({ ...query, outline }, sources);
  };
}
