// Outlines of documents that are being edited: their trees are kept, so that an edit is parsed by its own size.

import type { Outliner } from '../outline/outliner.ts';
import type { SyntaxParser } from '../parser.ts';

export interface KeptOutlines {
  /** For the document at `path`, whose tree is brought up to date with each text. */
  of(path: string): Pick<Outliner, 'load' | 'outline'>;
  forget(path: string): void;
}

/** A tree is some ten times its text. */
const mostTrees = 8;

export function createKeptOutlines(parser: SyntaxParser, outliner: Outliner): KeptOutlines {
  const loaded = new Set<string>();
  const kept = new Set<string>();

  function forget(path: string): void {
    if (kept.delete(path)) parser.forget(path);
  }

  /** The one used longest ago goes first. */
  function keep(path: string): void {
    kept.delete(path);
    kept.add(path);
    for (const oldest of kept) {
      if (kept.size <= mostTrees) return;
      forget(oldest);
    }
  }

  return {
    of: (path) => ({
      async load(languageId) {
        await outliner.load(languageId);
        if (await parser.load(languageId)) loaded.add(languageId);
      },
      outline(source, isOver) {
        const parsed = loaded.has(source.languageId) ? parser.parse({ key: path, ...source }, isOver) : undefined;
        if (!parsed) return outliner.outline(source, isOver);
        keep(path);
        return outliner.outlineOf(parsed, isOver);
      },
    }),
    forget,
  };
}
