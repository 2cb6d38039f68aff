// Takes the path of a Rust `use` apart: one import for each module that it reaches into.

import type { Import, ImportedName } from './outline.ts';

type Use = Pick<Import, 'source' | 'names'>;

/** Deeper trees than anyone writes stay as they are. */
const maxLevels = 20;

/** `std::{fmt, io::{self, Read as R}}` → `std`: fmt, `std::io`: self as io, Read as R. */
export function parseUse(path: string): Use[] {
  const namesBySource = new Map<string, ImportedName[]>();
  addTree('', path.replace(/\/\/[^\n]*|\s+/g, ' '), { namesBySource, level: 0 });
  return [...namesBySource].map(([source, names]) => ({ source, names }));
}

interface Walk {
  readonly namesBySource: Map<string, ImportedName[]>;
  readonly level: number;
}

function addTree(prefix: string, tree: string, { namesBySource, level }: Walk): void {
  const text = tree.trim();
  const open = text.indexOf('{');
  if (open === -1 || level > maxLevels) {
    addLeaf(prefix, text, namesBySource);
    return;
  }
  const inner = joined(prefix, text.slice(0, open).replace(/::\s*$/, ''));
  const close = text.lastIndexOf('}');
  for (const part of splitList(text.slice(open + 1, close === -1 ? text.length : close))) {
    addTree(inner, part, { namesBySource, level: level + 1 });
  }
}

function addLeaf(prefix: string, leaf: string, namesBySource: Map<string, ImportedName[]>): void {
  const [path = '', alias] = leaf.split(/\s+as\s+/);
  const full = joined(prefix, path.replace(/\s/g, ''));
  const isSelf = full.endsWith('::self');
  const whole = isSelf ? full.slice(0, -'::self'.length) : full;
  const at = whole.lastIndexOf('::');
  const source = isSelf || at === -1 ? whole : whole.slice(0, at);
  const last = at === -1 ? whole : whole.slice(at + 2);
  if (source === '') return;
  const name: ImportedName = { name: isSelf || at === -1 ? '*' : last, alias: alias?.trim() ?? last };
  namesBySource.set(source, [...(namesBySource.get(source) ?? []), name]);
}

function joined(prefix: string, path: string): string {
  const trimmed = path.trim();
  return prefix === '' || trimmed === '' ? prefix + trimmed : `${prefix}::${trimmed}`;
}

/** By commas that no braces enclose. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part.trim() !== '');
}
