// Names a file in a comment of its own language, for models that know no marker between files.

/** By the end of the file's name; every other language takes `//`, which the most do. */
const marks: readonly (readonly [mark: string, ends: RegExp])[] = [
  ['#', /\.(?:py|pyi|rb|sh|bash|zsh|fish|ps1|psm1|pl|r|jl|ex|exs|nix|tf|cmake|mk|ya?ml|toml|conf|cfg|gitignore)$/i],
  ['#', /(?:^|\/)(?:Makefile|Dockerfile|Gemfile|Rakefile)$/],
  ['--', /\.(?:sql|lua|hs|elm|adb|ads|vhdl?)$/i],
  [';', /\.(?:ini|clj|cljs|lisp|el|scm|asm|s)$/i],
  ['%', /\.(?:tex|erl|hrl|m)$/i],
];
/** What has no comment to the line's end. */
const blocks: readonly (readonly [open: string, close: string, ends: RegExp])[] = [
  ['/* ', ' */', /\.css$/i],
  ['<!-- ', ' -->', /\.(?:html?|xml|vue|svelte|md)$/i],
];

export function commentLine(path: string): string {
  const block = blocks.find(([, , ends]) => ends.test(path));
  if (block) return `${block[0]}${path}${block[1]}\n`;
  const mark = marks.find(([, ends]) => ends.test(path))?.[0] ?? '//';
  return `${mark} ${path}\n`;
}
