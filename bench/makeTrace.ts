// Makes a trace from files of this repository: `npx tsx bench/makeTrace.ts --out T.json --line 200 --keys 174 FILE…`.

import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { SimpleTrace } from './trace.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, line: { type: 'string' }, keys: { type: 'string' }, lines: { type: 'string' } },
});
const [first] = positionals;
if (!first || !values.out) throw new Error('--out and at least one file are needed.');

/** The files one after the other, cut to a number of lines where one is asked for. */
const text = positionals.map((path) => readFileSync(path, 'utf8')).join('\n');
const lines = text.split('\n').slice(0, Number(values.lines ?? Number.POSITIVE_INFINITY));
const before = lines
  .slice(0, Number(values.line ?? 0))
  .map((line) => `${line}\n`)
  .join('');
const rest = lines.slice(Number(values.line ?? 0)).join('\n');
const keys = Number(values.keys ?? 100);
const trace: SimpleTrace = {
  file: relative('.', first),
  before,
  typed: rest.slice(0, keys),
  // What stood behind the last key goes: the user types at the end of a line, not in front of code.
  after: rest.slice(Math.max(0, rest.indexOf('\n', keys))),
};
writeFileSync(values.out, `${JSON.stringify(trace, undefined, 1)}\n`);
