// The lexical way to `NAME = "literal"`: finds secret-like names in one line and judges what is bound to them.

import { nameHints, nameStrength } from './names.ts';
import { isSecretLiteral, isSecretWord, looksRandom } from './values.ts';

export interface LineSpan {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

const identifier = /[A-Za-z0-9_$.-]/;
const maxNameLength = 80;
// Closing quote or bracket of the name, a type annotation, the operator, and what may stand before a literal.
const binder =
  /(?<close>\\?["'`]?\]?)[?!]?[ \t]{0,40}(?<operator>:[ \t]{0,9}[A-Za-z_][\w.|<>[\]? ]{0,40}=(?![=>])|:{1,3}=|[.?+]=|=>|[=!]==?|=|[:,>(]|\?\?=?|\|\|=?|[ \t]string[ \t]{0,4}=)[ \t]{0,80}(?:[({][ \t]{0,4})?(?:[bBrRuUfFL$@]{1,2}(?=["'])|new [A-Z]\w{0,30}\(|str\()?(?<quote>\\?["'`])?/y;
// Longer words are data; the bound keeps a long line of many names linear.
const bareWord = /[^\s"'`,;()<>{}[\]\\]{1,512}/y;
const bareEnd = /[ \t]*(?:$|#|\/\/|["'`\\]|<\/)/y;

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
function literalEnd(line: string, from: number, quote: string): number {
  const limit = Math.min(line.length, from + maxLiteralLength + 1);
  if (quote.length === 2) {
    const closing = line.slice(from, limit).indexOf(quote);
    return closing === -1 ? limit : from + closing;
  }
  for (let at = from; at < limit; at++) {
    const character = line.charAt(at);
    if (character === '\\') at++;
    else if (character === quote) return at;
  }
  return limit;
}

function boundTo(
  line: string,
  nameEnd: number,
  strength: 'strong' | 'weak',
): { start: number; end: number } | undefined {
  binder.lastIndex = nameEnd;
  const match = binder.exec(line);
  if (!match?.groups) return undefined;
  const { operator = '', quote, close } = match.groups;
  const start = binder.lastIndex;
  if (operator === ',' && !close) return undefined;
  if (quote !== undefined) {
    const end = literalEnd(line, start, quote);
    const value = line.slice(start, end);
    const mustLookRandom = strength === 'weak' || operator === '(' || operator === ',' || operator === '>';
    if (!isSecretLiteral(value) || (mustLookRandom && !looksRandom(value))) return undefined;
    return { start, end };
  }
  if (operator === '(' || operator === ',' || operator === '=>' || operator.length === 3) return undefined;
  bareWord.lastIndex = start;
  const value = bareWord.exec(line)?.[0];
  if (value === undefined) return undefined;
  bareEnd.lastIndex = start + value.length;
  if (!bareEnd.test(line) || !(strength === 'weak' ? looksRandom(value) : isSecretWord(value))) return undefined;
  return { start, end: start + value.length };
}

/** Spans of the literals and bare words in `line` that are bound to a secret-like name. */
export function findAssignments(line: string): LineSpan[] {
  const found: LineSpan[] = [];
  let from = 0;
  for (const { index } of line.matchAll(nameHints)) {
    if (index < from) continue;
    const name = nameAround(line, index);
    if (!name) continue;
    from = name.end;
    const strength = nameStrength(line.slice(name.start, name.end));
    const value = strength && boundTo(line, name.end, strength);
    if (!value) continue;
    found.push({ rule: 'secret-assignment', ...value });
    from = value.end;
  }
  return found;
}
