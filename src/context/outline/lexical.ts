// The outline of a text whose language has no grammar, or whose tree takes too long: by its lines, words and indentation.

import type { Range } from '../../base/range.ts';
import { chunksOf } from './chunks.ts';
import { linesOf } from './lines.ts';
import type { Definition, Outline } from './outline.ts';

export function lexicalOutline(text: string): Outline {
  const definitions: Definition[] = [];
  const scopes: Range[] = [];
  const comments: Range[] = [];
  const chunks = chunksOf({ text, lines: linesOf(text), definitions, scopes, comments });
  return { definitions, imports: [], scopes, comments, chunks };
}
