// Counts what is hidden in ordinary source trees, where nearly every finding is one too many.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Binding } from '../../src/base/range.ts';
import { findWithOurs, isBlockedPath } from './ours.ts';
import { countNames, type Found } from './tally.ts';

export interface HiddenInSource extends Found {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly lineText: string;
  readonly value: string;
}

export interface SourceCount {
  readonly files: number;
  readonly lines: number;
  readonly hidden: readonly HiddenInSource[];
}

const readable =
  /\.(?:[cm]?[jt]sx?|json[5c]?|ya?ml|toml|md|html?|css|scss|less|vue|svelte|py|rb|php|go|rs|java|kt|cs|swift|scala|c|h|cc|cpp|hpp|m|sh|bash|zsh|fish|ps1|bat|sql|xml|ini|cfg|conf|properties|gradle|tf|lua|pl|r|dart|ex|exs|clj|hs|cmake|mk|txt)$|(?:^|\/)(?:Dockerfile|Makefile|Rakefile|Gemfile)$/i;
const skippedFolders = new Set(['.git', 'dist', 'out', '.vscode-test']);
const mostBytes = 1024 * 1024;
/** A minified file is one long line: nobody edits it. */
const mostCharsPerLine = 300;

/** Each readable text below `root` once, and none that the secret-file rules block. */
export async function countHidden(
  root: string,
  bindingsOf: (text: string, path: string) => Promise<readonly Binding[] | undefined>,
): Promise<SourceCount> {
  const seen = new Set<string>();
  const hidden: HiddenInSource[] = [];
  let files = 0;
  let lines = 0;
  for (const path of readablePaths(root)) {
    const text = readFileSync(path, 'utf8');
    const hash = createHash('sha256').update(text).digest('base64');
    const lineCount = text.split('\n').length;
    if (seen.has(hash) || text.length / lineCount > mostCharsPerLine || text.includes('\0')) continue;
    seen.add(hash);
    files++;
    lines += lineCount;
    for (const found of findWithOurs(text, await bindingsOf(text, path))) hidden.push(locate(path, text, found));
  }
  return { files, lines, hidden };
}

function* readablePaths(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* readablePaths(path);
    else if (entry.isFile() && readable.test(path) && !isBlockedPath(path) && statSync(path).size <= mostBytes)
      yield path;
  }
}

function locate(path: string, text: string, { rule, start, end }: Found): HiddenInSource {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', start);
  return {
    ...{ rule, start, end, path },
    line: text.slice(0, start).split('\n').length,
    lineText: text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd),
    value: text.slice(start, end),
  };
}

/** Hidden ranges for each 10,000 lines, in all and by rule. */
export function ratesOf({ lines, hidden }: SourceCount): [rule: string, count: number, per10k: number][] {
  const rate = (count: number): number => Math.round((count * 100_000) / Math.max(1, lines)) / 10;
  const rules: [string, number][] = [['all', hidden.length], ...countNames(hidden.map(({ rule }) => rule))];
  return rules.map(([rule, count]) => [rule, count, rate(count)]);
}
