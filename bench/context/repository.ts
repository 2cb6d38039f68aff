// The sources of a folder as the benchmark sees them: no generated files, no copies, each with its names and definitions.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Range } from '../../src/base/range.ts';
import { scanNames } from '../../src/context/index/scanNames.ts';
import { languageOf } from '../../src/context/languageOf.ts';
import type { Outline } from '../../src/context/outline/outline.ts';
import { secretPathRule } from '../../src/redaction/secretPaths.ts';

export interface Name extends Range {
  readonly name: string;
}

export interface Source {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

export interface SourceFile extends Source {
  readonly outline: Outline;
  /** Identifiers in code: none of a comment, a text or an import. */
  readonly names: readonly Name[];
}

/** Code, not prose or data: what a task can be made from, and what every method may quote. */
const languages = new Set(
  (
    'typescript typescriptreact javascript javascriptreact python go rust java c cpp csharp ruby php shellscript ' +
    'kotlin swift scala dart'
  ).split(' '),
);
const skippedFolders = new Set(['node_modules', '.git', 'vendor', 'third_party', '__pycache__', '.venv', 'venv']);
const mostBytes = 1024 * 1024;
/** A minified file is one long line: nobody edits it. */
const mostCharsPerLine = 200;
/** What compilers write; of two copies, the other one stays. */
const built = /\/(?:dist|build|out|esm|cjs|es|umd|lib-cov|target)\/|\.d\.[cm]?ts$/;

/** Code by its name: what a task can be made from. */
export function isSource(path: string): boolean {
  return languages.has(languageOf(path));
}

/** Every readable source below `root` in a fixed order. */
export function readSources(root: string): Source[] {
  const sources: Source[] = [];
  for (const path of filesBelow(root)) {
    const languageId = languageOf(path);
    if (!languages.has(languageId) || secretPathRule(path) !== undefined || statSync(path).size > mostBytes) continue;
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    if (text.includes('\0') || text.length / text.split('\n').length > mostCharsPerLine) continue;
    sources.push({ path, languageId, text });
  }
  return sources;
}

function* filesBelow(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name).replaceAll('\\', '/');
    if (entry.isDirectory() && !skippedFolders.has(entry.name)) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Identifiers in code outside `imports`. */
export function namesIn(text: string, languageId: string, imports: readonly Range[]): Name[] {
  const names: Name[] = [];
  let at = 0;
  scanNames(text, languageId, {
    name(start, end) {
      while ((imports[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++;
      if ((imports[at]?.start ?? Number.POSITIVE_INFINITY) > start)
        names.push({ name: text.slice(start, end), start, end });
    },
    comment() {
      return undefined;
    },
  });
  return names;
}

const leastLineChars = 12;
const copyShare = 0.8;
const builtShare = 0.7;
const commonLine = 20;

/** Of files that say the same, only one: by their lines, and for what a compiler wrote, by name and identifiers. */
export function withoutCopies<T extends Source>(sources: readonly T[]): T[] {
  const inOrder = [...sources].sort((a, b) => Number(built.test(a.path)) - Number(built.test(b.path)));
  const byLine = new Map<string, T[]>();
  const byStem = new Map<string, Set<string>[]>();
  const kept = new Set<T>();
  for (const source of inOrder) {
    const lines = new Set(source.text.split('\n').map((line) => line.replace(/\s+/g, '')));
    const telling = [...lines].filter((line) => line.length >= leastLineChars);
    const words = new Set(source.text.match(/[A-Za-z_]\w{2,}/g));
    const stem = source.path.replace(/^.*\//, '').replace(/\..*$/, '');
    const twins = byStem.get(stem) ?? [];
    if (sharesLines(telling, byLine) || twins.some((twin) => jaccard(words, twin) >= builtShare)) continue;
    kept.add(source);
    byStem.set(stem, [...twins, words]);
    for (const line of telling) byLine.set(line, [...(byLine.get(line) ?? []).slice(0, commonLine), source]);
  }
  return sources.filter((source) => kept.has(source));
}

function sharesLines<T>(lines: readonly string[], byLine: ReadonlyMap<string, readonly T[]>): boolean {
  const shared = new Map<T, number>();
  for (const line of lines) {
    for (const source of byLine.get(line) ?? []) shared.set(source, (shared.get(source) ?? 0) + 1);
  }
  return lines.length > 0 && Math.max(0, ...shared.values()) >= copyShare * lines.length;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both / Math.max(1, a.size + b.size - both);
}
