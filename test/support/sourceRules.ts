// Reads source text as the architecture test needs it: what a file imports, and its code without comments and strings.

import { isBuiltin } from 'node:module';

export interface SourceFile {
  /** Relative to `src/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A file of `src/`, by its path there, or a package; `computed` when the name is not written out. */
export type Import =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'computed' };

const comment = String.raw`\/\*[\s\S]*?\*\/|\/\/[^\n]*`;
const pattern = String.raw`(?<=(?:^|[(,=:[!&|?{};+<>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
const text = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\`(?:\\[\s\S]|[^\`\\])*\``;
const lexeme = new RegExp(`(${comment})|(${pattern})|(${text})`, 'g');

/** The code with comments and patterns taken out, and each text by its number in `texts`: `"3"`. */
export function withoutTexts(source: string): { code: string; texts: readonly string[] } {
  const texts: string[] = [];
  const code = source.replace(lexeme, (_all, isComment?: string, isPattern?: string, literal?: string) => {
    if (isComment !== undefined) return ' ';
    if (isPattern !== undefined) return 'pattern';
    return `"${texts.push((literal ?? '').slice(1, -1)) - 1}"`;
  });
  return { code, texts };
}

const importForms: readonly RegExp[] = [
  /\b(?:import|export)\b[^;"()]*?\bfrom\s*"(?<text>\d+)"/g,
  /\bimport\s*"(?<text>\d+)"/g,
  /(?<![.\w$])(?:import|require|getBuiltinModule)\s*\(\s*(?:"(?<text>\d+)"\s*[,)]|(?<computed>[^")]))/g,
  /\.\s*(?:require|getBuiltinModule)\s*\(\s*(?:"(?<text>\d+)"\s*[,)]|(?<computed>[^")]))/g,
];

/** Static imports, type imports, re-exports, dynamic imports and `import('x').T`. */
export function importsOf(file: SourceFile): Import[] {
  const { code, texts } = withoutTexts(file.text);
  const imports: Import[] = [];
  for (const form of importForms) {
    for (const { groups } of code.matchAll(form)) {
      const name = texts[Number(groups?.text ?? -1)];
      if (name === undefined || name.includes('$' + '{')) imports.push({ kind: 'computed' });
      else imports.push(resolve(file.path, name));
    }
  }
  return imports;
}

function resolve(from: string, name: string): Import {
  if (!/^\.{1,2}(?:\/|$)/.test(name)) {
    const bare = name.startsWith('@') ? name.split('/', 2).join('/') : (name.split('/', 1)[0] ?? name);
    return { kind: 'package', name: isBuiltin(bare) && !bare.startsWith('node:') ? `node:${bare}` : bare };
  }
  const parts = from.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return { kind: 'file', path: parts.join('/') };
}

/** Each cycle once, as the paths on it; `imports` gives the files that a file imports. */
export function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  function visit(path: string, trail: readonly string[]): void {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
  for (const path of imports.keys()) visit(path, []);
  return cycles;
}
