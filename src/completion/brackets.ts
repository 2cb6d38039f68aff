// What is open at the end of a piece of code, by its characters alone: brackets, texts and comments in any language.

import { type LexicalStyle, lexicalStyleOf } from '../context/index/lexicalStyle.ts';

export interface Bracket {
  readonly char: string;
  readonly at: number;
}

export interface Nesting {
  /** Opened and not closed, the innermost last. */
  readonly open: readonly Bracket[];
  /** Closed and not opened, in their order. */
  readonly closed: readonly Bracket[];
  /** Closed behind `from`, opened before it, in their order. */
  readonly across: readonly { readonly opener: Bracket; readonly closer: Bracket }[];
  /** What the end of the text stands in. */
  readonly inside: 'code' | 'text' | 'comment';
}

export const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const isCloser = (char: string): boolean => char === ')' || char === ']' || char === '}';

/** Ends of texts and comments; `isLine`: the line's end ends it too, whether it is closed or not. */
interface Span {
  readonly start: string;
  readonly end: string;
  readonly isLine: boolean;
  readonly inside: 'text' | 'comment';
}

function spansOf(style: LexicalStyle): readonly Span[] {
  const spans: Span[] = [];
  const comment = (start: string, end = '\n'): number =>
    spans.push({ start, end, isLine: end === '\n', inside: 'comment' });
  const text = (start: string, isLine: boolean): number => spans.push({ start, end: start, isLine, inside: 'text' });
  if (style.slashLine) comment('//');
  if (style.slashBlock) comment('/*', '*/');
  if (style.hashLine !== undefined) comment('#');
  if (style.dashLine) comment('--');
  if (style.semicolonLine) comment(';');
  if (style.percentLine) comment('%');
  if (style.markup) comment('<!--', '-->');
  if (style.triple) {
    text('"""', false);
    text("'''", false);
  }
  if (style.double) text('"', true);
  if (style.single === 'text') text("'", true);
  if (style.backtick !== undefined) text('`', false);
  return spans;
}

interface Spans {
  readonly spans: readonly Span[];
  /** Finds the next character that may begin one of them, a literal or a bracket. */
  readonly next: RegExp;
}

const spansByLanguage = new Map<string, Spans>();

function spansFor(languageId: string): Spans {
  const known = spansByLanguage.get(languageId);
  if (known) return known;
  const spans = spansOf(lexicalStyleOf(languageId));
  const first = spans.map(({ start }) => `\\${start[0]}`).join('');
  const made = { spans, next: new RegExp(`[()\\[\\]{}'/${first}]`, 'g') };
  spansByLanguage.set(languageId, made);
  return made;
}

/** Where a span that begins before `from` ends; undefined: behind the text. */
function endOf(text: string, from: number, { end, isLine, inside }: Span): number | undefined {
  if (inside === 'comment') {
    const at = text.indexOf(end, from);
    return at < 0 ? undefined : at + end.length;
  }
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(end, at)) return at + end.length;
    if (isLine && text[at] === '\n') return at + 1;
    if (text[at] === '\\') at++;
  }
  return undefined;
}

const characterLiteral = /'(?:\\[^\n]{1,8}?|[^\\\n])'/y;
/** Where an expression begins, so that a slash begins a pattern. */
const beforePattern = /(?:[=(,:;!&|?{}[+\-*%<>~^]|^|\breturn|\bcase)\s*$/;
const pattern = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/** Behind a character's literal or a pattern that begins at `at`, which may hold brackets and quotes. */
function behindLiteral(text: string, at: number, style: LexicalStyle): number {
  const char = text[at];
  const expression = char === "'" && style.single === 'char' ? characterLiteral : pattern;
  if (char === '/' && (style.backtick !== 'template' || !beforePattern.test(text.slice(Math.max(0, at - 40), at)))) {
    return at;
  }
  if (char !== '/' && expression === pattern) return at;
  expression.lastIndex = at;
  return at + (expression.exec(text)?.[0].length ?? 0);
}

/** The comment or text that begins at `at`. */
function spanAt(text: string, at: number, { spans }: Spans, style: LexicalStyle): Span | undefined {
  if (text[at] === '#' && style.hashLine === 'spaced' && at > 0 && !/\s/.test(text[at - 1] ?? '')) return undefined;
  return spans.find(({ start }) => text.startsWith(start, at));
}

/** A bracket that does not fit closes nothing: the text may begin in the middle of anything. */
export function nestingOf(text: string, languageId: string, from = text.length): Nesting {
  const style = lexicalStyleOf(languageId);
  const spans = spansFor(languageId);
  const open: Bracket[] = [];
  const closed: Bracket[] = [];
  const across: { opener: Bracket; closer: Bracket }[] = [];

  function take(bracket: Bracket): void {
    const { char, at } = bracket;
    if (closerOf[char] !== undefined) open.push(bracket);
    if (!isCloser(char)) return;
    const opener = open.at(-1);
    if (opener && closerOf[opener.char] === char) {
      open.pop();
      if (at >= from && opener.at < from) across.push({ opener, closer: bracket });
    } else closed.push(bracket);
  }

  for (let at = 0; at < text.length; ) {
    spans.next.lastIndex = at;
    const found = spans.next.exec(text);
    if (!found) break;
    at = found.index;
    const span = spanAt(text, at, spans, style);
    if (span) {
      const end = endOf(text, at + span.start.length, span);
      if (end === undefined) return { open, closed, across, inside: span.inside };
      at = end;
      continue;
    }
    const behind = behindLiteral(text, at, style);
    if (behind === at) take({ char: text[at] ?? '', at });
    at = Math.max(at + 1, behind);
  }
  return { open, closed, across, inside: 'code' };
}
