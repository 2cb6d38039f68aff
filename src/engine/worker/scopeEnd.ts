// Tells when a block that is being written has left the scope that was asked for, so that no more of it is generated.

import type { Scope } from '../engine.ts';

const tabColumns = 4;
/** What stands at the head's own depth and still belongs to it. */
const goesOn = /[{([:]\s*$|^\s*[)\]}]*\s*(?:else|elif|elsif|except|finally|catch|rescue|ensure|case|default|when)\b/;

function depthOf(line: string): number {
  let depth = 0;
  for (const char of line) {
    if (char === ' ') depth++;
    else if (char === '\t') depth += tabColumns - (depth % tabColumns);
    else break;
  }
  return depth;
}

/** A line whose first character is written, or the whole of one, tells; the last may still be growing. */
export function hasLeftScope(text: string, { depth, isHead }: Scope): boolean {
  const lines = text.split('\n');
  for (let number = 1; number < lines.length; number++) {
    const line = lines[number] ?? '';
    if (line.trim() === '') continue;
    const own = depthOf(line);
    if (own < depth) return true;
    if (own > depth) continue;
    const isWhole = number < lines.length - 1;
    if (isHead ? isWhole && !goesOn.test(line) : (lines[number - 1] ?? '').trim() === '') return true;
  }
  return false;
}
