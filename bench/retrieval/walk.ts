// Walks the states in which questions are asked, each told as what changed since the one before.

import type { ChangedPath, Repository } from './git.ts';
import { isSourcePath, isSourceText, type Question } from './questions.ts';

export interface Step {
  readonly question: Question;
  /** New texts of source files; undefined where one is gone. */
  readonly changes: ReadonlyMap<string, string | undefined>;
  /** Source files in this state. */
  readonly files: number;
}

const maxFileBytes = 1024 * 1024;

function readChanges(repository: Repository, changed: readonly ChangedPath[]): Map<string, string | undefined> {
  const own = changed.filter(({ path }) => isSourcePath(path));
  const blobs = own.flatMap(({ blob, status }) => (blob === undefined || status === 'D' ? [] : [blob]));
  const texts = repository.texts(blobs, maxFileBytes);
  const byBlob = new Map(blobs.map((blob, at) => [blob, texts[at]]));
  return new Map(
    own.map(({ path, blob, status }) => {
      const text = blob === undefined || status === 'D' ? undefined : byBlob.get(blob);
      return [path, text !== undefined && isSourceText(text) ? text : undefined];
    }),
  );
}

/** Yields the questions in their order with the state of each one's parent. */
export function* walkHistory(repository: Repository, questions: readonly Question[]): Generator<Step> {
  const present = new Set<string>();
  let state: string | undefined;
  for (const question of questions) {
    const changes = readChanges(repository, repository.changes(state, question.parent));
    for (const [path, text] of changes) {
      if (text === undefined) present.delete(path);
      else present.add(path);
    }
    state = question.parent;
    yield { question, changes, files: present.size };
  }
}
