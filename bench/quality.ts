// Asks the completion fill-in-the-middle tasks and prints how good what it shows is; one part of it may be left out.
// `npm run bench:quality -- --model M.gguf TASKS.jsonl… [--json]`; see bench/README.md.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatTable } from './figures.ts';
import { buildBundles } from './ours.ts';
import type { Answered } from './quality/ask.ts';
import { curveRows } from './quality/curve.ts';
import { faultRows, faultsHead } from './quality/faults.ts';
import { createRunner, type Runner } from './quality/runner.ts';
import {
  byLanguage,
  changesHead,
  changesOf,
  reasonsOf,
  type Tally,
  tallyHead,
  tallyOf,
  tallyRow,
} from './quality/tally.ts';
import { parseTasks, spread, type Task } from './quality/tasks.ts';
import { steadinessHead, steadinessRow } from './quality/typing.ts';
import { ablationVariants, variantWithout } from './quality/variants.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    limit: { type: 'string' },
    threads: { type: 'string', default: '0' },
    context: { type: 'string', default: '0' },
    without: { type: 'string', multiple: true, default: [] },
    ablation: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    typing: { type: 'boolean', default: false },
    curve: { type: 'boolean', default: false },
    examples: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number.`);
  return value;
}

/** Of each file `--limit` tasks, from its start to its end. */
function readTasks(): Task[] {
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber('limit', values.limit);
  const tasks = positionals.flatMap((file) => spread(parseTasks(readFileSync(file, 'utf8'), file), limit));
  if (tasks.length === 0) throw new Error('No task to ask. Usage: --model M.gguf TASKS.jsonl…');
  return tasks;
}

function printLanguages(answers: readonly Answered[]): void {
  const rows = byLanguage(answers).map(([language, own]) => tallyRow(language, tallyOf(own)));
  const all = rows.length > 1 ? [tallyRow('all', tallyOf(answers))] : [];
  console.log(formatTable([tallyHead, ...rows, ...all]));
  console.log(`\nnothing shown: ${reasonsOf(answers)}`);
}

/** A few of the shown, spread over all: the only way to see text. */
function printExamples(answers: readonly Answered[], count: number): void {
  for (const { task, shown } of spread(
    answers.filter((answer) => answer.shown),
    count,
  )) {
    const line = task.prefix.slice(task.prefix.lastIndexOf('\n') + 1);
    const mark = shown?.isExact ? 'exact' : shown?.isRightSoFar ? 'so far' : 'wrong';
    console.log(`\n${mark}: ${line}|\n  shown ${JSON.stringify(shown?.text)}\n  truth ${JSON.stringify(task.middle)}`);
  }
}

async function printTyping(runner: Runner): Promise<void> {
  const rows = [];
  for (const names of [[], ['confidence']]) {
    const variant = variantWithout([...values.without.filter((name) => name !== 'confidence'), ...names]);
    rows.push(steadinessRow(variant.name, await runner.type(variant)));
  }
  console.log(`\n${formatTable([steadinessHead, ...rows])}`);
}

/** Each variant beside the one that has all the parts but confidence, where it has none, and all of them else. */
async function printAblation(runner: Runner): Promise<void> {
  const rows: string[][] = [];
  const whole = new Map<boolean, readonly Answered[]>();
  for (const variant of ablationVariants) {
    const answers = await runner.ask(variant);
    const beside = whole.get(variant.hasConfidence) ?? answers;
    whole.set(variant.hasConfidence, beside);
    rows.push([...tallyRow(variant.name, tallyOf(answers)), ...changesOf(answers, beside)]);
    if (process.stderr.isTTY) process.stderr.write(`\r${rows.length} of ${ablationVariants.length} `);
  }
  console.log(formatTable([[...tallyHead, ...changesHead], ...rows]));
}

function toJson({ tasks, shown, exactMatch, editSimilarity, parses, overrun }: Tally): string {
  return JSON.stringify({ tasks, shown, exactMatch, editSimilarity, parses, overrun });
}

async function main(): Promise<void> {
  if (values.faults) {
    console.log(formatTable([faultsHead, ...faultRows(readTasks())]));
    return;
  }
  const modelPath = values.model;
  if (!modelPath) throw new Error('--model M.gguf is needed.');
  const variant = variantWithout(values.without);
  const [threads, contextTokens] = [
    wholeNumber('threads', values.threads),
    wholeNumber('context', values.context),
  ] as const;
  const examples = wholeNumber('examples', values.examples);
  const tasks = readTasks();
  buildBundles();
  const runner = createRunner({ modelPath, threads, contextTokens, tasks });
  try {
    const answers = await runner.ask(variant);
    console.log(`${tasks.length} tasks, ${variant.name}\n`);
    printLanguages(answers);
    printExamples(answers, examples);
    if (values.curve) {
      const all = await runner.ask(
        variantWithout(['confidence', ...values.without.filter((name) => name !== 'confidence')]),
      );
      console.log(`\n${formatTable(curveRows(all))}`);
    }
    if (values.typing) await printTyping(runner);
    if (values.ablation) {
      console.log('');
      await printAblation(runner);
    }
    if (values.json) console.log(toJson(tallyOf(answers)));
  } finally {
    await runner.dispose();
  }
}

// A child outlives a process that is interrupted between two awaits, unless the exit handlers run.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  // What goes on behind the last suggestion starts a thread for a moment, and nobody waits for it.
  .finally(() => process.exit());
