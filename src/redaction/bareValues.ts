// Unquoted values behind secret-like names: configuration files, environments, command lines, addresses.

import type { Range } from '../base/range.ts';
import { isMixed, type Judge, literalEnd, literalJudge, matchAt, type Name, span } from './boundValue.ts';
import { isSecretLiteral, isSecretWord, looksRandom } from './values.ts';
import { wordLikeness } from './words.ts';

const spaced = /[ \t]{1,20}(?<quote>["'`])?/y;
// Longer words are data; the bound keeps a long line of many names linear.
const bareWord = /[^\s"'`,;()<>{}[\]\\]{1,512}/y;
const bareEnd = /[ \t]*(?:$|#|\/\/|["'`\\]|<\/)|[ \t]{1,8}[a-z]\w{1,20}=/my;
const restOfLine = /[^\s"'`]{1,512}(?=[ \t]*(?:\r?$|[ \t]#))/my;
const lineForm =
  /(?:^|\n)[ \t]*(?:(?:[>*#;]{1,3}|\/\/|--)[ \t]+)?:?(?:(?:export|set|setx|env|ENV|ARG|SET|-|\+|SetEnv|Environment=)[ \t]+)*(?:["']|\*\*)?$/;
const untilSemicolon = /[^;"'`\s]{4,200}(?=[;"'`])/y;
const untilAmpersand = /[^&;"'`\s#<>()[\]{}]{6,512}/y;
const beforeAmpersand = /[^&;"'`\s#<>()[\]{}]{6,200}&/y;
const untilBrace = /[^\s{}"'`]{4,200}(?=\})/y;

/** True when each bracket closes the one that was opened last. */
function isNested(value: string): boolean {
  const open: string[] = [];
  for (const sign of value) {
    const at = '()[]{}'.indexOf(sign);
    if (at === -1) continue;
    if (at % 2 === 0) open.push(sign);
    else if (open.pop() !== '()[]{}'.charAt(at - 1)) return false;
  }
  return open.length === 0;
}

/** Signs, and brackets that close nothing: no expression reads so. */
function isScrambled(value: string): boolean {
  if (value.length < 12 || /[([{,;]$/.test(value) || !/[a-z]/i.test(value) || isNested(value)) return false;
  return new Set(value.replace(/[\w.:/-]/g, '')).size >= 5;
}

/** Letters alone, thrown together: a password in a configuration file, where no identifier can stand. */
function isConfigWord(value: string, isTight: boolean): boolean {
  if (isScrambled(value)) return isSecretLiteral(value);
  if (/[;,{(|&)]$|;\w|^[\w$.]+[([{]|^[([{&*]/.test(value) || /[<>\\]/.test(value)) return false;
  if (isSecretWord(value)) return true;
  if (!isSecretLiteral(value) || value.length < (isTight ? 5 : 6)) return false;
  if (!isTight && /^[A-Za-z]{6,}$/.test(value) && wordLikeness(value) > 4.6) return false;
  return /^[a-z]+$|^[A-Z][a-z]+$|\d/.test(value) || (isTight && isMixed(value));
}

/** The unquoted value behind the operator that ends at `start`. */
export function bareValue(window: string, name: Name, operator: string, start: number): Range | undefined {
  const before = window.charAt(name.start - 1);
  const judge: Judge = (value) =>
    name.strength === 'weak' ? looksRandom(value) && isSecretLiteral(value) : isSecretWord(value);
  if (operator === '=' && (before === '?' || before === '&' || matchAt(beforeAmpersand, window, start))) {
    const value = matchAt(untilAmpersand, window, start)?.[0];
    return span(
      start,
      value,
      (found) => isSecretLiteral(found) && (looksRandom(found) || (name.strength === 'strong' && isMixed(found))),
    );
  }
  if ((operator === ':-' || operator === ':=' || operator === ':') && before === '{') {
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
  if (value === undefined) return undefined;
  // `--password=x --host …`, `PGPASSWORD=x psql …`
  const isOption =
    operator === '=' &&
    isTight &&
    /^--?[a-zA-Z]|^[A-Z][A-Z0-9_]*$/.test(name.text) &&
    /^[ \t]/.test(window.charAt(start + value.length));
  if (!isOption && !matchAt(bareEnd, window, start + value.length)) return undefined;
  return span(start, value, judge);
}

/** `ENV DB_PASSWORD value`, `password value`, `--token value`, `#define KEY "value"`: a name, blanks, a value. */
export function spacedValue(window: string, name: Name): Range | undefined {
  if (name.strength === 'weak' || window.charAt(name.end) === '.') return undefined;
  const match = matchAt(spaced, window, name.end);
  if (!match) return undefined;
  const start = spaced.lastIndex;
  const { quote } = match.groups ?? {};
  const lead = window.slice(Math.max(0, name.start - 80), name.start);
  const isOption = /^--|^-\w{0,12}(?:pass(?:word|wd|phrase)?|token|secret|apikey)$/i.test(name.text);
  const isDirective =
    isOption ||
    /(?:^|\n)[ \t]*(?:(?:ENV|ARG|set|setenv|setx|SetEnv|fastcgi_param|define|#define|const)[ \t]+)?$|\(def[ \t]+$|(?:^|\s):$|\bconfig[ \t]+set[ \t]+\S{0,60}$|\b(?:login|user|account)[ \t]+\S{1,60}[ \t]+$/i.test(
      lead,
    );
  if (quote === '`' || (quote !== undefined && !isDirective && /\{[ \t]*$/.test(lead))) {
    // Prose quotes so what one types: "log in with the password `…`"; a block may stand in one line.
    const isTold = quote !== '`' || /^(?:pass(?:word|wd|phrase)?|pwd)$/i.test(name.text);
    return span(
      start,
      window.slice(start, literalEnd(window, start, quote)),
      (value) => isTold && /\d/.test(value) && literalJudge(name, ' ')(value),
    );
  }
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
