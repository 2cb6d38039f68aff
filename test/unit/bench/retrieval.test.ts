// The retrieval benchmark's own parts: which commits ask, what the peers rank, how recall is counted.

import assert from 'node:assert/strict';
import { createBm25, plainWords } from '../../../bench/retrieval/bm25.ts';
import type { Commit } from '../../../bench/retrieval/git.ts';
import { isSourcePath, isSourceText, takeQuestions } from '../../../bench/retrieval/questions.ts';
import { mean, recallAt } from '../../../bench/retrieval/recall.ts';
import { countIn, createScan, searchWords } from '../../../bench/retrieval/ripgrep.ts';

function commit(subject: string, changes: Readonly<Record<string, string>>, parent: string | undefined = 'p'): Commit {
  const changed = Object.entries(changes).map(([path, status]) => ({ path, status, blob: 'b' }));
  return { id: subject, parent, subject, changed };
}

describe('questions of a history', () => {
  const answers = (...commits: Commit[]): string[][] => takeQuestions(commits, 10).map(({ answer }) => [...answer]);

  it('has the changed sources that were there before for an answer', () => {
    const changes = { 'a.ts': 'M', 'b.ts': 'A', 'c.py': 'D', 'README.md': 'M', 'dist/x.js': 'M', '.env.ts': 'M' };
    assert.deepEqual(answers(commit('Keep the cache small', changes)), [['a.ts', 'c.py']]);
  });

  it('asks nothing of a first commit, of one that changed everything, or changed no source', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.ts`, 'M']));
    assert.deepEqual(
      answers(
        { ...commit('Begin with all files', { 'a.ts': 'M' }), parent: undefined },
        commit('Format all files', many),
        commit('Describe the cache', { 'README.md': 'M' }),
      ),
      [],
    );
  });

  for (const subject of [
    '1.2.3',
    'v2.0 is out',
    'Bump lodash from 1 to 2',
    'chore(release): 3.1.4',
    'Revert "Keep it"',
    'wip',
  ]) {
    it(`asks nothing of “${subject}”`, () => assert.deepEqual(answers(commit(subject, { 'a.ts': 'M' })), []));
  }

  it('takes the newest, oldest first', () => {
    const commits = ['first one', 'second one', 'third one'].map((subject) => commit(subject, { 'a.ts': 'M' }));
    assert.deepEqual(
      takeQuestions(commits, 2).map(({ text }) => text),
      ['second one', 'third one'],
    );
  });

  it('knows sources by their path and their lines', () => {
    assert.ok(isSourcePath('odd name/ä b.TSX') && isSourcePath('lib/x.rs'));
    assert.ok(!isSourcePath('a.min.js') && !isSourcePath('node_modules/a/b.js') && !isSourcePath('Makefile'));
    assert.ok(isSourceText('const a = 1;\n') && !isSourceText('x'.repeat(5000)));
  });
});

describe('peers of our retrieval', () => {
  it('splits camel case and keeps the whole', () => {
    assert.deepEqual(plainWords('getHTMLText2(x_y)'), ['gethtmltext2', 'get', 'html', 'text', '2', 'x', 'y']);
  });

  it('ranks by BM25, forgets what is gone, and takes new texts', () => {
    const bm25 = createBm25(['read cache']);
    bm25.change('long.ts', `readCache ${'other words '.repeat(200)}`);
    bm25.change('short.ts', 'readCache();');
    bm25.change('none.ts', 'nothing here');
    assert.deepEqual(bm25.rank('read cache', 5), ['short.ts', 'long.ts']);
    bm25.change('short.ts', undefined);
    bm25.change('none.ts', 'cache cache');
    assert.deepEqual(bm25.rank('cache', 5), ['none.ts', 'long.ts']);
  });

  it('searches words of three letters and more, each once', () => {
    assert.deepEqual(searchWords('Fix the fix of a bug in io'), ['fix', 'bug']);
    assert.equal(countIn('aaaa', 'aa'), 2);
  });

  it('ranks by distinct words, then by occurrences', async () => {
    const scan = createScan();
    scan.change('often.ts', 'cache cache CACHE cache');
    scan.change('both.ts', 'read the cache');
    scan.change('once.ts', 'recached');
    assert.deepEqual(await scan.rank('read cache', 5), ['both.ts', 'often.ts', 'once.ts']);
  });
});

describe('recall', () => {
  it('is the share of the answer among the first', () => {
    const answer = new Set(['a', 'b']);
    assert.equal(recallAt(2, ['a', 'x', 'b'], answer), 0.5);
    assert.equal(recallAt(3, ['a', 'x', 'b'], answer), 1);
    assert.equal(mean([1, 0, 0.5]), 0.5);
  });
});
