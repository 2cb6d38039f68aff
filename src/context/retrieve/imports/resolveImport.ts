// Which files of the workspace an import means: one row per language.

import { resolveGo } from './go.ts';
import { resolveInclude, resolvePath, resolveRuby } from './included.ts';
import { resolveCSharp, resolveJava, resolvePhp } from './packages.ts';
import { resolvePython } from './python.ts';
import type { Resolver } from './resolver.ts';
import { resolveRust } from './rust.ts';
import { resolveScript } from './script.ts';

const resolvers: Readonly<Record<string, Resolver>> = {
  typescript: resolveScript,
  typescriptreact: resolveScript,
  javascript: resolveScript,
  javascriptreact: resolveScript,
  vue: resolveScript,
  svelte: resolveScript,
  astro: resolveScript,
  python: resolvePython,
  go: resolveGo,
  rust: resolveRust,
  java: resolveJava,
  kotlin: resolveJava,
  scala: resolveJava,
  groovy: resolveJava,
  csharp: resolveCSharp,
  php: resolvePhp,
  c: resolveInclude,
  cpp: resolveInclude,
  'cuda-cpp': resolveInclude,
  'objective-c': resolveInclude,
  'objective-cpp': resolveInclude,
  ruby: resolveRuby,
};

export function resolverOf(languageId: string): Resolver {
  return resolvers[languageId] ?? resolvePath;
}
