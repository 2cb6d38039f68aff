// Outlines in tests, written so that a reader can check them against the source, and what holds for all of them.

import assert from 'node:assert/strict';
import type { Range } from '../../src/base/range.ts';
import { linesOf } from '../../src/context/outline/lines.ts';
import type { Definition, Import, Outline } from '../../src/context/outline/outline.ts';
import type { Reference } from '../../src/context/outline/references.ts';

/** A definition's kind, name, lines and signature; its comment's first words; indented below what it stands in. */
function describeDefinition(text: string, lineOf: (range: Range) => string, outline: Outline, at: Definition): string {
  let depth = 0;
  for (let { parent } = at; parent !== undefined; parent = outline.definitions[parent]?.parent) depth++;
  const flat = ({ start, end }: Range): string => text.slice(start, end).replace(/\s+/g, ' ');
  const doc = at.doc ? `  « ${flat(at.doc)} »` : '';
  return `${'  '.repeat(depth)}${at.isExported ? '+' : '-'} ${at.kind} ${at.name} [${lineOf(at.range)}] ${flat(at.signature)}${doc}`;
}

function describeImport({ source, names, isReexport }: Import): string {
  const bound = names.map(({ name, alias }) => (name === alias ? name : `${name} as ${alias}`));
  return `${isReexport ? 'reexport' : 'import'} ${source}${bound.length > 0 ? `: ${bound.join(', ')}` : ''}`;
}

/** Everything of an outline by 1-based lines. */
export function describeOutline(text: string, outline: Outline): string {
  const lines = linesOf(text);
  const lineOf = ({ start, end }: Range): string => {
    const [first, last] = [lines.at(start) + 1, lines.at(Math.max(start, end - 1)) + 1];
    return first === last ? `${first}` : `${first}-${last}`;
  };
  const firstWords = ({ start, end }: Range): string =>
    text
      .slice(start, end)
      .trim()
      .split(/\r\n?|\n/)[0] ?? '';
  return [
    '# outline',
    ...outline.definitions.map((definition) => describeDefinition(text, lineOf, outline, definition)),
    '# imports',
    ...outline.imports.map(describeImport),
    '# scopes',
    outline.scopes.map(lineOf).join(' '),
    '# comments',
    outline.comments.map(lineOf).join(' '),
    '# chunks',
    ...outline.chunks.map((chunk) => `${lineOf(chunk)}: ${firstWords(chunk)}`),
    '',
  ].join('\n');
}

/** Names by line: `(receiver).name`, `call()`, `<Type>`, `~local`. */
export function describeReferences(text: string, references: readonly Reference[]): string {
  const lines = linesOf(text);
  const byLine = new Map<number, string[]>();
  for (const reference of references) {
    const line = lines.at(reference.range.start) + 1;
    byLine.set(line, [...(byLine.get(line) ?? []), describeReference(reference)]);
  }
  return ['# references', ...[...byLine].map(([line, names]) => `${line}: ${names.join(' ')}`), ''].join('\n');
}

function describeReference({ name, receiver, isCall, isType, isLocal }: Reference): string {
  const of = receiver === undefined ? '' : `(${receiver.replace(/\s+/g, ' ')}).`;
  return `${isLocal ? '~' : ''}${of}${isType ? `<${name}>` : name}${isCall ? '()' : ''}`;
}

/** What holds for every outline of every text. */
export function assertSound(text: string, { definitions, imports, scopes, comments, chunks }: Outline): void {
  const isInside = ({ start, end }: Range, outer: Range): boolean =>
    outer.start <= start && start <= end && end <= outer.end;
  const all = { start: 0, end: text.length };
  let last = 0;
  for (const [index, { name, nameRange, range, signature, doc, parent }] of definitions.entries()) {
    assert.equal(text.slice(nameRange.start, nameRange.end), name);
    assert.ok(name !== '' && isInside(range, all) && isInside(nameRange, range) && isInside(signature, range), name);
    assert.equal(signature.start, range.start);
    assert.ok(!doc || isInside(doc, all));
    assert.ok(parent === undefined || (parent >= 0 && parent < index));
    assert.ok(range.start >= last);
    last = range.start;
  }
  for (const ranges of [scopes, comments, imports.map(({ range }) => range)]) {
    for (const [index, range] of ranges.entries()) {
      assert.ok(isInside(range, all) && range.start >= (ranges[index - 1]?.start ?? 0));
    }
  }
  assertWholeLines(text, chunks);
}

/** From the first line of code to the last. */
function assertWholeLines(text: string, chunks: readonly Range[]): void {
  const isLineStart = (offset: number): boolean =>
    offset === 0 ||
    offset === text.length ||
    text[offset - 1] === '\n' ||
    (text[offset - 1] === '\r' && text[offset] !== '\n');
  for (const [index, { start, end }] of chunks.entries()) {
    assert.ok(start < end && isLineStart(start) && isLineStart(end));
    if (index > 0) assert.equal(start, chunks[index - 1]?.end);
  }
  const left = text.slice(0, chunks[0]?.start ?? text.length) + text.slice(chunks.at(-1)?.end ?? text.length);
  assert.match(left, /^[\s\ufeff]*$/);
}
