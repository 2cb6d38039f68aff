// Which language stands at the cursor: in Markdown that of the code block, in Vue and HTML that of the script or style.

/** Languages whose lines are sentences. */
const prose = new Set([
  'plaintext',
  'markdown',
  'git-commit',
  'scminput',
  'restructuredtext',
  'asciidoc',
  'latex',
  'tex',
]);

export function isProse(languageId: string): boolean {
  return prose.has(languageId);
}

const markdown = new Set(['markdown', 'mdx', 'quarto', 'rmd']);
const tagged = new Set(['html', 'vue', 'svelte', 'astro', 'php', 'erb', 'handlebars']);

/** What writers call a language → the editor's name for it. */
const aliases: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  mjs: 'javascript',
  node: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  python3: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  bash: 'shellscript',
  zsh: 'shellscript',
  shell: 'shellscript',
  ps1: 'powershell',
  'c++': 'cpp',
  cs: 'csharp',
  'c#': 'csharp',
  golang: 'go',
  kt: 'kotlin',
  yml: 'yaml',
  text: 'plaintext',
  txt: 'plaintext',
  plain: 'plaintext',
  md: 'markdown',
  '': 'plaintext',
};

/** The editor's id of the language at `offset`; that of the document where no other begins. */
export function languageAt(documentLanguageId: string, text: string, offset: number): string {
  if (markdown.has(documentLanguageId)) return inFence(text, offset) ?? 'markdown';
  if (tagged.has(documentLanguageId)) return inTag(text, offset) ?? documentLanguageId;
  return documentLanguageId;
}

const fence = /^ {0,12}(?:[-*+>] *|\d+[.)] +)*(`{3,}|~{3,})[ \t]*\{?\.?([^\s`{},:]*)[^`\n]*$/;

/** The language of the code block around `offset`; undefined outside of one. */
function inFence(text: string, offset: number): string | undefined {
  let open: { mark: string; language: string } | undefined;
  // The cursor's own line is not whole yet, so it neither opens nor closes a block.
  const lines = text.slice(0, text.lastIndexOf('\n', offset - 1) + 1).split(/\r?\n/);
  for (const line of lines) {
    const [, mark = '', language = ''] = fence.exec(line) ?? [];
    if (mark === '') continue;
    if (!open) open = { mark, language: language.toLowerCase() };
    else if (mark[0] === open.mark[0] && mark.length >= open.mark.length && language === '') open = undefined;
  }
  return open && (aliases[open.language] ?? open.language);
}

const tag = /<(\/?)(script|style)\b([^>]*)>/gi;

/** The language of the script or style around `offset`; undefined outside of both. */
function inTag(text: string, offset: number): string | undefined {
  let found: string | undefined;
  for (const [, slash, name = '', attributes = ''] of text.slice(0, offset).matchAll(tag)) {
    const language = /\b(?:lang|type)\s*=\s*["']?(?:text\/|application\/)?(?:x-)?([\w+#-]+)/i.exec(attributes)?.[1];
    const isScript = name.toLowerCase() === 'script';
    const usual = isScript ? 'javascript' : 'css';
    if (slash || attributes.endsWith('/')) found = undefined;
    else
      found =
        language === undefined || language === 'module'
          ? usual
          : (aliases[language.toLowerCase()] ?? language.toLowerCase());
  }
  return found;
}
