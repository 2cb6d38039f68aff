// The benchmark of context counts what it says: tasks, copies, budgets, and the peers' snippets.

import assert from 'node:assert/strict';
import { jaccardWindows } from '../../../bench/context/jaccard.ts';
import { fillBudget, type Packing, shownNames } from '../../../bench/context/method.ts';
import { namesIn, type SourceFile, withoutCopies } from '../../../bench/context/repository.ts';
import { ringChunks } from '../../../bench/context/ring.ts';
import { makeTasks, type Task } from '../../../bench/context/tasks.ts';
import { createTestOutliner } from '../../support/outline.ts';

const outliner = createTestOutliner();

async function sourceFile(path: string, text: string): Promise<SourceFile> {
  const languageId = 'typescript';
  await outliner.load(languageId);
  const outline = outliner.outline({ languageId, text }, () => false);
  const imports = outline.imports.map(({ range }) => range);
  return { path, languageId, text, outline, names: namesIn(text, languageId, imports) };
}

const library = [
  'export function openAccount(owner: string) {',
  '  return owner;',
  '}',
  'export interface Account {',
  '  readonly balance: number;',
  '}',
].join('\n');
const user = [
  "import { openAccount } from './account.ts';",
  "import { readFile } from 'node:fs';",
  '',
  'export function start(owner: string) {',
  '  // openAccount is called once',
  '  const account = openAccount(',
  '    owner,',
  '  );',
  "  readFile('openAccount');",
  '  return account.balance;',
  '}',
].join('\n');

async function twoFiles(): Promise<{ files: SourceFile[]; tasks: Task[]; packing: Packing }> {
  const files = [await sourceFile('/w/account.ts', library), await sourceFile('/w/user.ts', user)];
  const packing: Packing = {
    root: '/w/',
    files: new Map(files.map((file) => [file.path, file])),
    countTokens: (text) => text.length,
  };
  return { files, tasks: makeTasks(files, 10, 'seed'), packing };
}

describe('the benchmark of context', () => {
  it('takes out statements that name what other files define, and only those', async () => {
    const { tasks } = await twoFiles();
    const found = tasks.map(({ wanted, truth }) => [wanted.join(), truth.split('\n').length]);
    assert.deepEqual(found.sort(), [
      ['balance', 1],
      ['openAccount', 3],
    ]);
    for (const { text, truth, offset, file } of tasks) {
      assert.equal(text.slice(0, offset) + truth + text.slice(offset), file.text);
    }
  });

  it('takes the same tasks with the same seed', async () => {
    const { files } = await twoFiles();
    const chosen = (seed: string) => makeTasks(files, 1, seed).map(({ truth }) => truth);
    assert.deepEqual(chosen('a'), chosen('a'));
    assert.equal(new Set([...'abcdefghijklmnop'].flatMap(chosen)).size, 2);
  });

  it('keeps one of several copies, and the source of what a compiler wrote', () => {
    const lines = Array.from({ length: 20 }, (_, at) => `export const someValue${at} = compute${at}(${at});`);
    const source = (path: string, text: string) => ({ path, languageId: 'typescript', text });
    const kept = withoutCopies([
      source('/w/dist/a.js', lines.join('\n').replaceAll('export const', 'const')),
      source('/w/other.ts', 'export const nothingLikeIt = 1;\n'),
      source('/w/src/a.ts', lines.join('\n')),
      source('/w/src/copy.ts', `${lines.join('\n')}\nexport const oneMore = 1;`),
    ]);
    assert.deepEqual(
      kept.map(({ path }) => path),
      ['/w/other.ts', '/w/src/a.ts'],
    );
  });

  it('counts a name in code alone', async () => {
    const { files, tasks, packing } = await twoFiles();
    const task = tasks.find(({ wanted }) => wanted.includes('openAccount'));
    assert.ok(task);
    const inUser = (what: string) => {
      const start = user.indexOf(what);
      return [{ path: '/w/other.ts', pieces: [{ start, end: start + what.length }] }];
    };
    const other = { ...packing, files: new Map([['/w/other.ts', files[1] ?? assert.fail()]]) };
    const count = (what: string) => shownNames(inUser(what), task, other).size;
    assert.equal(count("import { openAccount } from './account.ts';"), 0);
    assert.equal(count('// openAccount is called once'), 0);
    assert.equal(count("readFile('openAccount')"), 0);
    assert.equal(count('const account = openAccount('), 1);
  });

  it('fills a budget with whole snippets, or crops the first that is too long', async () => {
    const { tasks, packing } = await twoFiles();
    const [task] = tasks;
    assert.ok(task);
    const long = { path: '/w/account.ts', pieces: [{ start: 0, end: library.length }] };
    const first = library.indexOf('\n');
    const short = { path: '/w/account.ts', pieces: [{ start: 0, end: first }] };
    const room = first + 'account.ts'.length + 2;
    assert.deepEqual(fillBudget([long, short], task, room, packing, false), [short]);
    assert.deepEqual(fillBudget([long, short], task, room, packing, true), [short]);
    assert.deepEqual(fillBudget([long, short], task, room - 1, packing, true), []);
    assert.deepEqual(fillBudget([long], task, 10_000, packing, true), [long]);
  });

  it('chooses the windows of tabs by the words that they share with the lines above', () => {
    const filler = Array.from({ length: 100 }, (_, at) => `line ${at}`);
    const tab = (path: string, at: number, text: string) => ({
      path,
      languageId: 'typescript',
      text: [...filler.slice(0, at), text, ...filler.slice(at)].join('\n'),
    });
    const found = jaccardWindows('openAccount balance', [
      tab('/w/far.ts', 90, 'openAccount'),
      tab('/w/none.ts', 5, 'x'),
    ]);
    assert.deepEqual(
      found.map(({ path }) => path),
      ['/w/far.ts'],
    );
    const [piece] = found[0]?.pieces ?? [];
    assert.ok(piece && tab('/w/far.ts', 90, 'openAccount').text.slice(piece.start, piece.end).includes('openAccount'));
  });

  it('fills the ring with sixteen chunks, the file itself among them only outside its window', async () => {
    const text = Array.from({ length: 900 }, (_, at) => `const value${at} = ${at};`).join('\n');
    const file = await sourceFile('/w/long.ts', text);
    const offset = text.indexOf('const value500');
    const task: Task = { file, text, offset, truth: '', wanted: [] };
    const tabs = Array.from({ length: 20 }, (_, at) => ({ path: `/w/${at}.ts`, languageId: 'typescript', text }));
    const chunks = ringChunks(task, tabs);
    assert.equal(chunks.length, 16);
    for (const { path, pieces } of chunks) {
      const [piece] = pieces;
      assert.equal(text.slice(piece?.start, piece?.end).split('\n').length, 64);
      if (path !== file.path || !piece) continue;
      const line = text.slice(0, piece.start).split('\n').length - 1;
      assert.ok(line + 64 <= 500 - 256 || line >= 500 + 64, `line ${line}`);
    }
  });
});
