// The syntax tree's part in the redaction benchmark: the language that a path names, its tree, and what the tree binds.

import type { Binding } from '../../src/base/range.ts';
import type { Parsed, SyntaxParser } from '../../src/context/parser.ts';
import { createTestParser, findAll, parseNow } from '../../test/support/syntax.ts';

/** Ends of paths → VS Code language id, as the editor takes them. */
const languageIds: readonly (readonly [pattern: RegExp, languageId: string])[] = [
  [/\.[cm]?ts$/, 'typescript'],
  [/\.tsx$/, 'typescriptreact'],
  [/\.[cm]?js$|\.es6$/, 'javascript'],
  [/\.jsx$/, 'javascriptreact'],
  [/\.pyw?$/, 'python'],
  [/\.(?:rb|rake|gemspec)$/, 'ruby'],
  [/\.(?:php\d?|phtml|inc)$/, 'php'],
  [/\.go$/, 'go'],
  [/\.rs$/, 'rust'],
  [/\.java$/, 'java'],
  [/\.cs$/, 'csharp'],
  [/\.(?:cc|cpp|cxx|hh|hpp|hxx)$/, 'cpp'],
  [/\.[ch]$/, 'c'],
  [/\.css$/, 'css'],
  [/\.ini$/, 'ini'],
  [/\.(?:properties|cfg|conf)$/, 'properties'],
  [/\.(?:sh|bash|zsh|ksh)$/, 'shellscript'],
  [/\.ps[dm]?1$/, 'powershell'],
];

export interface Syntax {
  /** Undefined where the path names no language that has a grammar. */
  bindingsOf(text: string, path: string | undefined): Promise<Binding[] | undefined>;
  parse(text: string, languageId: string): Parsed;
  load(languageId: string): Promise<boolean>;
}

export function languageIdOf(path: string): string | undefined {
  const lower = path.toLowerCase();
  return languageIds.find(([pattern]) => pattern.test(lower))?.[1];
}

export const bindingsIn = (parsed: Parsed): Binding[] => findAll(parsed).map(({ binding }) => binding);

export function createSyntax(): Syntax {
  const parser: SyntaxParser = createTestParser();
  const key = 'text';
  const parse = (text: string, languageId: string): Parsed => {
    // Whole, and not by way of the text before.
    parser.forget(key);
    return parseNow(parser, key, languageId, text);
  };
  return {
    parse,
    load: (languageId) => parser.load(languageId),
    async bindingsOf(text, path) {
      const languageId = path === undefined ? undefined : languageIdOf(path);
      if (languageId === undefined || !(await parser.load(languageId))) return undefined;
      return bindingsIn(parse(text, languageId));
    },
  };
}
