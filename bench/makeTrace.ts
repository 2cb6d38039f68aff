// Makes a trace from source files, either of text that is typed at one line or of steps written for them:
// `npx tsx bench/makeTrace.ts --out T.json --line 200 --keys 174 FILE…` or `… --out T.json --steps S.json FILE…`.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { playStep } from './moments.ts';
import type { RichTrace, SimpleTrace, Step } from './trace.ts';

const number = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, steps: { type: 'string' }, line: number, keys: number, lines: number },
});
const [first] = positionals;
if (!first || !values.out) throw new Error('--out and at least one file are needed.');
const trace = values.steps === undefined ? typing(first) : editing(values.steps);
writeFileSync(values.out, `${JSON.stringify(trace, undefined, 1)}\n`);

/** Files of this repository keep their path, others get their name only. */
function pathOf(file: string): string {
  const path = relative('.', file);
  return path.startsWith('..') ? basename(file) : path;
}

function typing(file: string): SimpleTrace {
  // The files one after the other, cut to a number of lines where one is asked for.
  const text = positionals.map((path) => readFileSync(path, 'utf8')).join('\n');
  const lines = text.split('\n').slice(0, Number(values.lines ?? Number.POSITIVE_INFINITY));
  const before = lines
    .slice(0, Number(values.line ?? 0))
    .map((line) => `${line}\n`)
    .join('');
  const rest = lines.slice(Number(values.line ?? 0)).join('\n');
  const keys = Number(values.keys ?? 100);
  return {
    file: pathOf(file),
    before,
    typed: rest.slice(0, keys),
    // What stood behind the last key goes: the user types at the end of a line, not in front of code.
    after: rest.slice(Math.max(0, rest.indexOf('\n', keys))),
  };
}

/** A written step is a trace's, or `{"behind": "text"}`, which moves the cursor to where that text first ends. */
type WrittenStep = Step | { readonly behind: string };

function editing(stepsPath: string): RichTrace {
  const written: WrittenStep[] = JSON.parse(readFileSync(stepsPath, 'utf8'));
  const files = positionals.map((file) => ({ path: pathOf(file), text: readFileSync(file, 'utf8') }));
  const open = new Map(files.map(({ path, text }) => [path, { path, text, offset: 0 }]));
  let file = open.get(files[0]?.path ?? '');
  const steps = written.map((step): Step => {
    if (!file) throw new Error('The steps switch to a file that is not there.');
    const plain = 'behind' in step ? { move: placeBehind(file.text, step.behind) } : step;
    if ('switch' in plain) file = open.get(plain.switch);
    // Playing it changes the file, in which the next step may look for its place.
    else for (const _ of playStep(file, plain));
    return plain;
  });
  return { files, steps };
}

function placeBehind(text: string, behind: string): { line: number; character: number } {
  const at = text.indexOf(behind);
  if (at < 0) throw new Error(`There is no ${JSON.stringify(behind)}.`);
  const above = text.slice(0, at + behind.length);
  return { line: above.split('\n').length - 1, character: above.length - above.lastIndexOf('\n') - 1 };
}
