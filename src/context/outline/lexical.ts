// The outline of a text whose language has no grammar, or whose tree takes too long: by its lines, words and indentation.

import type { Range } from '../../base/range.ts';
import { chunksOf } from './chunks.ts';
import { type Lines, linesOf, trimRange } from './lines.ts';
import type { Definition, DefinitionKind, Import, Outline } from './outline.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

/** What languages call it → what it is. */
const kindOfWord: Readonly<Record<string, DefinitionKind>> = {
  ...{ function: 'function', func: 'function', fun: 'function', fn: 'function', def: 'function', defp: 'function' },
  ...{
    sub: 'function',
    proc: 'function',
    procedure: 'function',
    defun: 'function',
    defn: 'function',
    macro: 'function',
  },
  ...{ class: 'class', struct: 'class', object: 'class', record: 'class', actor: 'class', contract: 'class' },
  ...{ interface: 'interface', trait: 'interface', protocol: 'interface', mixin: 'interface', message: 'interface' },
  ...{ enum: 'enum', type: 'type', typealias: 'type', typedef: 'type', union: 'type', data: 'type', newtype: 'type' },
  ...{ module: 'module', namespace: 'module', defmodule: 'module', extension: 'section' },
  ...{ impl: 'section', service: 'interface', table: 'class', view: 'class', const: 'constant', val: 'constant' },
};

const modifiers =
  'export|default|public|private|protected|internal|open|final|sealed|abstract|static|async|override|inline|partial|' +
  'pub|local|data|case|suspend|operator|virtual|external|extern|unsafe|shared|lazy|implicit|companion|create|replace|or';
const words = Object.keys(kindOfWord).join('|');
const definition = new RegExp(
  `^((?:(?:${modifiers})[ \\t]+){0,6})(${words})[ \\t]+(?:(?:class|interface|struct|object|type)[ \\t]+)?` +
    '(?:[\\w.]{1,60}[.:](?=\\w))?([\\p{L}_$][\\p{L}\\p{N}_$]*)',
  'iu',
);
/** As C's descendants write one: `Type name(…) {`. */
const typedFunction = /^((?:[\w<>[\],.*&?:]{1,80}[ \t]+){1,6})(\w{1,80})\([^;]*\)[^;={}]*\{$/;
const control = /\b(?:if|for|while|switch|catch|return|else|do|new|when|match|until|with|using|foreach)\b/;
const heading = /^(#{1,6})[ \t]+(\S[^\r\n]{0,80})/;
const importing =
  /^(?:import|from|include|#include|require|use|using|open|load|source|@import|@use)\b[ \t(]*["'<]?([\w@./\\:$-]{1,200})/i;
const lineComment = /^(?:\/\/|#(?!(?:include|define|if|else|endif|import|pragma)\b)|--|;|%)/;

const tabWidth = 4;
/** A longer line is no line of a program that somebody wrote. */
const maxLineLength = 1000;

interface Line {
  /** Where its text begins. */
  readonly start: number;
  readonly text: string;
  /** Columns before the text; undefined for a blank line. */
  readonly indent: number | undefined;
}

interface Source {
  readonly text: string;
  readonly lines: Lines;
  readonly at: readonly Line[];
  /** Prose has headings, and no definitions. */
  readonly isProse: boolean;
}

/** Never throws; its time grows with the text's length only. */
export function lexicalOutline({ languageId, text }: { languageId: string; text: string }): Outline {
  const lines = linesOf(text);
  const at = Array.from({ length: lines.count }, (_, line) => readLine(text, lines, line));
  const source = { text, lines, at, isProse: /^(?:markdown|mdx|quarto|rmd)$/.test(languageId) };
  const ends = blockEnds(source);
  const blocks = at.flatMap((_, line): Range[] => {
    const last = ends[line] ?? line;
    return last > line ? [{ start: lines.start(line), end: endOf(source, last) }] : [];
  });
  const parts = {
    comments: commentsOf(source),
    attributes: [],
    wraps: [],
    scopes: source.isProse ? [] : blocks,
    blocks: [],
  };
  const surroundings = createSurroundings(text, parts);
  const { definitions, imports } = namesIn(source, ends, surroundings);
  const { scopes, comments } = surroundings;
  return { definitions, imports, scopes, comments, chunks: chunksOf({ text, lines, definitions, scopes, comments }) };
}

function readLine(text: string, lines: Lines, line: number): Line {
  const start = lines.start(line);
  const whole = text.slice(start, Math.min(lines.start(line + 1), start + maxLineLength));
  const trimmed = whole.trimStart();
  const lead = whole.slice(0, whole.length - trimmed.length);
  let indent = 0;
  for (const character of lead) indent += character === '\t' ? tabWidth - (indent % tabWidth) : 1;
  return { start: start + lead.length, text: trimmed.trimEnd(), indent: trimmed === '' ? undefined : indent };
}

function endOf({ text, lines }: Source, line: number): number {
  return trimRange(text, { start: lines.start(line), end: lines.start(line + 1) }).end;
}

/** Goes on with the block above it, though it stands no deeper. */
const goesOn = /^(?:[\])}]|\{$|(?:end|fi|done|esac|else|elif|elsif|elseif|catch|except|rescue|finally|ensure)\b)/i;

/** For each line the last one of the block that it opens by indentation, its closing line included; else itself. */
function blockEnds({ at, isProse }: Pick<Source, 'at' | 'isProse'>): Int32Array {
  const ends = Int32Array.from(at, (_, line) => line);
  const open: { line: number; indent: number }[] = [];
  let lastText = 0;
  for (const [line, { indent, text }] of at.entries()) {
    if (indent === undefined) continue;
    const depth = isProse ? (heading.exec(text)?.[1]?.length ?? maxLineLength) : indent + (goesOn.test(text) ? 1 : 0);
    for (let top = open.at(-1); top && top.indent >= depth; top = open.at(-1)) {
      ends[top.line] = lastText;
      open.pop();
    }
    open.push({ line, indent: depth });
    lastText = line;
  }
  for (const { line } of open) ends[line] = lastText;
  return ends;
}

function commentsOf({ text, at, isProse }: Source): Range[] {
  if (isProse) return [];
  const comments: Range[] = [];
  let until = 0;
  for (const { start, text: words } of at) {
    if (start < until) continue;
    const open = words.startsWith('/*') ? '*/' : words.startsWith('<!--') ? '-->' : undefined;
    const close = open === undefined ? -1 : text.indexOf(open, start + 2);
    if (open !== undefined && close !== -1) {
      until = close + open.length;
      comments.push({ start, end: until });
    } else if (lineComment.test(words)) comments.push({ start, end: start + words.length });
  }
  return comments;
}

/** What stands on a line, without where it stands. */
interface Named {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** Of the name, in the line's text. */
  readonly at: number;
  /** Its last line. */
  readonly last: number;
  readonly isPrivate: boolean;
}

function namedOn({ at }: Source, line: number, ends: Int32Array, isProse: boolean): Named | undefined {
  const text = at[line]?.text ?? '';
  const title = isProse ? heading.exec(text) : undefined;
  const last = ends[line] ?? line;
  if (title) {
    const [all, , name = ''] = title;
    return { kind: 'section', name, at: all.length - name.length, last, isPrivate: false };
  }
  const typed = isProse ? undefined : typedFunction.exec(text);
  if (typed && !control.test(`${typed[1]} ${typed[2]}`) && !definition.test(text)) {
    const [, before = '', name = ''] = typed;
    return { kind: 'function', name, at: before.length, last, isPrivate: /\bprivate\b/.test(before) };
  }
  const match = isProse ? undefined : definition.exec(text);
  if (!match) return undefined;
  const [all, before = '', word = '', name = ''] = match;
  const kind =
    word === 'fun' && /\binterface\b/.test(all) ? 'interface' : (kindOfWord[word.toLowerCase()] ?? 'variable');
  const isPrivate = /\b(?:private|local)\b/i.test(before) || name.startsWith('_');
  return { kind, name, at: all.length - name.length, last, isPrivate };
}

function namesIn(
  source: Source,
  ends: Int32Array,
  { comments, docOf }: Surroundings,
): Pick<Outline, 'definitions' | 'imports'> {
  const definitions: Definition[] = [];
  const imports: Import[] = [];
  const around: { index: number; last: number }[] = [];
  let comment = 0;
  for (const [line, { start, text, indent }] of source.at.entries()) {
    while ((comments[comment]?.end ?? start + 1) <= start) comment++;
    if (indent === undefined || (comments[comment]?.start ?? start + 1) <= start) continue;
    while ((around.at(-1)?.last ?? line) < line) around.pop();
    const named = namedOn(source, line, ends, source.isProse);
    const imported = named || indent > 0 ? undefined : importing.exec(text)?.[1];
    const lineRange = { start, end: start + text.length };
    if (imported)
      imports.push({ source: imported.replace(/[.:/\\]+$/, ''), names: [], range: lineRange, isReexport: false });
    if (!named) continue;
    const { name, at, last } = named;
    const parent = around.at(-1)?.index;
    const kind = kindIn(named.kind, parent === undefined ? undefined : definitions[parent]?.kind);
    if (!kind) continue;
    definitions.push({
      ...{ name, kind, parent, nameRange: { start: start + at, end: start + at + name.length } },
      range: { start, end: Math.max(lineRange.end, endOf(source, last)) },
      signature: { start, end: start + text.replace(/\s*[{:]$/, '').length },
      ...{ doc: docOf(lineRange), isExported: !named.isPrivate },
    });
    around.push({ index: definitions.length - 1, last });
  }
  return { definitions, imports };
}

/** Undefined for a local constant. */
function kindIn(kind: DefinitionKind, parent: DefinitionKind | undefined): DefinitionKind | undefined {
  if (parent === undefined || parent === 'module' || parent === 'section') return kind;
  const isLocal = parent === 'function' || parent === 'method' || parent === 'constant';
  if (kind === 'constant') return isLocal ? undefined : 'member';
  return kind === 'function' && !isLocal ? 'method' : kind;
}
