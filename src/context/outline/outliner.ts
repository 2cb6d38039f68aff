// Outlines of source files: by the language's grammar and query files where there are such, else by their lines.

import type { Range } from '../../base/range.ts';
import { type GrammarName, grammarOf } from '../grammars.ts';
import type { Parsed, SyntaxParser, SyntaxQuery } from '../parser.ts';
import { gatherOutline } from './gather.ts';
import { outlineRows } from './languages.ts';
import { lexicalOutline } from './lexical.ts';
import type { Outline } from './outline.ts';
import { gatherReferences, lexicalReferences, type Reference } from './references.ts';

export interface OutlinerDeps {
  readonly parser: SyntaxParser;
  /** Reads a query file; they lie beside the grammars. */
  readQuery(file: string): Promise<string>;
  onError(error: unknown): void;
}

export interface OutlineSource {
  readonly languageId: string;
  readonly text: string;
}

export interface Outliner {
  /** Resolves when the language's grammar and queries are there, or known to be missing. Never rejects. */
  load(languageId: string): Promise<void>;
  /**
   * The outline of a text, without keeping its tree. Lexical where the language has no grammar, or is not loaded, or where
   * `isOver`, asked all the while, says that it takes too long. Never throws.
   */
  outline(source: OutlineSource, isOver: () => boolean): Outline;
  /** The same for a tree that is kept. */
  outlineOf(parsed: Parsed, isOver: () => boolean): Outline;
  /** The names used in a part of the text, such as the lines around the cursor; lexical as above. Never throws. */
  references(parsed: Parsed, within: Range, isOver: () => boolean): Reference[];
}

interface Loaded {
  readonly outline: SyntaxQuery;
  readonly references: SyntaxQuery;
}

/** How far above the lines in question a local name may be declared. */
const maxLookBack = 20_000;

export function createOutliner({ parser, readQuery, onError }: OutlinerDeps): Outliner {
  const loading = new Map<GrammarName, Promise<void>>();
  const loaded = new Map<GrammarName, Loaded>();

  async function loadQueries(grammar: GrammarName, languageId: string): Promise<void> {
    const row = outlineRows[grammar];
    if (!row || !(await parser.load(languageId))) return;
    try {
      const compile = async (part: 'outline' | 'references'): Promise<SyntaxQuery> => {
        const files = await Promise.all(row.queries[part].map((name) => readQuery(`${name}.${part}.scm`)));
        return parser.compile(grammar, files.join('\n'));
      };
      loaded.set(grammar, { outline: await compile('outline'), references: await compile('references') });
    } catch (error) {
      onError(error);
    }
  }

  function load(languageId: string): Promise<void> {
    const grammar = grammarOf(languageId);
    if (grammar === undefined) return Promise.resolve();
    const begun = loading.get(grammar) ?? loadQueries(grammar, languageId);
    loading.set(grammar, begun);
    return begun;
  }

  function syntacticOutline(parsed: Parsed, isOver: () => boolean): Outline | undefined {
    const { text, grammar } = parsed;
    const row = outlineRows[grammar];
    const whole: Range = { start: 0, end: text.length };
    const matches = loaded.get(grammar)?.outline.matches(parsed, whole, isOver);
    return row && matches && gatherOutline(text, matches, row);
  }

  return {
    load,
    outline({ languageId, text }, isOver) {
      const grammar = grammarOf(languageId);
      const isLoaded = grammar !== undefined && loaded.has(grammar);
      const outline = isLoaded
        ? parser.parseOnce({ languageId, text }, isOver, (parsed) => syntacticOutline(parsed, isOver))
        : undefined;
      return outline ?? lexicalOutline({ languageId, text });
    },
    outlineOf: (parsed, isOver) =>
      syntacticOutline(parsed, isOver) ?? lexicalOutline({ languageId: parsed.grammar, text: parsed.text }),
    references(parsed, within, isOver) {
      const { text, tree, grammar } = parsed;
      const top = tree.rootNode.firstChildForIndex(within.start)?.startIndex ?? 0;
      const start = Math.min(within.start, Math.max(top, within.start - maxLookBack));
      const matches = loaded.get(grammar)?.references.matches(parsed, { start, end: within.end }, isOver);
      return matches ? gatherReferences(text, matches, within) : lexicalReferences(text, within);
    },
  };
}
