// What a row of the vendor tables is, and the few ways in which its pattern stands in a line.

export interface Rule {
  readonly id: string;
  /** Case-sensitive; a line without any of them is not matched at all. */
  readonly keywords: readonly string[];
  /** Matches inside one line, with bounded repetition only; the secret is group 1 where there is one, else the whole match. */
  readonly pattern: RegExp;
  /** What else must hold for the secret, such as its entropy in bits for each character. */
  readonly minEntropy?: number;
}

/** The keyword of a rule whose token begins like anything else: a line with a run of two dozen letters, digits, `+`, `/`, `-`, `_`. */
export const longRun = '<long run>';

/** Keywords are given as one string, with spaces between them. */
function rule(id: string, keywords: string, source: string): Rule {
  return { id, keywords: keywords === longRun ? [longRun] : keywords.split(' '), pattern: new RegExp(source, 'dg') };
}

/** Behind a body: it is no beginning that is filled up, as documentation writes it: `ghp_xxxxxxxx…`, `AKIAXXXXXXXX…`. */
const unfilled = '(?<!(?:x{10}|X{10})[0-9A-Za-z_.~=-]{0,100})';

/** The token stands alone: no identifier character before it or after it. */
export function token(id: string, keywords: string, body: string): Rule {
  return rule(id, keywords, `(?<![A-Za-z0-9_])(?:${body})(?![A-Za-z0-9_])${unfilled}`);
}

/** As `token`, for alphabets that hold `-`: neither side may go on with one. */
export function dashed(id: string, keywords: string, body: string): Rule {
  return rule(id, keywords, `(?<![A-Za-z0-9_-])(?:${body})(?![A-Za-z0-9_-])${unfilled}`);
}

/** The token may follow anything: its beginning is unlike anything else. */
export function anywhere(id: string, keywords: string, body: string): Rule {
  return rule(id, keywords, body);
}

/** As the given rule, for tokens whose beginning is found in words too: what follows must be as mixed as a random value. */
export function mixed(base: Rule, minEntropy: number): Rule {
  return { ...base, minEntropy };
}
