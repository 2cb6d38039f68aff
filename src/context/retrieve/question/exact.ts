// Finds what a question spells out: files that define its names, files that use them, and files that hold its phrases.

import type { CodeIndex } from '../../index/codeIndex.ts';
import { termOf } from '../../index/terms.ts';

const mostDefinitions = 20;
const mostUsers = 30;

/** Files that define one of the names, exported ones first. */
export function definingPaths(names: readonly string[], index: CodeIndex): string[] {
  const found = names.flatMap((name) => index.definitionsOf(termOf(name), mostDefinitions));
  const sorted = found.sort(
    (a, b) => Number(b.isExported) - Number(a.isExported) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.at - b.at),
  );
  return [...new Set(sorted.map(({ path }) => path))];
}

/** Files that use one of the names, the ones that use most of them and most often first; a name that stands everywhere is none. */
export function usingPaths(names: readonly string[], index: CodeIndex): string[] {
  const uses = new Map<number, number>();
  for (const name of names) {
    const term = termOf(name);
    if (index.fileFrequency(term) * 4 > index.fileCount) continue;
    index.eachPosting(term, (file, count) => uses.set(file, (uses.get(file) ?? 0) + 1 + count / (count + 1)));
  }
  const found = [...uses].map(([file, score]) => ({ path: index.pathOf(file), score }));
  found.sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
  return found.slice(0, mostUsers).map(({ path }) => path);
}

/** Those of the texts that hold a phrase, whatever its case and its runs of white space; the ones with most phrases first. */
export function holdingPaths(phrases: readonly string[], texts: ReadonlyMap<string, string>): string[] {
  if (phrases.length === 0) return [];
  const forms = phrases.map(phraseForm);
  const found = [...texts].map(([path, text]) => ({ path, count: forms.filter((form) => form.test(text)).length }));
  return found
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ path }) => path);
}

/** Pattern of a phrase that is found across line breaks and in any case. */
export function phraseForm(phrase: string): RegExp {
  const words = phrase.trim().split(/\s+/);
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('\\s+'), 'i');
}
