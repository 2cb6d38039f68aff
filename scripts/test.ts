// The test command: builds what the suites need, runs them one after another and ends with one line that counts
// everything. What crashes, hangs, runs nothing or is skipped without a reason in the README is a failure.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MochaReport } from './mochaReporter.ts';
import { packageExtension } from './package.ts';
import { killTree } from './processTree.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Count {
  readonly passed: number;
  readonly failed: number;
}

type SuiteName = 'unit' | 'model' | 'vscode';

/** `testTimeoutMs` is mocha's default for one test; `limitMs` ends a suite that hangs. */
const suites: Record<SuiteName, { testTimeoutMs: number; limitMs: number; needsPackage: boolean }> = {
  unit: { testTimeoutMs: 10_000, limitMs: 5 * 60_000, needsPackage: false },
  model: { testTimeoutMs: 60_000, limitMs: 15 * 60_000, needsPackage: true },
  vscode: { testTimeoutMs: 120_000, limitMs: 30 * 60_000, needsPackage: true },
};
const checkLimitMs = 5 * 60_000;
const fetchLimitMs = 20 * 60_000;
/** A suite whose tests are over but whose process stays alive has left something open. */
const exitGraceMs = 15_000;

const running = new Set<ChildProcess>();

interface Exit {
  readonly code: number | null;
  readonly report: MochaReport | undefined;
  readonly problem: string | undefined;
}

function runNode(args: readonly string[], limitMs: number, env: NodeJS.ProcessEnv = {}): Promise<Exit> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    running.add(child);
    let report: MochaReport | undefined;
    let problem: string | undefined;
    const end = (why: string): void => {
      problem = why;
      if (child.pid !== undefined) killTree(child.pid);
    };
    let timer = setTimeout(() => end(`was ended after ${limitMs / 1000} s`), limitMs);
    child.on('message', (message) => {
      report = message as MochaReport;
      clearTimeout(timer);
      timer = setTimeout(() => end('did not exit after its last test'), exitGraceMs);
    });
    child.on('error', (error) => {
      problem = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      settle({ code, report, problem });
    });
  });
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 90 - text.length))}`);
}

async function runCheck(name: string, args: readonly string[]): Promise<Count> {
  heading(name);
  const { code, problem } = await runNode(args, checkLimitMs);
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(`  failed: ${name} ${problem ?? `exited with ${code}`}`);
  return { passed: 0, failed: 1 };
}

async function runSuite(name: SuiteName, vsix: string | undefined): Promise<Count> {
  heading(`${name} tests`);
  const { testTimeoutMs, limitMs } = suites[name];
  const mocha = [
    '--import=tsx',
    'node_modules/mocha/bin/mocha.js',
    '--forbid-only',
    '--reporter=scripts/mochaReporter.ts',
  ];
  const exit = await runNode(
    [...mocha, `--timeout=${testTimeoutMs}`, `test/${name}/**/*.test.ts`],
    limitMs,
    vsix === undefined ? {} : { SOTTO_VSIX: vsix },
  );
  return judge(name, exit);
}

/** Adds a failure for every way in which a suite can look better than it is. */
function judge(name: SuiteName, { code, report, problem }: Exit): Count {
  const faults: string[] = [];
  if (problem !== undefined) faults.push(`the ${name} suite ${problem}`);
  if (report === undefined) {
    faults.push(`the ${name} suite gave no report (exit code ${code})`);
  } else {
    if (report.passed + report.failed === 0) faults.push(`the ${name} suite ran no test`);
    const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
    for (const title of report.pending) {
      if (!readme.includes(title)) faults.push(`skipped, and the README names no reason: ${title}`);
    }
    if (code !== 0 && report.failed === 0 && problem === undefined)
      faults.push(`the ${name} suite exited with ${code}`);
  }
  for (const fault of faults) console.log(`  failed: ${fault}`);
  return { passed: report?.passed ?? 0, failed: (report?.failed ?? 0) + faults.length };
}

async function main(): Promise<number> {
  const names = Object.keys(suites) as SuiteName[];
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !names.includes(name as SuiteName));
  if (unknown.length > 0) {
    console.error(`unknown suite: ${unknown.join(', ')} (there are ${names.join(', ')})`);
    return 2;
  }
  const chosen = asked.length === 0 ? names : names.filter((name) => asked.includes(name));
  const counts: Count[] = [];
  if (asked.length === 0) {
    counts.push(await runCheck('types (tsc)', ['node_modules/typescript/bin/tsc', '--noEmit']));
    counts.push(await runCheck('format and lint (biome)', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']));
  }
  let vsix: string | undefined;
  if (chosen.some((name) => suites[name].needsPackage)) {
    heading('package');
    try {
      vsix = await packageExtension();
    } catch (error) {
      console.log(`  failed: package: ${error instanceof Error ? error.message : String(error)}`);
      counts.push({ passed: 0, failed: 1 });
    }
  }
  if (chosen.includes('vscode') && process.env.SOTTO_DESKTOP === undefined) {
    heading('VS Code');
    // Before the suite, so that a slow network does not look like a failed test.
    const { code } = await runNode(['--import=tsx', 'scripts/vscode.ts'], fetchLimitMs);
    if (code !== 0) counts.push({ passed: 0, failed: 1 });
  }
  for (const name of chosen) counts.push(await runSuite(name, vsix));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) if (child.pid !== undefined) killTree(child.pid);
    process.exit(130);
  });
}
process.exitCode = await main();
