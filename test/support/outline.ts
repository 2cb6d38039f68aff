// Outlines in tests, made with the real grammars and query files.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createOutliner, type Outliner } from '../../src/context/outline/outliner.ts';
import { createTestParser } from './syntax.ts';

const queries = new URL('../../src/context/outline/queries/', import.meta.url);

export const readQuery = (file: string): Promise<string> => readFile(fileURLToPath(new URL(file, queries)), 'utf8');

export function createTestOutliner(parser = createTestParser()): Outliner {
  return createOutliner({
    parser,
    readQuery,
    onError: (error) => {
      throw error;
    },
  });
}
