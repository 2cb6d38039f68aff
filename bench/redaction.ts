// Prints what redaction finds in labelled corpora, and what it costs, beside secretlint: `npm run bench:redaction -- FILE.jsonl…`.
// With `--sources DIR…` it counts what is hidden in ordinary source trees; see bench/README.md.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Binding } from '../src/base/range.ts';
import type { Parsed } from '../src/context/parser.ts';
import { createRedactor } from '../src/redaction/safeText.ts';
import { formatTable, percentiles } from './figures.ts';
import { parseCorpus, type Row } from './redaction/corpus.ts';
import { findWithOurs, isBlockedPath } from './redaction/ours.ts';
import { findWithSecretlint } from './redaction/secretlint.ts';
import { countHidden, ratesOf } from './redaction/sources.ts';
import { measureEdits, measureUsPerKb, readOwnSource, sizesKb, type UsPerKb } from './redaction/speed.ts';
import { bindingsIn, createSyntax } from './redaction/syntax.ts';
import {
  countNames,
  countTold,
  type Found,
  isFalsePositive,
  isMissed,
  type RowFindings,
  tally,
} from './redaction/tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    sources: { type: 'boolean', default: false },
    missed: { type: 'string', default: '0' },
    show: { type: 'boolean', default: false },
    lexical: { type: 'boolean', default: false },
    'no-speed': { type: 'boolean', default: false },
    'no-peer': { type: 'boolean', default: false },
  },
});
const samples = Number(values.missed);
const syntax = createSyntax();
const editedLines = 5_000;
const shownChars = 160;

async function findings(
  rows: readonly Row[],
  find: (row: Row) => Found[] | Promise<Found[]>,
  isBlocked: (path: string | undefined) => boolean,
): Promise<RowFindings[]> {
  const found: RowFindings[] = [];
  for (const row of rows) found.push({ row, findings: await find(row), isBlocked: isBlocked(row.path) });
  return found;
}

function share(count: number, whole: number): string {
  return whole === 0 ? '–' : `${count} (${((count * 100) / whole).toFixed(1)} %)`;
}

function tableRow(name: string, found: readonly RowFindings[]): string[] {
  const { secrets, detected, covered, clean, falsePositives } = tally(found);
  return [
    name,
    `${secrets}`,
    share(detected, secrets),
    share(covered, countTold(found)),
    `${clean}`,
    share(falsePositives, clean),
  ];
}

/** Values only where they were asked for: a terminal's history is a place like another. */
function printRows(title: string, found: readonly RowFindings[], file: string): void {
  if (found.length === 0) return;
  const names = countNames(
    found.map(({ row, findings: [first] }) => (row.label === 'clean' && first ? first : row).rule),
  );
  console.log(`\n${title}: ${found.length}; ${names.map(([name, count]) => `${count} ${name}`).join(', ')}`);
  const step = Math.max(1, found.length / samples);
  for (let at = 0; at < found.length; at += step) {
    const sample = found[Math.floor(at)];
    if (!sample) continue;
    const rules = [...new Set(sample.findings.map(({ rule }) => rule))].join(' ');
    console.log(`  ${file}:${sample.row.line} ${sample.row.rule}${rules && ` ← ${rules}`}`);
    if (values.show) console.log(`    ${shown(sample)}`);
  }
}

function shown({ row, findings: [first] }: RowFindings): string {
  const { text, secret } = row;
  const at = secret === undefined ? (first?.start ?? 0) : text.indexOf(secret);
  const from = Math.max(0, at - 60);
  const what = secret ?? (first && text.slice(first.start, first.end)) ?? '';
  return `${JSON.stringify(text.slice(from, from + shownChars))} [${what.slice(0, 80)}]`;
}

async function measureCorpus(file: string): Promise<{ table: string[][]; json: object }> {
  const rows = parseCorpus(readFileSync(file, 'utf8'), file);
  const findOurs = async ({ text, path }: Row) =>
    findWithOurs(text, values.lexical ? undefined : await syntax.bindingsOf(text, path));
  const ours = await findings(rows, findOurs, isBlockedPath);
  const table = [tableRow(file.replace(/^.*[/\\]/, ''), ours)];
  if (!values['no-peer']) {
    const peer = await findings(
      rows,
      ({ text, path }) => findWithSecretlint(text, path),
      () => false,
    );
    table.push(tableRow('  secretlint', peer));
  }
  if (samples > 0) {
    printRows(`${file}: not covered`, ours.filter(isMissed), file);
    printRows(`${file}: false positives`, ours.filter(isFalsePositive), file);
  }
  return { table, json: { file, ...tally(ours) } };
}

async function printCorpora(files: readonly string[]): Promise<object[]> {
  const rows = [['', 'secrets', 'detected', 'covered', 'clean', 'false positives']];
  const json: object[] = [];
  for (const file of files) {
    const measured = await measureCorpus(file);
    rows.push(...measured.table);
    json.push(measured.json);
  }
  if (samples > 0) console.log('');
  console.log(formatTable(rows));
  return json;
}

/** Ours is redaction with the tree's bindings at hand; what the tree itself costs stands beside it. */
async function printSpeed(): Promise<UsPerKb> {
  const source = readOwnSource(Math.max(...sizesKb) * 1024);
  const redactor = createRedactor();
  const languageId = 'typescript';
  await syntax.load(languageId);
  const parse = (text: string): Parsed => syntax.parse(text, languageId);
  let tree = parse('');
  let bindings: readonly Binding[] = bindingsIn(tree);
  const known = new Map<string, readonly Binding[]>();
  const toTree = (text: string): void => {
    tree = parse(text);
  };
  // Parsed once, so that no parse stands between two scans and empties the processor's caches.
  const toBindings = (text: string): void => {
    bindings = known.get(text) ?? bindingsIn(parse(text));
    known.set(text, bindings);
  };
  const ours = await measureUsPerKb(source, (text) => redactor.redact({ text, bindings }), toBindings);
  const columns: [string, UsPerKb][] = [
    ['ours', ours],
    ['  by the lexical way alone', await measureUsPerKb(source, (text) => redactor.redact({ text }))],
    ['  not in ours: parse', await measureUsPerKb(source, parse)],
    ['  not in ours: bindings from the tree', await measureUsPerKb(source, () => bindingsIn(tree), toTree)],
  ];
  if (!values['no-peer'])
    columns.push(['secretlint', await measureUsPerKb(source, (text) => findWithSecretlint(text))]);
  console.log(
    formatTable([
      ['µs/KB of source', ...sizesKb.map((kb) => `${kb} KB`)],
      ...columns.map(([name, figures]) => [name, ...sizesKb.map((kb) => `${figures[kb]}`)]),
    ]),
  );
  const scan = (text: string) => redactor.redact({ key: 'edited', text, bindings });
  const edits = percentiles(measureEdits(source, editedLines, scan, toBindings).map((ms) => ms * 1000));
  console.log(`\none edited line of ${editedLines}, µs, p50 / p95: ${edits.p50} / ${edits.p95}\n`);
  return ours;
}

async function printSources(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const count = await countHidden(folder, values.lexical ? async () => undefined : syntax.bindingsOf);
    console.log(`${folder}: ${count.files} files, ${count.lines} lines`);
    const rates = ratesOf(count);
    console.log(
      formatTable([
        ['hidden', 'ranges', 'per 10,000 lines'],
        ...rates.map(([rule, found, per10k]) => [rule, `${found}`, `${per10k}`]),
      ]),
    );
    for (const [rule] of samples > 0 ? rates.slice(1) : []) {
      const all = count.hidden.filter((one) => one.rule === rule);
      const step = Math.max(1, all.length / samples);
      console.log(`\n${rule}`);
      for (let at = 0; at < all.length; at += step) {
        const one = all[Math.floor(at)];
        if (!one) continue;
        console.log(`  ${one.path}:${one.line}`);
        if (values.show) console.log(`    [${one.value.slice(0, 80)}] ${one.lineText.trim().slice(0, shownChars)}`);
      }
    }
    console.log('');
  }
}

async function main(): Promise<void> {
  if (positionals.length === 0 || !Number.isSafeInteger(samples) || samples < 0) {
    throw new Error('Usage: npm run bench:redaction -- FILE.jsonl… [--json] [--missed N [--show]], or --sources DIR…');
  }
  if (values.sources) return printSources(positionals);
  // The speed first: on a heap and with code that no corpus has shaped.
  const usPerKb = values['no-speed'] ? undefined : await printSpeed();
  const files = await printCorpora(positionals);
  if (values.json) console.log(JSON.stringify({ files, ...(usPerKb && { usPerKb }) }));
}

try {
  await main();
} catch (error) {
  // A wrong file or option is the user's to mend: its sentence is enough.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
