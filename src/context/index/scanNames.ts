// Finds names and comments in a text of any language by characters alone, and leaves out what stands in texts.

import { type LexicalStyle, lexicalStyleOf } from './lexicalStyle.ts';

export interface NameVisitor {
  /** An identifier. */
  name(start: number, end: number): void;
  /** A comment or a documenting text; its words count, its names do not. */
  comment(start: number, end: number): void;
}

const letter = 1;
const digit = 2;
const sign = 3;

const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const text = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(text)) kinds[code] = letter;
  else if (/[0-9]/.test(text)) kinds[code] = digit;
  else if (/["'`/#\-;%<$}{]/.test(text)) kinds[code] = sign;
}

/** The signs, as their codes. */
const at = {
  newline: 10,
  double: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  single: 39,
  star: 42,
  dash: 45,
  slash: 47,
  colon: 58,
  semicolon: 59,
  less: 60,
  backslash: 92,
  backtick: 96,
  open: 123,
  close: 125,
} as const;

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}

function behind(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found === -1 ? text.length : found + what.length;
}

/** Behind the closing quote, or at the line's end where there is none. */
function behindQuote(text: string, start: number, quote: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) return index + 1;
    if (code === at.backslash) index++;
    else if (code === at.newline) return index;
  }
  return text.length;
}

/** Behind the literal of one character at `start`, or behind the apostrophe. */
function behindCharacter(text: string, start: number): number {
  if (text.charCodeAt(start + 1) === at.backslash) {
    const end = text.indexOf("'", start + 3);
    return end !== -1 && end - start < 13 ? end + 1 : start + 1;
  }
  return text.charCodeAt(start + 2) === at.single ? start + 3 : start + 1;
}

/** Behind the part of a template that begins at `start`: its end, or `${`, and which of both. */
function behindTemplate(text: string, start: number): { end: number; isOpen: boolean } {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === at.backtick) return { end: index + 1, isOpen: false };
    if (code === at.backslash) index++;
    else if (code === at.dollar && text.charCodeAt(index + 1) === at.open) return { end: index + 2, isOpen: true };
  }
  return { end: text.length, isOpen: false };
}

function isAfterSpace(text: string, index: number): boolean {
  return index === 0 || text.charCodeAt(index - 1) <= 32;
}

/** Where the comment that begins at `index` ends, or `index`. */
function commentEnd(text: string, index: number, style: LexicalStyle): number {
  const code = text.charCodeAt(index);
  const next = text.charCodeAt(index + 1);
  switch (code) {
    case at.slash:
      if (next === at.slash && style.slashLine) return lineEnd(text, index);
      return next === at.star && style.slashBlock ? behind(text, '*/', index + 2) : index;
    case at.hash:
      if (style.hashLine === undefined || (style.hashLine === 'spaced' && !isAfterSpace(text, index))) return index;
      return lineEnd(text, index);
    case at.dash:
      return next === at.dash && style.dashLine ? lineEnd(text, index) : index;
    case at.semicolon:
      return style.semicolonLine ? lineEnd(text, index) : index;
    case at.percent:
      return style.percentLine ? lineEnd(text, index) : index;
    case at.less:
      return style.markup && text.startsWith('<!--', index) ? behind(text, '-->', index + 4) : index;
    default:
      return index;
  }
}

/** Visits the names and comments of the text in their order. */
export function scanNames(text: string, languageId: string, visitor: NameVisitor): void {
  const style = lexicalStyleOf(languageId);
  const isDollarLetter = style.dollar === true;
  /** For each template whose `${` is open: how many braces are open in it. */
  const templates: number[] = [];

  const isNamePart = (code: number): boolean => {
    if (code > 127) return true;
    const kind = kinds[code];
    return kind === letter || kind === digit || (code === at.dollar && isDollarLetter);
  };

  const goOnInTemplate = (start: number): number => {
    const { end, isOpen } = behindTemplate(text, start);
    if (isOpen) templates.push(0);
    return end;
  };

  /** Behind the quoted text that begins at `index`. */
  function behindText(index: number, quote: number): number {
    const mark = quote === at.double ? '"""' : "'''";
    if (style.triple && text.startsWith(mark, index)) {
      const end = behind(text, mark, index + 3);
      visitor.comment(index, end);
      return end;
    }
    const end = behindQuote(text, index, quote);
    if (style.keys) {
      let next = end;
      while (text.charCodeAt(next) === 32) next++;
      if (text.charCodeAt(next) === at.colon) visitor.comment(index, end);
    }
    return end;
  }

  /** Behind the sign at `index` and what it begins. */
  function behindSign(index: number): number {
    const code = text.charCodeAt(index);
    const inTemplate = templates.length - 1;
    switch (code) {
      case at.double:
        return style.double ? behindText(index, code) : index + 1;
      case at.single:
        if (style.single === 'char') return behindCharacter(text, index);
        return style.single === 'text' ? behindText(index, code) : index + 1;
      case at.backtick:
        if (style.backtick === 'raw') return behind(text, '`', index + 1);
        return style.backtick === 'template' ? goOnInTemplate(index + 1) : index + 1;
      case at.open:
        if (inTemplate >= 0) templates[inTemplate] = (templates[inTemplate] ?? 0) + 1;
        return index + 1;
      case at.close: {
        if (inTemplate < 0) return index + 1;
        const depth = templates[inTemplate] ?? 0;
        if (depth > 0) {
          templates[inTemplate] = depth - 1;
          return index + 1;
        }
        templates.pop();
        return goOnInTemplate(index + 1);
      }
      default: {
        const end = commentEnd(text, index, style);
        if (end > index) visitor.comment(index, end);
        return Math.max(end, index + 1);
      }
    }
  }

  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const kind = code > 127 ? letter : kinds[code];
    if (kind === letter || (code === at.dollar && isDollarLetter)) {
      const start = index++;
      while (index < text.length && isNamePart(text.charCodeAt(index))) index++;
      visitor.name(start, index);
    } else if (kind === digit) {
      // `0xff` and `10px` are no names.
      while (index < text.length && isNamePart(text.charCodeAt(index))) index++;
    } else if (kind === sign) index = behindSign(index);
    else index++;
  }
}
