// The fill-in-the-middle tasks that a benchmark asks: their format, the check that a file holds just that, and languages.

export interface Task {
  /** VS Code language id. */
  readonly language: string;
  readonly prefix: string;
  readonly suffix: string;
  /** What stood between them. */
  readonly middle: string;
}

/** Other names that data sets give to languages. */
const languageIds: Readonly<Record<string, string>> = {
  py: 'python',
  js: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  golang: 'go',
  rs: 'rust',
  rb: 'ruby',
  'c++': 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  'c-sharp': 'csharp',
  bash: 'shellscript',
  shell: 'shellscript',
  sh: 'shellscript',
};

const extensions: Readonly<Record<string, string>> = {
  python: 'py',
  javascript: 'js',
  javascriptreact: 'jsx',
  typescript: 'ts',
  typescriptreact: 'tsx',
  go: 'go',
  rust: 'rs',
  ruby: 'rb',
  csharp: 'cs',
  shellscript: 'sh',
  powershell: 'ps1',
};

/** A path for the prompts of models that show one. */
export function pathOf({ language }: Task): string {
  return `src/file.${extensions[language] ?? language}`;
}

/** One task a line; throws an error that names the file and the line that is none. */
export function parseTasks(jsonl: string, file: string): Task[] {
  const lines = jsonl.split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const where = `${file}:${index + 1}`;
    return [asTyped(parseTask(line, where))];
  });
}

function parseTask(line: string, where: string): Task {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`${where}: this is no JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where}: a task is an object.`);
  }
  const textOf = (name: string): string => {
    const text: unknown = Reflect.get(value, name);
    if (typeof text !== 'string') throw new Error(`${where}: the task's \`${name}\` is a text.`);
    return text;
  };
  const [language, prefix, suffix, middle] = ['language', 'prefix', 'suffix', 'middle'].map(textOf);
  if (!language || prefix === undefined || suffix === undefined) throw new Error(`${where}: a task has a language.`);
  if (!middle?.trim()) throw new Error(`${where}: the task's middle is empty.`);
  return { language: languageIds[language.toLowerCase()] ?? language.toLowerCase(), prefix, suffix, middle };
}

/**
 * As somebody who types meets it: with line feeds; the line break behind the middle is there before the middle is; and an
 * empty line is indented by the editor, since blank in front of the cursor is nothing to suggest: there Tab indents.
 */
function asTyped(task: Task): Task {
  const [before = '', after = '', whole = ''] = [task.prefix, task.suffix, task.middle].map((text) =>
    text.replaceAll('\r\n', '\n'),
  );
  const isEmptyLine = before.slice(before.lastIndexOf('\n') + 1).trim() === '';
  const indentation = (isEmptyLine && /^[ \t]+/.exec(whole)?.[0]) || '';
  const middle = whole.slice(indentation.length);
  const prefix = before + indentation;
  if (!middle.endsWith('\n')) return { ...task, prefix, suffix: after, middle };
  return { ...task, prefix, suffix: `\n${after}`, middle: middle.slice(0, -1) };
}

/** So many of them, evenly from the first to the last. */
export function spread<T>(all: readonly T[], count: number): T[] {
  if (count >= all.length) return [...all];
  const step = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor(index * step)]).flatMap((one) => one ?? []);
}
