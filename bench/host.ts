// Prints what a key and the activation cost the extension host's thread, in a file of 5,000 lines: `npm run bench:host`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultSettings } from '../src/base/settings.ts';
import { createCompletion } from '../src/completion/complete.ts';
import { createBindings } from '../src/context/bindings.ts';
import { createExclusion } from '../src/context/exclude.ts';
import { startSyntaxThread } from '../src/context/startSyntaxThread.ts';
import type { Workspace } from '../src/context/workspace.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createRedactor } from '../src/redaction/safeText.ts';
import { measureActivation } from './activation.ts';
import { formatTable, percentiles } from './figures.ts';
import { noChat } from './noChat.ts';
import { buildBundles } from './ours.ts';

const lineCount = 5_000;
const typedLine = 2_500;
const typed = `
export function describeEntry(entry: ModelEntry, options: DescribeOptions): string {
  const parts = [entry.name, entry.path].filter((part) => part !== undefined)
  const limit = options.limit ?? defaultLimit
  return parts.map((part) => part.slice(0, limit)).join(', ')`;

/** This repository's own sources, one after the other, until there are enough lines. */
function readLines(): string[] {
  const source = fileURLToPath(new URL('../src', import.meta.url));
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const own = paths.sort().flatMap((path) => readFileSync(join(source, path), 'utf8').split('\n'));
  return Array.from({ length: lineCount }, (_, index) => own[index % own.length] ?? '');
}

const inDist = (path: string): string => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

/** Answers at once, after as much serialising as the channel to the worker does. */
function createScriptedEngine(): { engine: Engine; requests: () => number } {
  let requests = 0;
  const figures = {
    ...{ promptTokens: 1, evaluatedTokens: 1, reusedTokens: 0, queueMs: 0, prefillMs: 0, firstTokenMs: 0 },
    ...{ generatedTokens: 1, generateMs: 0, threads: 1 },
  };
  const engine: Engine = {
    state: { kind: 'idle' },
    onState: () => ({ dispose: () => undefined }),
    sandbox: undefined,
    workerPid: undefined,
    async infill({ before, after, path, ...rest }) {
      requests++;
      JSON.stringify({ ...rest, before: before.text, after: after.text, path: path.text });
      const used = { contextIds: [], prefixCutChars: 0, suffixCutChars: 0 };
      // Never what is typed next, so that each key goes the whole way.
      return { text: ` §${requests}`, stopReason: 'end', figures, lineProbability: 1, used };
    },
    ...noChat,
    restart: async () => undefined,
    dispose: async () => undefined,
  };
  return { engine, requests: () => requests };
}

const emptyWorkspace: Workspace = {
  folders: ['/project'],
  realPath: async (path) => path,
  readText: async () => undefined,
  findByName: async () => [],
};

/** Milliseconds in which the thread was busy, one for each key: waiting for the debounce is not among them. */
async function typeKeys(): Promise<{ busyMs: number[]; requests: number }> {
  const { engine, requests } = createScriptedEngine();
  const syntax = createBindings({
    startThread: () => startSyntaxThread({ scriptPath: inDist('syntax.mjs'), grammarFolder: inDist('grammars') }),
    onError: (error) => {
      throw error;
    },
    now: () => performance.now(),
  });
  const completion = createCompletion({ engine, redactor: createRedactor(), syntax });
  const exclusion = createExclusion(emptyWorkspace, defaultSettings);
  const lines = readLines();
  const before = `${lines.slice(0, typedLine).join('\n')}`;
  const after = `\n${lines.slice(typedLine).join('\n')}`;
  const busyMs: number[] = [];
  for (let length = 1; length <= typed.length; length++) {
    // The editor keeps lines and joins them for each version of the document.
    const current = (before + typed.slice(0, length) + after).split('\n');
    const start = performance.eventLoopUtilization();
    const text = current.join('\n');
    await exclusion.decide({ scheme: 'file', path: '/project/src/entry.ts', languageId: 'typescript' }, text);
    await completion.complete({
      session: 'entry',
      text,
      offset: before.length + length,
      languageId: 'typescript',
      displayPath: 'src/entry.ts',
      trigger: 'automatic',
      selected: undefined,
      signal: new AbortController().signal,
    });
    busyMs.push(performance.eventLoopUtilization(start).active);
  }
  syntax.dispose();
  return { busyMs, requests: requests() };
}

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
buildBundles();
const { loadMs, activateMs } = measureActivation(fileURLToPath(new URL('../dist/extension.cjs', import.meta.url)));
const activationMs = Math.round((loadMs + activateMs) * 10) / 10;
const { busyMs, requests } = await typeKeys();
const perKey = percentiles(busyMs);
const figure = ({ p50, p95 }: typeof perKey): string => `${p50} / ${p95}`;
console.log(
  formatTable([
    ['', 'ours'],
    ['lines of the file', `${lineCount}`],
    ['keys typed', `${busyMs.length}`],
    ['keys that asked the engine', `${requests}`],
    ['first key ms (the whole file is redacted)', `${percentiles(busyMs.slice(0, 1)).p50}`],
    ['thread ms per key outside the engine, p50 / p95', figure(perKey)],
    ['activation ms, the bundle loaded and activated outside VS Code', `${activationMs}`],
  ]),
);
if (values.json) console.log(JSON.stringify({ hostMsPerKey: perKey, activationMs, keys: busyMs.length, requests }));
