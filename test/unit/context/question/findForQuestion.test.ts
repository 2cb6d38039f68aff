// Finding pieces for a question over an index of texts at hand.

import assert from 'node:assert/strict';
import { indexTexts } from '../../../../src/context/index/build.ts';
import { lexicalOutline } from '../../../../src/context/outline/lexical.ts';
import type { Outliner } from '../../../../src/context/outline/outliner.ts';
import { findForQuestion } from '../../../../src/context/retrieve/forQuestion.ts';
import type { FoundSnippet } from '../../../../src/context/retrieve/foundSnippet.ts';
import { createFileHistory } from '../../../../src/context/retrieve/question/history.ts';

/** Structure by lines alone: no grammar needs to be read. */
const outliner: Outliner = {
  load: async () => undefined,
  outline: lexicalOutline,
  outlineOf: ({ text }) => lexicalOutline({ text, languageId: 'typescript' }),
  references: () => [],
};

const files: Readonly<Record<string, string>> = {
  '/w/src/session.ts': `// Keeps sessions.
const limit = 10;

export function openSession(user: string): void {
  remember(user);
}

/** Deletes a session and all that it holds. */
export function deleteSession(user: string): void {
  forget(user);
  log('gone for good');
}
`,
  '/w/src/store.ts': `export function remember(key: string): void {
  cache.set(key, Date.now());
}

export function forget(key: string): void {
  cache.delete(key);
}
`,
  '/w/src/view.ts': `import { deleteSession } from './session.ts';

export function onClose(): void {
  deleteSession(current);
}
`,
  '/w/src/printer/paper.ts': 'export const sizes = { a4: [210, 297] };\n',
};

interface Asking {
  readonly texts?: Readonly<Record<string, string>>;
  readonly snippets?: number;
  readonly readText?: (path: string) => Promise<string | undefined>;
  readonly subjects?: Readonly<Record<string, readonly string[]>>;
}

async function find(question: string, { texts = files, snippets = 8, readText, subjects }: Asking = {}) {
  const { index } = await indexTexts(Object.entries(texts), outliner);
  const commits = Object.entries(subjects ?? {}).map(([subject, paths]) => ({ subject, paths }));
  return findForQuestion(
    question,
    {
      index,
      readText: readText ?? (async (path) => texts[path]),
      ...(subjects ? { history: createFileHistory(commits) } : {}),
    },
    { snippets },
  );
}

const paths = (found: readonly FoundSnippet[]): string[] => found.map(({ path }) => path.slice('/w/src/'.length));
const textOf = (found: FoundSnippet | undefined): string =>
  (found?.pieces ?? []).map(({ start, end }) => files[found?.path ?? '']?.slice(start, end)).join('…');

describe('findForQuestion', () => {
  it('finds the function that a sentence describes, as whole lines', async () => {
    const [first] = await find('where are sessions being deleted?');
    assert.equal(first?.path, '/w/src/session.ts');
    assert.match(textOf(first), /^\/\*\* Deletes a session.*\nexport function deleteSession[\s\S]*\n}\n$/);
    assert.equal(first?.textLength, files['/w/src/session.ts']?.length);
  });

  it('finds a file by its path alone', async () => {
    assert.deepEqual(paths(await find('which printers are there')), ['printer/paper.ts']);
  });

  it('puts the definition of a spelt name before its uses', async () => {
    const found = await find('what does `forget` do');
    assert.equal(paths(found)[0], 'store.ts');
    assert.equal(found[0]?.reason, 'definition');
  });

  it('finds a phrase that only a text holds, in any case', async () => {
    assert.equal(paths(await find('it printed "Gone  for good"'))[0], 'session.ts');
  });

  it('answers with different files first', async () => {
    const first = paths(await find('session delete key cache user', { snippets: 3 }));
    assert.equal(new Set(first).size, 3);
  });

  it('finds by what commits said of a file, and without them does not', async () => {
    const question = 'margins of letters';
    assert.deepEqual(paths(await find(question)), []);
    const subjects = { 'Set the margins of letters': ['/w/src/printer/paper.ts', '/w/src/deleted.ts'] };
    assert.deepEqual(paths(await find(question, { subjects })), ['printer/paper.ts']);
  });

  it('finds nothing for a question without words, and nothing in an empty workspace', async () => {
    assert.deepEqual(await find('where is it?'), []);
    assert.deepEqual(await find('where is the session?', { texts: {} }), []);
  });

  it('leaves out a file that can no longer be read', async () => {
    const readText = async (path: string) => (path.endsWith('session.ts') ? undefined : files[path]);
    assert.ok(!paths(await find('where are sessions deleted', { readText })).includes('session.ts'));
  });

  it('gives whole lines of the present text when the file has changed since it was indexed', async () => {
    const changed = `// A new first line.\n${files['/w/src/session.ts']}`;
    const readText = async (path: string) => (path.endsWith('session.ts') ? changed : files[path]);
    const [first] = await find('where are sessions deleted', { readText });
    const [piece] = first?.pieces ?? [];
    assert.equal(first?.path, '/w/src/session.ts');
    assert.deepEqual(piece, { start: 0, end: changed.length });
  });

  it('gives the same answer however the files were added', async () => {
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    const question = 'delete the key of a session';
    assert.deepEqual(await find(question, { texts: backwards }), await find(question));
  });

  it('stops reading when nobody waits any more', async () => {
    const { index } = await indexTexts(Object.entries(files), outliner);
    let reads = 0;
    const readText = async (path: string) => {
      reads++;
      return files[path];
    };
    await findForQuestion('"gone for good"', { index, readText }, { snippets: 3, signal: AbortSignal.abort() });
    assert.equal(reads, 0);
  });
});
