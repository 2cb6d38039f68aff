// Our own retrieval over an index in this process, kept at the state that is asked.

import { indexTexts, type TextIndex } from '../../src/context/index/build.ts';
import { findForQuestion } from '../../src/context/retrieve/forQuestion.ts';
import { createFileHistory, type FileHistory, type PastCommit } from '../../src/context/retrieve/question/history.ts';
import { createTestOutliner } from '../../test/support/outline.ts';
import type { FileRanking } from './bm25.ts';

export interface Ours extends FileRanking {
  /** Brings the index up to date, and takes what git knows at this state, newest first. */
  settle(past: readonly PastCommit[]): Promise<void>;
  /** The same without what git knows. */
  rankWithoutHistory(question: string, limit: number): Promise<readonly string[]>;
}

const folder = '/repository';
/** Pieces asked for, so that enough files are among them. */
const piecesPerFile = 3;

export async function createOurs(): Promise<Ours> {
  const texts = new Map<string, string>();
  const pending = new Map<string, string | undefined>();
  const built: TextIndex = await indexTexts([], createTestOutliner());
  let history: FileHistory | undefined;

  async function rank(question: string, limit: number, known: FileHistory | undefined): Promise<readonly string[]> {
    const found = await findForQuestion(
      question,
      {
        index: built.index,
        readText: async (path) => texts.get(path),
        ...(known === undefined ? {} : { history: known }),
      },
      { snippets: limit * piecesPerFile },
    );
    const paths = [...new Set(found.map(({ path }) => path.slice(folder.length + 1)))];
    return paths.slice(0, limit);
  }

  return {
    change(path, text) {
      pending.set(`${folder}/${path}`, text);
    },
    async settle(past) {
      for (const [path, text] of pending) {
        if (text === undefined) {
          texts.delete(path);
          built.remove(path);
        } else {
          texts.set(path, text);
          await built.set(path, text);
        }
      }
      pending.clear();
      history = createFileHistory(
        past.map(({ subject, paths }) => ({ subject, paths: paths.map((path) => `${folder}/${path}`) })),
      );
    },
    rank: (question, limit) => rank(question, limit, history),
    rankWithoutHistory: (question, limit) => rank(question, limit, undefined),
  };
}
