// Files in memory for the route of other files into a prompt: the real exclusion, redaction and collection, and retrieval by word.

import { type Collector, createCollector, type Place } from '../../src/context/collect.ts';
import { createExclusion, type ExclusionRules } from '../../src/context/exclude.ts';
import type { FoundSnippet } from '../../src/context/retrieve/foundSnippet.ts';
import { createSnippetReader, type SnippetReader, type SnippetReaderDeps } from '../../src/context/snippetReader.ts';
import { createRedactor, type Redactor } from '../../src/redaction/safeText.ts';
import { type MemoryWorkspace, memoryWorkspace } from './memoryWorkspace.ts';

export interface OtherFiles {
  readonly workspace: MemoryWorkspace;
  readonly redactor: Redactor;
  readonly reader: SnippetReader;
  readonly collector: Collector;
  /** What retrieval answers, whatever the rules say: it may be older than they are. */
  found: readonly FoundSnippet[];
  readonly errors: readonly unknown[];
  /** Milliseconds on the clock of all. */
  nowMs: number;
  exclude(rules: Partial<ExclusionRules>): void;
  /** Looks what serves `place`, and holds it. */
  rest(place?: Partial<Place>): Promise<void>;
  /** What the next prompt would show of other files. */
  shown(session?: string): Promise<string[]>;
}

export const place: Place = { session: 'a', path: '/w/own.ts', languageId: 'typescript', text: 'own();\n', offset: 0 };

export function otherFiles(
  files: Readonly<Record<string, string>>,
  { syntax }: Pick<SnippetReaderDeps, 'syntax'> = {},
): OtherFiles {
  const workspace = memoryWorkspace(files);
  const redactor = createRedactor();
  const errors: unknown[] = [];
  const now = (): number => all.nowMs;
  const create = (rules: Partial<ExclusionRules>) =>
    createExclusion(workspace, { excludeFiles: [], allowFiles: [], ...rules }, { now });
  const reader = createSnippetReader({
    async readFile(path, maxBytes) {
      const text = await workspace.readText(path, maxBytes);
      const file = { scheme: 'file', path, languageId: path.endsWith('.py') ? 'python' : 'typescript' };
      return text === undefined ? undefined : { text, file, displayPath: path.slice('/w/'.length) };
    },
    decide: (file, text) => exclusion.decide(file, text),
    redactor,
    ...(syntax && { syntax }),
  });
  const collector = createCollector({
    retrieve: async () => all.found,
    reader,
    decide: (file) => exclusion.decide(file),
    onError: (error) => errors.push(error),
    now,
  });
  const all: OtherFiles = {
    ...{ workspace, redactor, reader, collector, errors },
    found: Object.keys(files).map((path) => whole(files, path)),
    nowMs: 0,
    exclude(rules) {
      exclusion = create(rules);
    },
    rest: (change = {}) => collector.refresh({ ...place, ...change }, new AbortController().signal),
    async shown(session = place.session) {
      return (await collector.held(session)).map(({ path, text }) => `${path.text}\n${text.text}`);
    },
  };
  let exclusion = create({});
  return all;
}

/** All of a file. */
export function whole(files: Readonly<Record<string, string>>, path: string): FoundSnippet {
  const { length } = files[path] ?? '';
  return { path, pieces: [{ start: 0, end: length }], textLength: length, reason: 'definition', score: 1 };
}

/** The whole lines of a text that hold one of the words, neighbours as pieces of their own. */
export function linesWith(path: string, text: string, ...words: readonly string[]): FoundSnippet {
  const pieces = words.map((word) => {
    const at = text.indexOf(word);
    if (at < 0) throw new Error(`${word} does not stand in ${path}`);
    const end = text.indexOf('\n', at) + 1;
    return { start: text.lastIndexOf('\n', at) + 1, end: end === 0 ? text.length : end };
  });
  return { path, pieces, textLength: text.length, reason: 'definition', score: 1 };
}
