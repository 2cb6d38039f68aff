// How a language writes comments and texts, as far as a scanner for names must know it: one row per family.

export interface LexicalStyle {
  /** `//` to the line's end. */
  readonly slashLine?: boolean;
  /** `/*` to `*` `/`. */
  readonly slashBlock?: boolean;
  /** `#` to the line's end; `spaced`: only at a line's start or after white space. */
  readonly hashLine?: 'always' | 'spaced';
  /** `--` to the line's end. */
  readonly dashLine?: boolean;
  readonly semicolonLine?: boolean;
  readonly percentLine?: boolean;
  /** `<!--` to `-->`. */
  readonly markup?: boolean;
  /** `char`: one character or one escape, all else is an apostrophe. */
  readonly single?: 'text' | 'char';
  readonly double?: boolean;
  /** `template`: with `${…}` in it; `raw`: over lines. */
  readonly backtick?: 'template' | 'raw';
  /** Three quotes, over lines; their words count as a comment's, for most are documentation. */
  readonly triple?: boolean;
  /** `$` is a letter. */
  readonly dollar?: boolean;
  /** A text followed by a colon is a name. */
  readonly keys?: boolean;
}

const braces: LexicalStyle = { slashLine: true, slashBlock: true, single: 'text', double: true, triple: true };
const script: LexicalStyle = { ...braces, backtick: 'template', dollar: true };
const hash: LexicalStyle = { hashLine: 'always', single: 'text', double: true, triple: true };
const shell: LexicalStyle = { hashLine: 'spaced', single: 'text', double: true };
const dashes: LexicalStyle = { dashLine: true, slashBlock: true, single: 'text', double: true };
const chars: LexicalStyle = { ...braces, single: 'char' };
const functional: LexicalStyle = { dashLine: true, single: 'char', double: true };
const lisp: LexicalStyle = { semicolonLine: true, double: true };
const settings: LexicalStyle = { hashLine: 'spaced', semicolonLine: true, double: true };
const percent: LexicalStyle = { percentLine: true, double: true };
const markup: LexicalStyle = { markup: true };
const data: LexicalStyle = { slashLine: true, slashBlock: true, double: true, keys: true };

/** All of it is words and names. */
const prose: LexicalStyle = {};

const families: readonly (readonly [LexicalStyle, readonly string[]])[] = [
  [script, ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'svelte', 'astro']],
  [
    braces,
    [
      'java',
      'c',
      'cpp',
      'cuda-cpp',
      'csharp',
      'scss',
      'less',
      'css',
      'objective-c',
      'objective-cpp',
      'dart',
      'groovy',
    ].concat(['zig', 'solidity', 'proto3', 'verilog', 'systemverilog']),
  ],
  [chars, ['rust', 'scala', 'kotlin', 'swift', 'd', 'fsharp']],
  [{ ...braces, backtick: 'raw' }, ['go', 'go.mod']],
  [{ ...braces, hashLine: 'spaced' }, ['php', 'terraform', 'hcl']],
  [hash, ['python', 'ruby', 'elixir', 'r', 'julia', 'nim', 'graphql', 'toml']],
  [shell, ['shellscript', 'makefile', 'cmake', 'dockerfile', 'yaml', 'perl', 'powershell', 'tcl']],
  [dashes, ['sql', 'lua', 'ada', 'vhdl']],
  [functional, ['haskell', 'elm']],
  [lisp, ['clojure', 'lisp', 'scheme', 'racket', 'asm']],
  [settings, ['ini', 'properties']],
  [percent, ['erlang', 'latex']],
  [markup, ['html', 'xml', 'xsl']],
  [data, ['json', 'jsonc', 'json5']],
];

const byLanguage = new Map(families.flatMap(([style, ids]) => ids.map((id) => [id, style] as const)));

export function lexicalStyleOf(languageId: string): LexicalStyle {
  return byLanguage.get(languageId) ?? prose;
}
