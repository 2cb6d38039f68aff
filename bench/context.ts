// Prints how much of what an unwritten line names is in the context, beside the peers' ways: `npm run bench:context -- REPO`.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createTestOutliner } from '../test/support/outline.ts';
import { type Bits, measureBits } from './context/bits.ts';
import { jaccardWindows } from './context/jaccard.ts';
import { type Found, fillBudget, type Packing, shownNames } from './context/method.ts';
import { createOurs } from './context/ours.ts';
import { namesIn, readSources, type SourceFile, withoutCopies } from './context/repository.ts';
import { ringChunks } from './context/ring.ts';
import { openTabs } from './context/tabs.ts';
import { makeTasks, type Task } from './context/tasks.ts';
import { createTokenCounter } from './context/tokens.ts';
import { formatTable, percentiles } from './figures.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    model: { type: 'string' },
    tasks: { type: 'string', default: '400' },
    seed: { type: 'string', default: 'sotto' },
    missed: { type: 'string', default: '0' },
  },
});

const budgets = [512, 1024, 2048] as const;
const methods = ['none', 'jaccard', 'ring', 'ours'] as const;
type Method = (typeof methods)[number];
type Recall = Record<Method, number>;
const warmUpTasks = 20;
const starterModel = fileURLToPath(new URL('../models/starter.gguf', import.meta.url));

async function readFiles(root: string, outliner: ReturnType<typeof createTestOutliner>): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const source of withoutCopies(readSources(root))) {
    await outliner.load(source.languageId);
    const outline = outliner.outline(source, () => false);
    const imports = outline.imports.map(({ range }) => range);
    files.push({ ...source, outline, names: namesIn(source.text, source.languageId, imports) });
  }
  return files;
}

function emptyRecall(): Recall {
  return { none: 0, jaccard: 0, ring: 0, ours: 0 };
}

interface Measured {
  readonly recall: Record<string, Recall>;
  readonly retrieveMs: readonly number[];
  readonly retrieveCpuMs: readonly number[];
  readonly missed: readonly string[];
  readonly prompts: readonly { readonly task: Task; readonly found: readonly Found[] }[];
}

async function measure(
  root: string,
  files: readonly SourceFile[],
  tasks: readonly Task[],
  ours: Awaited<ReturnType<typeof createOurs>>,
): Promise<Measured> {
  const packing: Packing = {
    root: `${root}/`,
    files: new Map(files.map((file) => [file.path, file])),
    countTokens: await createTokenCounter(values.model === undefined ? starterModel : resolve(values.model)),
  };
  const wanted = tasks.reduce((sum, task) => sum + task.wanted.length, 0);
  const recall = Object.fromEntries(budgets.map((budget) => [budget, emptyRecall()]));
  const retrieveMs: number[] = [];
  const retrieveCpuMs: number[] = [];
  const missed: string[] = [];
  const prompts: { task: Task; found: readonly Found[] }[] = [];
  for (const task of tasks) {
    const tabs = openTabs(task, files, ours.importedBy);
    const { found, ms, cpuMs } = await ours.retrieve(task);
    // The index thread has run for a while when somebody writes; code that was never run is not the cost of a key.
    if (prompts.length >= warmUpTasks || tasks.length <= warmUpTasks) {
      retrieveMs.push(ms);
      retrieveCpuMs.push(cpuMs);
    }
    prompts.push({ task, found });
    const lists: Record<Method, readonly Found[]> = {
      none: [],
      jaccard: jaccardWindows(task.text.slice(0, task.offset), tabs),
      ring: ringChunks(task, tabs),
      ours: found,
    };
    for (const budget of budgets) {
      for (const method of methods) {
        const shown = shownNames(fillBudget(lists[method], task, budget, packing, method !== 'ours'), task, packing);
        const row = recall[budget];
        if (row) row[method] += shown.size / wanted;
        if (method === 'ours' && budget === 1024) missed.push(...describeMissed(root, task, shown));
      }
    }
  }
  return { recall, retrieveMs, retrieveCpuMs, missed, prompts };
}

function describeMissed(root: string, { file, truth, wanted }: Task, shown: ReadonlySet<string>): string[] {
  const line = truth.split('\n')[0]?.slice(0, 120);
  return wanted
    .filter((name) => !shown.has(name))
    .map((name) => `${file.path.slice(root.length + 1)} | ${line} | ${name}`);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function printBits({ bytes, withContext, without }: Bits): void {
  const perByte = (bits: number): string => (bits / bytes).toFixed(3);
  console.log(
    `\nbits per byte of the true next lines: ${perByte(without)} without context, ${perByte(withContext)} with it`,
  );
}

async function main(): Promise<void> {
  const [folder] = positionals;
  const count = Number(values.tasks);
  if (folder === undefined || positionals.length > 1 || !Number.isSafeInteger(count) || count < 1) {
    throw new Error(
      'Usage: npm run bench:context -- REPO [--json] [--model M.gguf] [--tasks N] [--seed S] [--missed N]',
    );
  }
  const root = resolve(folder).replaceAll('\\', '/');
  const outliner = createTestOutliner();
  const files = await readFiles(root, outliner);
  const tasks = makeTasks(files, count, values.seed);
  if (tasks.length === 0) throw new Error(`No line in ${folder} names what another source file there defines.`);
  const ours = await createOurs(root, new Map(files.map((file) => [file.path, file])), outliner);
  const { recall, retrieveMs, retrieveCpuMs, missed, prompts } = await measure(root, files, tasks, ours);
  const [retrieval, cpu] = [percentiles(retrieveMs), percentiles(retrieveCpuMs)];
  const { figures } = ours.built;
  const index = { files: figures.files, ms: Math.round(figures.ms), mb: round(figures.mb) };
  console.log(
    `${files.length} files, ${tasks.length} tasks, ${tasks.reduce((sum, task) => sum + task.wanted.length, 0)} names\n`,
  );
  console.log(
    formatTable([
      ['share of the names that are shown', ...methods, 'ours / best'],
      ...budgets.map((budget) => {
        const row = recall[budget] ?? emptyRecall();
        const best = Math.max(row.none, row.jaccard, row.ring);
        return [`${budget} tokens`, ...methods.map((method) => row[method].toFixed(3)), (row.ours / best).toFixed(2)];
      }),
    ]),
  );
  console.log(
    `\nindex: ${index.files} files, ${index.ms} ms, ${index.mb} MB; retrieval ms, p50 / p95: ${retrieval.p50} / ${retrieval.p95}` +
      ` (of the processor ${cpu.p50} / ${cpu.p95})`,
  );
  const step = Math.max(1, missed.length / Math.max(1, Number(values.missed)));
  for (let at = 0; Number(values.missed) > 0 && at < missed.length; at += step)
    console.log(`  ${missed[Math.floor(at)]}`);
  const bits = values.model === undefined ? undefined : await measureBits(resolve(values.model), root, prompts);
  if (bits) printBits(bits);
  if (!values.json) return;
  const shares = Object.fromEntries(
    Object.entries(recall).map(([budget, row]) => [
      budget,
      Object.fromEntries(methods.map((method) => [method, round(row[method])])),
    ]),
  );
  const bitsPerByte = bits && { without: round(bits.without / bits.bytes), with: round(bits.withContext / bits.bytes) };
  console.log(
    JSON.stringify({
      tasks: tasks.length,
      recall: shares,
      index,
      retrieveMs: retrieval,
      ...(bitsPerByte && { bitsPerByte }),
    }),
  );
}

try {
  await main();
  process.exit();
} catch (error) {
  // A wrong folder or option is the user's to mend: its sentence is enough.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
