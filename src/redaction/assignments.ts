// The lexical way to `NAME = "literal"`: judges what is bound to the secret-like names of one line.

import type { Range } from '../base/range.ts';
import { bareValue, spacedValue } from './bareValues.ts';
import { literalEnd, literalJudge, matchAt, type Name, span } from './boundValue.ts';
import { nameStrength } from './names.ts';
import { entropy, isSecretLiteral, isSecretWord, isWords, looksRandom } from './values.ts';
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

const inIdentifier = new Uint8Array(0x10000);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.-')
  inIdentifier[character.charCodeAt(0)] = 1;
const maxNameLength = 80;
const lineBreakAndIndent = '(?:\\r?\\n[ \\t]{0,60})?';
// What closes the name, a type or an array's size, the operator, and what may stand before a literal, on the next line too.
const binder = new RegExp(
  `(?<close>\\*\\*|\\]?\\\\?["'\`]?\\]?|&quot;)[?!]?(?:\\[\\d{0,5}\\])?[ \\t]{0,40}(?<operator>\\){1,2}\\.(?:sendKeys|send_keys|fill|type|setValue|setText|val|set|fill_in|press_sequentially)\\(|(?:,|(?:[ \\t]{1,4}[\\w-]{1,20}=["'][^"'<>\\n]{0,60}["']){1,3})?[ \\t]{0,9}${lineBreakAndIndent}\\\\?["']?[Vv]alue\\\\?["']?[ \\t]{0,4}[=:]|</(?:param-)?(?:name|key)>[ \\t]{0,9}${lineBreakAndIndent}<(?:param-)?(?:value|string)>|(?<attributes>[ \\t][\\w:.-]{1,30}=["'][^"'<>\\n]{0,120}["'][ \\t]?>)(?![ \\t\\r\\n]{0,60}<)|[ \\t]by lazy[ \\t]?\\{|[ \\t]serializeAs=["']\\w{1,10}["']>[ \\t]{0,9}${lineBreakAndIndent}<value>|:\\*\\*(?=[ \\t])|:[ \\t]{0,9}&?(?:'static )?[A-Za-z_][\\w.|<>[\\]? ]{0,40}(?:[ \\t]=|=(?=["'\`]))(?![=>])|:{1,3}=|[.?+|]=|=>|<-|->|[=!]==?|=|:-|[:,>(]|\\?\\?=?|\\|\\|=?|\\?:|or(?= )|is(?=[ :])|\\{(?:[ \\t]{0,9}\\r?\\n[ \\t]{0,60}(?:type|description|sensitive)\\b[^\\r\\n]{0,100})?(?=[ \\t]{0,9}${lineBreakAndIndent}["']?(?:default|value)\\b)|[ \\t]string[ \\t]{0,4}=)[ \\t]{0,80}${lineBreakAndIndent}(?:[({[](?!\\])[ \\t]{0,4}${lineBreakAndIndent})?(?:["']?(?:default|value)["']?[ \\t]{0,4}[:=][ \\t]{0,4})?(?:new [A-Z]\\w{0,30}\\(|(?:str|bytes(?:\\.fromhex)?|bytearray(?:\\.fromhex)?|(?:binascii\\.)?(?:unhexlify|a2b_\\w{3,6})|(?:base64\\.)?\\w{0,8}b64decode|Buffer\\.from|atob|decodeBase64|hex\\.DecodeString|SecretStr|pulumi\\.secret|\\[\\]byte|String|string|\\w{0,20}[Ee]ncoder(?:\\(\\))?\\.encode|Hash::make|(?:\\w{1,30}(?:\\.|::|->))?(?:hash(?:Sync|pw)?|b?crypt|encrypt|md5|sha(?:1|256)|make_password|password_hash|generate_password_hash))\\()?(?:[bBrRuUfFLSQ$@]{1,2}(?=["']))?(?<quote>"{3}|'{3}|\\\\?["'\`]|&quot;)?`,
  'y',
);
const elementWord = /[^\s<>"'`,;()[\]{}]{4,512}(?=[ \t]*\r?\n?[ \t]*<\/)/y;
const elementText = /[^<\s]{4,512}(?=[ \t]*<\/)/y;
const block = /[|>][+-]?[ \t]*\r?\n[ \t]+/y;
const blockLine = /\S{4,512}(?=[ \t]*\r?$)/my;
const vendorText = /[\w./:=+&%#$@!*^-]{8,200}/y;
const fallback =
  /(?:[\w.?[\]'"()$>-]{1,80}[ \t]{1,9}(?:\|\||\?\?|\?:|or|\/\/)[ \t]{1,9}|[\w.:]{0,60}(?:[Gg]et|[Ee]nv|ENV|config|fetch|lookup)\w{0,12}\([ \t]{0,4}["'][\w.-]{1,60}["'],[ \t]{0,4}(?:(?:default|fallback)[ \t]{0,4}=[ \t]{0,4})?)(?<quote>["'`])/y;
const nextItem = /["'`][ \t]{0,9},[ \t]{0,9}(?:\r?\n[ \t]{0,60})?(?<quote>["'`])/y;
const maxItems = 100;
const nextWord = /[ \t][\w.-]{1,20}/y;

/** Start and end of the name around `at`, or undefined when it is too long to be one. */
function nameAround(line: string, at: number): Range | undefined {
  let start = at;
  let end = at;
  while (start > 0 && at - start < maxNameLength && inIdentifier[line.charCodeAt(start - 1)] === 1) start--;
  while (end < line.length && end - at < maxNameLength && inIdentifier[line.charCodeAt(end)] === 1) end++;
  return end - start > maxNameLength ? undefined : { start, end };
}

/** `token.split(…)` calls what is no secret's name; `password.equals(…)` compares with one. */
function takesCall(name: string): boolean {
  const called = name.slice(name.lastIndexOf('.') + 1);
  return /^equals(?:IgnoreCase)?$/.test(called) || nameStrength(called) === 'strong';
}

/** `"literal" == name`, the other way round. */
const reversed = /(["'])([^"'\\\s]{4,200})\1[ \t]{0,4}[=!]={1,2}[ \t]{0,4}[\w$.]{0,80}$/;

function comparedBefore(window: string, name: Name): Range | undefined {
  const lead = window.slice(Math.max(0, name.start - 220), name.start);
  if (!/[=!]=[ \t]{0,4}$/.test(lead)) return undefined;
  const match = reversed.exec(lead);
  if (!match?.[2]) return undefined;
  return span(name.start - lead.length + match.index + 1, match[2], literalJudge(name, '=='));
}

function boundTo(window: string, name: Name): Range | undefined {
  const match = matchAt(binder, window, name.end);
  if (!match?.groups) return spacedValue(window, name) ?? comparedBefore(window, name);
  const { operator: written = '', quote, close, attributes } = match.groups;
  // `**Password:** …`, `<Password type="text">…`
  const operator = written === ':**' ? ':' : attributes === undefined ? written : '>';
  const start = binder.lastIndex;
  const isArgument =
    operator === ',' &&
    /(?:[([{]|\b(?:buildConfigField|resValue)[ \t]["'][\w.]{1,40}["'],)[ \t]{0,4}(?:[bru@]?\\?["'`][\w#.[=-]{0,40}|:)$/.test(
      window.slice(Math.max(0, name.start - 50), name.start),
    );
  if (operator === ',' && (!close || !isArgument)) return comparedBefore(window, name);
  if (operator === '(' && !takesCall(name.text)) return undefined;
  // What a resource's name ends with is no name: `arn:aws:secretsmanager:…:secret:db`.
  if (operator === ':' && !close && /\barn:[\w:-]{0,80}$/.test(window.slice(Math.max(0, name.start - 90), name.start)))
    return undefined;
  const isPair = /value|<\/|^\)/i.test(operator);
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
    operator === '{' ||
    operator === '==' ||
    operator === '!=' ||
    (operator.length === 3 && operator !== '::=')
  )
    return comparedBefore(window, name);
  const indent = operator === ':' ? matchAt(block, window, start)?.[0].length : undefined;
  if (indent !== undefined)
    return span(start + indent, matchAt(blockLine, window, start + indent)?.[0], (word) =>
      name.strength === 'weak' ? looksRandom(word) : isSecretWord(word),
    );
  return bareValue(window, name, operator, start) ?? fallbackValue(window, name, start);
}

/** `password = lookup('x') || 'literal'`: what serves when there is nothing else. */
function fallbackValue(window: string, name: Name, start: number): Range | undefined {
  const match = matchAt(fallback, window, start);
  if (!match?.groups) return undefined;
  const { quote = '' } = match.groups;
  const from = fallback.lastIndex;
  return span(from, window.slice(from, literalEnd(window, from, quote)), literalJudge(name, '='));
}

/** The further literals of a list that is bound to the name: `passwords = ["…", "…"]`. */
function listedAfter(window: string, name: Range, first: Range): Range[] {
  const items: Range[] = [];
  if (!window.slice(name.end, Math.max(name.end, first.start)).includes('[')) return items;
  for (let end = first.end; items.length < maxItems; ) {
    const match = matchAt(nextItem, window, end);
    if (!match?.groups) return items;
    const start = nextItem.lastIndex;
    end = literalEnd(window, start, match.groups.quote ?? '');
    const item = span(start, window.slice(start, end), isSecretLiteral);
    if (item) items.push(item);
  }
  return items;
}

/** `SetSysctl` speaks of no `etsy`: a vendor's name begins a word, or a part in camel case. */
function isInsideWord(window: string, at: number): boolean {
  const before = window.charAt(at - 1);
  return /[a-z]/i.test(before) && !(/[a-z]/.test(before) && /[A-Z]/.test(window.charAt(at)));
}

/** The value behind a vendor's name has the form of that vendor's secrets. */
function vendorValue(window: string, name: Range, vendor: Vendor): LineSpan | undefined {
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
 * and the two after it, and `hits` where in it a name may be, in order.
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
      if (isInsideWord(window, at)) continue;
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
    if (
      !strength ||
      (text === 'key' && /\b(?:gpg|pgp|public) $/i.test(window.slice(Math.max(0, name.start - 8), name.start)))
    )
      continue;
    const isLongName =
      text === 'key' &&
      /(?:api|access|secret|private|encryption|auth|account|shared)[ ]$/i.test(
        window.slice(Math.max(0, name.start - 12), name.start),
      );
    const value = boundTo(window, { ...name, text, strength: isLongName ? 'strong' : strength });
    if (!value) continue;
    found.push({ rule: 'secret-assignment', ...value });
    const items = listedAfter(window, name, value);
    for (const item of items) found.push({ rule: 'secret-assignment', ...item });
    if (value.start > name.end) from = (items.at(-1) ?? value).end;
  }
  return found;
}
