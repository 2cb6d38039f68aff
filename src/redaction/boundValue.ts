// A name in a line, the value behind it, and what must hold for that value: shared by all ways to bind one to the other.

import type { Range } from '../base/range.ts';
import { isNonceName, type NameStrength, takesSecret } from './names.ts';
import { isPassphrase, isSecretLiteral, isSpacedSecret, looksRandom } from './values.ts';

/** Whether a value is a secret. */
export type Judge = (value: string) => boolean;

/** A letter, and a digit or a sign: what a name or a message rarely has both of. */
export function isMixed(value: string): boolean {
  return value.length >= 6 && /[A-Za-z]/.test(value) && /[0-9!@#$%^*+=~?&]/.test(value);
}

/** A secret-like name, and where it stands in the text at hand. */
export interface Name extends Range {
  readonly text: string;
  readonly strength: NameStrength;
}

/** What must hold for a quoted literal behind this operator. */
export function literalJudge(name: Name, operator: string): Judge {
  if (name.strength === 'weak')
    return (value) =>
      (looksRandom(value) || (isNonceName(name.text) && /^(?=.*\d)(?=.*[a-z])[0-9a-z]{7,}$/i.test(value))) &&
      isSecretLiteral(value);
  if (operator === '(')
    return (value) =>
      isSecretLiteral(value) &&
      (looksRandom(value) ||
        (!/^(?:[A-Z]\w*)?(?:Token|Key)$/.test(name.text) &&
          takesSecret(name.text) &&
          (isMixed(value) || /(?:^|\.)(?:set|with)|^\./i.test(name.text))));
  if (operator === ',')
    return (value) =>
      isSpacedSecret(value) ||
      (isSecretLiteral(value) &&
        /^[^-._~,:]{2}.*[^-._~,:]$/.test(value) &&
        ((isMixed(value) && /\d/.test(value)) || /pass|pwd|secret$/i.test(name.text)));
  if (operator === '>' || operator === ' ' || operator === '->')
    return (value) => isSecretLiteral(value) && isMixed(value);
  return (value) => isSecretLiteral(value) || isSpacedSecret(value) || isPassphrase(value);
}

/** A sticky pattern at one place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The value's range, when it is a secret. */
export function span(start: number, value: string | undefined, judge: Judge): Range | undefined {
  return value !== undefined && judge(value) ? { start, end: start + value.length } : undefined;
}

/** Longer literals are data, and judged to be no secret by whoever asks. */
const maxLiteralLength = 4096;

/** End of the quoted literal that begins at `from`; where the line or the bound ends when it is not closed. */
export function literalEnd(text: string, from: number, quote: string): number {
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
