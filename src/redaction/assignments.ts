// The lexical way to `NAME = "literal"`: judges what is bound to the secret-like names of one line.

import { isNonceName, type NameStrength, nameStrength, takesSecret } from './names.ts';
import { entropy, isPassphrase, isSecretLiteral, isSecretWord, isWords, looksRandom } from './values.ts';
import type { Vendor } from './vendors.ts';

export interface LineSpan {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** Where a word that makes a name secret-like, or a vendor's name, begins. */
export interface NameHit {
  readonly at: number;
  readonly vendor?: Vendor;
}

const identifier = /[A-Za-z0-9_$.-]/;
const maxNameLength = 80;
const lineBreakAndIndent = '(?:\\r?\\n[ \\t]{0,60})?';
// What closes the name, a type or an array's size, the operator, and what may stand before a literal, on the next line too.
const binder = new RegExp(
  `(?<close>\\\\?["'\`]?\\]?|&quot;)[?!]?(?:\\[\\d{0,5}\\])?[ \\t]{0,40}(?<operator>,?[ \\t]{0,9}${lineBreakAndIndent}\\\\?["']?[Vv]alue\\\\?["']?[ \\t]{0,4}[=:]|</(?:name|key)>[ \\t]{0,9}${lineBreakAndIndent}<(?:value|string)>|:[ \\t]{0,9}[A-Za-z_][\\w.|<>[\\]? ]{0,40}=(?![=>])|:{1,3}=|[.?+|]=|=>|<-|->|[=!]==?|=|:-|[:,>(]|\\?\\?=?|\\|\\|=?|\\?:|or(?= )|[ \\t]string[ \\t]{0,4}=)[ \\t]{0,80}${lineBreakAndIndent}(?:[({[][ \\t]{0,4}${lineBreakAndIndent})?(?:[bBrRuUfFLSQ$@]{1,2}(?=["'])|new [A-Z]\\w{0,30}\\(|str\\()?(?<quote>\\\\?["'\`]|&quot;)?`,
  'y',
);
const spaced = /[ \t]{1,20}(?<quote>["'])?/y;
// Longer words are data; the bound keeps a long line of many names linear.
const bareWord = /[^\s"'`,;()<>{}[\]\\]{1,512}/y;
const bareEnd = /[ \t]*(?:$|#|\/\/|["'`\\]|<\/)|[ \t]{1,8}[a-z]\w{1,20}=/my;
const restOfLine = /[^\s"'`]{1,512}(?=[ \t]*(?:\r?$|[ \t]#))/my;
const lineForm = /(?:^|\n)[ \t]*(?:(?:export|set|setx|env|ENV|ARG|SET|-|\+|SetEnv|Environment=)[ \t]+)*["']?$/;
const untilSemicolon = /[^;"'`\s]{4,200}(?=[;"'`])/y;
const untilAmpersand = /[^&;"'`\s#<>()[\]{}]{6,512}/y;
const elementWord = /[^\s<>"'`,;()[\]{}]{4,512}(?=[ \t]*\r?\n?[ \t]*<\/)/y;
const elementText = /[^<\s]{4,512}(?=[ \t]*<\/)/y;
const block = /[|>][+-]?[ \t]*\r?\n[ \t]+/y;
const blockLine = /\S{4,512}(?=[ \t]*\r?$)/my;
const vendorText = /[\w./:=+&%#$@!*^-]{8,200}/y;
const nextWord = /[ \t][\w.-]{1,20}/y;
const untilBrace = /[^\s{}"'`]{4,200}(?=\})/y;

/** Start and end of the name around `at`, or undefined when it is too long to be one. */
function nameAround(line: string, at: number): { start: number; end: number } | undefined {
  let start = at;
  let end = at;
  while (start > 0 && at - start < maxNameLength && identifier.test(line.charAt(start - 1))) start--;
  while (end < line.length && end - at < maxNameLength && identifier.test(line.charAt(end))) end++;
  return end - start > maxNameLength ? undefined : { start, end };
}

/** Longer literals are data, and judged to be no secret by whoever asks. */
const maxLiteralLength = 4096;

/** End of the quoted literal that begins at `from`; where the line or the bound ends when it is not closed. */
function literalEnd(text: string, from: number, quote: string): number {
  const limit = Math.min(text.length, from + maxLiteralLength + 1);
  if (quote.length > 1) {
    const closing = text.slice(from, limit).indexOf(quote);
    return closing === -1 ? limit : from + closing;
  }
  for (let at = from; at < limit; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === quote || character === '\n') return at;
  }
  return limit;
}

type Judge = (value: string) => boolean;

/** A letter, and a digit or a sign: what a name or a message rarely has both of. */
function isMixed(value: string): boolean {
  return value.length >= 6 && /[A-Za-z]/.test(value) && /[0-9!@#$%^*+=~?&]/.test(value);
}

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly strength: NameStrength;
}

/** `token.split(…)` calls what is no secret's name; `password.equals(…)` compares with one. */
function takesCall(name: string): boolean {
  const called = name.slice(name.lastIndexOf('.') + 1);
  return /^equals(?:IgnoreCase)?$/.test(called) || nameStrength(called) === 'strong';
}

/** What must hold for a quoted literal behind this operator. */
function literalJudge(name: Name, operator: string): Judge {
  if (name.strength === 'weak')
    return (value) =>
      (looksRandom(value) || (isNonceName(name.text) && /^(?=.*\d)(?=.*[a-z])[0-9a-z]{8,}$/i.test(value))) &&
      isSecretLiteral(value);
  if (operator === '(')
    return (value) => isSecretLiteral(value) && (looksRandom(value) || (takesSecret(name.text) && isMixed(value)));
  if (operator === ',')
    return (value) =>
      isSecretLiteral(value) && isMixed(value) && /\d/.test(value) && /^[^-._~,:]{2}.*[^-._~,:]$/.test(value);
  if (operator === '>' || operator === ' ' || operator === '->')
    return (value) => isSecretLiteral(value) && isMixed(value);
  return (value) => isSecretLiteral(value) || (/mnemonic|phrase|seed/i.test(name.text) && isPassphrase(value));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function span(start: number, value: string | undefined, judge: Judge): { start: number; end: number } | undefined {
  return value !== undefined && judge(value) ? { start, end: start + value.length } : undefined;
}

/** Letters alone, thrown together: a password in a configuration file, where no identifier can stand. */
function isConfigWord(value: string, isTight: boolean): boolean {
  if (/[;,{(|&)]$|;\w|^[\w$.]+[([{]|^[([{&*]/.test(value) || /[<>\\]/.test(value)) return false;
  if (isSecretWord(value)) return true;
  if (!isSecretLiteral(value) || value.length < (isTight ? 5 : 7)) return false;
  return /^[a-z]+$|^[A-Z][a-z]+$|\d/.test(value) || (isTight && isMixed(value));
}

/** The unquoted value behind the operator that ends at `start`. */
function bareValue(
  window: string,
  name: Name,
  operator: string,
  start: number,
): { start: number; end: number } | undefined {
  const before = window.charAt(name.start - 1);
  const judge: Judge = (value) =>
    name.strength === 'weak' ? looksRandom(value) && isSecretLiteral(value) : isSecretWord(value);
  if (operator === '=' && (before === '?' || before === '&')) {
    const value = matchAt(untilAmpersand, window, start)?.[0];
    return span(
      start,
      value,
      (found) => isSecretLiteral(found) && (looksRandom(found) || (name.strength === 'strong' && isMixed(found))),
    );
  }
  if ((operator === ':-' || operator === ':') && before === '{') {
    const value = matchAt(untilBrace, window, start)?.[0];
    return span(start, value, (found) => (name.strength === 'strong' ? isSecretLiteral(found) : looksRandom(found)));
  }
  const isTight = start === name.end + 1;
  if (
    operator === '=' &&
    isTight &&
    /[;"']/.test(/[;"'][ \t]?$/.exec(window.slice(Math.max(0, name.start - 2), name.start))?.[0] ?? '')
  ) {
    const found = span(
      start,
      matchAt(untilSemicolon, window, start)?.[0],
      name.strength === 'weak' ? judge : isSecretLiteral,
    );
    if (found) return found;
  }
  if (
    name.strength === 'strong' &&
    (operator === '=' || operator === ':') &&
    lineForm.test(window.slice(Math.max(0, name.start - 60), name.start))
  ) {
    const value = matchAt(restOfLine, window, start)?.[0];
    const found = span(start, value, (word) => isConfigWord(word, isTight || operator === ':'));
    if (found) return found;
  }
  const value = matchAt(bareWord, window, start)?.[0];
  if (value === undefined || !matchAt(bareEnd, window, start + value.length)) return undefined;
  return span(start, value, judge);
}

/** `ENV DB_PASSWORD value`, `password value`, `--token value`, `#define KEY "value"`: a name, blanks, a value. */
function spacedValue(window: string, name: Name): { start: number; end: number } | undefined {
  if (name.strength === 'weak' || window.charAt(name.end) === '.') return undefined;
  const match = matchAt(spaced, window, name.end);
  if (!match) return undefined;
  const start = spaced.lastIndex;
  const { quote } = match.groups ?? {};
  const lead = window.slice(Math.max(0, name.start - 80), name.start);
  const isOption = name.text.startsWith('--');
  const isDirective =
    isOption ||
    /(?:^|\n)[ \t]*(?:(?:ENV|ARG|set|setenv|setx|SetEnv|define|#define|const)[ \t]+)?$|\b(?:login|user|account)[ \t]+\S{1,60}[ \t]+$/i.test(
      lead,
    );
  if (!isDirective) return undefined;
  if (quote !== undefined)
    return span(start, window.slice(start, literalEnd(window, start, quote)), literalJudge(name, ' '));
  const value = matchAt(bareWord, window, start)?.[0];
  if (
    value === undefined ||
    (!/^[ \t]*(?:$|[;#&|\\]|--?[a-z]|\r?\n)/.test(window.slice(start + value.length, start + value.length + 40)) &&
      !isOption)
  )
    return undefined;
  return span(start, value, isSecretWord);
}

/** `"literal" == name`, the other way round. */
const reversed = /(["'])([^"'\\\s]{4,200})\1[ \t]{0,4}[=!]={1,2}[ \t]{0,4}[\w$.]{0,80}$/;

function comparedBefore(window: string, name: Name): { start: number; end: number } | undefined {
  const lead = window.slice(Math.max(0, name.start - 220), name.start);
  if (!/[=!]=[ \t]{0,4}$/.test(lead)) return undefined;
  const match = reversed.exec(lead);
  if (!match?.[2]) return undefined;
  return span(name.start - lead.length + match.index + 1, match[2], literalJudge(name, '=='));
}

function boundTo(window: string, name: Name): { start: number; end: number } | undefined {
  const match = matchAt(binder, window, name.end);
  if (!match?.groups) return spacedValue(window, name) ?? comparedBefore(window, name);
  const { operator = '', quote, close } = match.groups;
  const start = binder.lastIndex;
  const isArgument =
    operator === ',' &&
    /[([{][ \t]{0,4}(?:[bru@]?\\?["'`]|:)$/.test(window.slice(Math.max(0, name.start - 8), name.start));
  if (operator === ',' && (!close || !isArgument)) return comparedBefore(window, name);
  if (operator === '(' && !takesCall(name.text)) return undefined;
  const isPair = /value|<\//i.test(operator);
  if (quote !== undefined)
    return span(
      start,
      window.slice(start, literalEnd(window, start, quote)),
      literalJudge(name, isPair ? '=' : operator),
    );
  // A value on a line of its own must be closed by markup, or opened by a block sign.
  if (match[0].includes('\n')) {
    const value = matchAt(elementWord, window, start)?.[0];
    return operator === '>' || isPair
      ? span(start, value, (word) => (name.strength === 'weak' ? looksRandom(word) : isSecretLiteral(word)))
      : undefined;
  }
  if (isPair || operator === '>') {
    const value = matchAt(elementText, window, start)?.[0];
    return (
      span(start, value, literalJudge(name, isPair || name.strength === 'weak' ? '=' : '>')) ??
      span(start, value, (word) => name.strength === 'strong' && isSecretLiteral(word))
    );
  }
  if (
    operator === '(' ||
    operator === ',' ||
    operator === '=>' ||
    operator === '->' ||
    operator === '<-' ||
    operator === 'or' ||
    (operator.length === 3 && operator !== '::=')
  )
    return comparedBefore(window, name);
  const indent = operator === ':' ? matchAt(block, window, start)?.[0].length : undefined;
  if (indent !== undefined)
    return span(start + indent, matchAt(blockLine, window, start + indent)?.[0], (word) =>
      name.strength === 'weak' ? looksRandom(word) : isSecretWord(word),
    );
  return bareValue(window, name, operator, start);
}

/** The value behind a vendor's name has the form of that vendor's secrets. */
function vendorValue(window: string, name: { start: number; end: number }, vendor: Vendor): LineSpan | undefined {
  let end = name.end;
  for (let words = 0; words < 3; words++) {
    const match = matchAt(binder, window, end);
    if (match?.groups) {
      const start = binder.lastIndex;
      const value = matchAt(vendorText, window, start)?.[0] ?? '';
      const isValue = vendor.value.test(value) && /\d/.test(value) && !isWords(value) && entropy(value) >= 2.2;
      if (isValue) return { rule: vendor.id, start, end: start + value.length };
      return undefined;
    }
    const word = matchAt(nextWord, window, end)?.[0];
    if (word === undefined) return undefined;
    end += word.length;
  }
  return undefined;
}

/**
 * Spans of the literals and bare words that are bound to a secret-like name; `window` is the line that holds the names
 * and the one after it, and `hits` where in it a name may be, in order.
 */
export function findAssignments(window: string, hits: readonly NameHit[]): LineSpan[] {
  const found: LineSpan[] = [];
  let from = 0;
  let vendorFrom = 0;
  for (const { at, vendor } of hits) {
    if (at < (vendor ? vendorFrom : from)) continue;
    const name = nameAround(window, at);
    if (!name) continue;
    if (vendor) {
      const value = vendorValue(window, name, vendor);
      if (value) found.push(value);
      vendorFrom = at + 1;
      continue;
    }
    from = name.end;
    const text = window.slice(name.start, name.end);
    const strength = nameStrength(text);
    // `"Type::Name": …`: what is called so is no value's name.
    if (window.startsWith('::', name.start - 2) && /["'`]/.test(window.charAt(name.end))) continue;
    if (!strength) continue;
    const isLongName =
      text === 'key' &&
      /(?:api|access|secret|private|encryption|auth|account|shared)[ ]$/i.test(
        window.slice(Math.max(0, name.start - 12), name.start),
      );
    const value = boundTo(window, { ...name, text, strength: isLongName ? 'strong' : strength });
    if (!value) continue;
    found.push({ rule: 'secret-assignment', ...value });
    if (value.start > name.end) from = value.end;
  }
  return found;
}
