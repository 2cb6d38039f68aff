// Prints how well files are found for a question: commits of a clone ask, what they changed answers: `npm run bench:retrieval -- REPO`.

import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { PastCommit } from '../src/context/retrieve/question/history.ts';
import { formatTable, percentiles } from './figures.ts';
import { createBm25, type FileRanking } from './retrieval/bm25.ts';
import { openRepository } from './retrieval/git.ts';
import { createOurs } from './retrieval/ours.ts';
import { takeQuestions } from './retrieval/questions.ts';
import { depths, mean, recallAt } from './retrieval/recall.ts';
import { createRipgrep, createScan, findRipgrep } from './retrieval/ripgrep.ts';
import { walkHistory } from './retrieval/walk.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, queries: { type: 'string', default: '200' } },
});
const [folder] = positionals;
const limit = Number(values.queries);
if (folder === undefined || !Number.isInteger(limit) || limit < 1) {
  console.error('usage: npm run bench:retrieval -- REPO [--queries N] [--json]');
  process.exit(2);
}
/** Commits that are looked through for questions. */
const commitsPerQuestion = 20;
/** Earlier commits that our retrieval may know. */
const pastCommits = 1000;
const deepest = Math.max(...depths);

const repository = openRepository(folder);
const commits = repository.commits(limit * commitsPerQuestion);
const commitOf = new Map(commits.map((commit) => [commit.id, commit]));
const questions = takeQuestions(commits, limit);
if (questions.length === 0) {
  console.error(
    'no commit of this history changes a few source files: nothing to ask (a clone of depth 1 has no history)',
  );
  process.exit(1);
}

const rg = findRipgrep();
const ripgrep = rg === undefined ? { ...createScan(), dispose: () => undefined } : createRipgrep(rg);
const ours = await createOurs();
const rankings: Readonly<Record<'bm25' | 'ripgrep' | 'ours', FileRanking>> = {
  bm25: createBm25(questions.map(({ text }) => text)),
  ripgrep,
  ours,
};
const pastOf = (commit: string): PastCommit[] =>
  repository.historyOf(commit, pastCommits).flatMap((id) => {
    const past = commitOf.get(id);
    return past ? [{ subject: past.subject, paths: past.changed.map(({ path }) => path) }] : [];
  });
const names = ['bm25', 'ripgrep', 'ours'] as const;
const withoutHistory = depths.map((): number[] => []);
const recalls = new Map(names.map((name) => [name, depths.map((): number[] => [])]));
const oursMs: number[] = [];
let fileCount = 0;

try {
  for (const { question, changes, files } of walkHistory(repository, questions)) {
    for (const [path, text] of changes) for (const name of names) rankings[name].change(path, text);
    await ours.settle(pastOf(question.parent));
    for (const name of names) {
      const start = performance.now();
      const ranked = await rankings[name].rank(question.text, deepest);
      if (name === 'ours') oursMs.push(performance.now() - start);
      depths.forEach((depth, at) => {
        recalls.get(name)?.[at]?.push(recallAt(depth, ranked, question.answer));
      });
    }
    const bare = await ours.rankWithoutHistory(question.text, deepest);
    depths.forEach((depth, at) => {
      withoutHistory[at]?.push(recallAt(depth, bare, question.answer));
    });
    fileCount = files;
  }
} finally {
  ripgrep.dispose();
}

const rounded = (values: readonly number[] | undefined): number => Math.round(mean(values ?? []) * 1000) / 1000;
const recallOf = (name: (typeof names)[number], at: number): number => rounded(recalls.get(name)?.[at]);
const table = names.map((name) => [name, ...depths.map((_, at) => recallOf(name, at).toFixed(3))]);
console.log(
  `${questions.length} questions, ${fileCount} source files at the last; ripgrep: ${rg ?? 'scanned in memory'}\n`,
);
const bareRow = ['ours, without the history', ...withoutHistory.map((found) => rounded(found).toFixed(3))];
console.log(formatTable([['', ...depths.map((depth) => `recall@${depth}`)], ...table, bareRow]));
const best = Math.max(recallOf('bm25', 0), recallOf('ripgrep', 0));
console.log(`\nours / best of the others at ${depths[0]}: ${(recallOf('ours', 0) / best).toFixed(2)}`);
const { p50, p95 } = percentiles(oursMs);
console.log(`ours, ms per question: p50 ${p50}, p95 ${p95}`);
if (values.json) {
  const byName = (at: number) => Object.fromEntries(names.map((name) => [name, recallOf(name, at)]));
  console.log(JSON.stringify({ queries: questions.length, recallAt5: byName(0), recallAt10: byName(1) }));
}
