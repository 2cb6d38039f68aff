// Parses in tests with the real grammars, and without waiting for slices.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Binding } from '../../src/base/range.ts';
import { runtimeFile } from '../../src/context/grammars.ts';
import { createLiterals, type Literal } from '../../src/context/literals.ts';
import { createParser, type Parsed, type SyntaxParser } from '../../src/context/parser.ts';
import { nameHints, nameStrength } from '../../src/redaction/names.ts';

const packages = createRequire(import.meta.url);
const runtimePath = packages.resolve('web-tree-sitter/web-tree-sitter.wasm');
const grammarFolder = join(dirname(packages.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm');

/** Where a file that `grammars.ts` names is installed. */
export const grammarPath = (file: string): string => (file === runtimeFile ? runtimePath : join(grammarFolder, file));
export const readGrammar = (file: string): Promise<Uint8Array> => readFile(grammarPath(file));

export const secretNames = {
  hints: nameHints,
  isNameOfInterest: (name: string) => nameStrength(name) !== undefined,
};

export function createTestParser(): SyntaxParser {
  return createParser({
    readGrammar,
    onError: (error) => {
      throw error;
    },
  });
}

const never = (): boolean => false;

export function parseNow(parser: SyntaxParser, key: string, languageId: string, text: string): Parsed {
  return parser.parse({ key, languageId, text }, never) ?? assert.fail('gave up');
}

const literals = createLiterals(secretNames);

/** All literals of a tree. */
export function findAll(parsed: Parsed): Literal[] {
  return literals.find(parsed, undefined, never) ?? assert.fail('gave up');
}

/** The same by way of the literals of the text before. */
export function findAgain(parsed: Parsed, previous: readonly Literal[]): Literal[] {
  return literals.find(parsed, previous, never) ?? assert.fail('gave up');
}

/** `kind name = value`, as the text writes both. */
export function written(text: string, { nameRange, valueRange, kind }: Binding): string {
  return `${kind} ${text.slice(nameRange.start, nameRange.end)} = ${text.slice(valueRange.start, valueRange.end)}`;
}
