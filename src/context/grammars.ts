// The languages that are parsed: one row each, from the grammar's file to the editor's names for the language.

/** Name of a grammar; its file is `tree-sitter-NAME.wasm`. */
export type GrammarName =
  | 'bash'
  | 'c-sharp'
  | 'cpp'
  | 'css'
  | 'go'
  | 'ini'
  | 'java'
  | 'javascript'
  | 'php'
  | 'powershell'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'tsx'
  | 'typescript';

/** Grammar → VS Code language ids. The grammar of C++ serves C. */
export const grammars: Readonly<Record<GrammarName, readonly string[]>> = {
  bash: ['shellscript'],
  'c-sharp': ['csharp'],
  cpp: ['cpp', 'c', 'cuda-cpp'],
  css: ['css'],
  go: ['go'],
  ini: ['ini', 'properties'],
  java: ['java'],
  javascript: ['javascript', 'javascriptreact'],
  php: ['php'],
  powershell: ['powershell'],
  python: ['python'],
  ruby: ['ruby'],
  rust: ['rust'],
  tsx: ['typescriptreact'],
  typescript: ['typescript'],
};

const byLanguageId = new Map(
  Object.entries(grammars).flatMap(([name, ids]) => ids.map((id) => [id, name as GrammarName] as const)),
);

/** The grammar for a VS Code language id, or undefined. */
export function grammarOf(languageId: string): GrammarName | undefined {
  return byLanguageId.get(languageId);
}

/** Name of a grammar's file. */
export function grammarFile(name: GrammarName): string {
  return `tree-sitter-${name}.wasm`;
}

/** Name of the parsing runtime's own file. */
export const runtimeFile = 'web-tree-sitter.wasm';
