// Tells from a value alone whether it may be a secret: holds down the false positives of names and of dotenv files.

const standsForOne =
  /change[-_ ]?me|change[-_ ]?it|replace[-_ ]?(?:me|this|with)|example|placeholder|dummy|sample|redacted|insert[-_ ]|your[-_ ]|[-_ ](?:here|goes)$|^my[-_ ]?(?:secret|token|key|pass|password|api)|^(?:todo|tbd|n\/?a|none|null|nil|undefined|true|false|yes|no|on|off|string|number|boolean|test|testing|foo|bar|baz|foobar|empty|default|unknown|optional|required|hidden|masked|secret|secrets|password|passwd|passphrase|pass|pwd|token|key|value|user|username|admin|root|guest|postgres|mysql|localhost)$|^(?:test|fake|mock|some|the|any|sample)[-_ ]?(?:secret|token|key|pass|password|value)s?\d{0,3}$|^x{3,}|\.{3}|^\*+$|^[-_.*#•]+$/i;
const templated =
  /\$\{|\{\{|#\{|<[A-Za-z_%=?][^<>]*>|^%[sdv@]$|%\([a-z_]+\)s|^\$\(?[A-Za-z_]|^%[A-Za-z_]+%$|^\{[A-Za-z_.0-9]*\}$|^\[[^\]]*\]$|process\.env|os\.environ|getenv|System\.env/;
const sequential =
  '0123456789012345678901234567890 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz qwertyuiop 9876543210';
const technicalWord =
  /^(?:md5|sha\d{1,3}|base\d\d|oauth\d?|utf\d{1,2}|[hrep]s\d{3}|aes\d{3}|http\d|h\d|ed25519|x509|i18n|l10n|ipv\d|v\d{1,2}|s3|ec2|k8s|p256|id\d?)$/i;
const hashLike = /^[0-9a-f]+$/i;

/** Values that mean the place of a secret and not a secret: `changeme`, `<token>`, `${TOKEN}`, `xxxx`. */
export function standsForSecret(value: string): boolean {
  return (
    standsForOne.test(value) ||
    templated.test(value) ||
    new Set(value).size <= 2 ||
    sequential.includes(value.toLowerCase())
  );
}

/** A run of letters that a person could say: it has a vowel, and no long run of consonants; short ones are initials. */
function isWordLike(run: string): boolean {
  if (run.length <= 3) return true;
  if (run.length > 20 || !/[aeiouy]/i.test(run)) return run.length === 4 && run === run.toUpperCase();
  return !/[^aeiouy]{5}/i.test(run);
}

/** Identifiers, words and names made of them: `access_token`, `auth.token`, `tokenType`, `sha256`. */
export function isWords(value: string): boolean {
  const parts = value.split(/[-_.:/ ,\\#@]+/);
  return parts.every((part) => {
    if (technicalWord.test(part) || part === '') return true;
    if (!/^[A-Za-z]+$/.test(part)) return false;
    const runs = part.split(/(?<=[a-z])(?=[A-Z])/);
    // Case that changes at every other letter is no camel case.
    return (runs.length < 3 || part.length > runs.length * 2.6) && runs.every(isWordLike);
  });
}

/** Shannon entropy in bits for each character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** A value nobody would write by hand: long, mixed, without words. */
export function looksRandom(value: string): boolean {
  if (value.length < 12 || /\s/.test(value)) return false;
  if (hashLike.test(value))
    return value.length >= 16 && /\d/.test(value) && /[a-f]/i.test(value) && entropy(value) >= 2.5;
  if (!/[A-Za-z]/.test(value) || isWords(value)) return false;
  const digits = value.replace(/[^0-9]/g, '').length;
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (digits < 2 && !(mixed && value.length >= 16)) return false;
  if (entropy(value) < 3) return false;
  // Paths, kebab names and dated names are words with a few digits between separators.
  const parts = value.split(/[-_./:\\ ]+/).filter((part) => part !== '');
  const plain = parts.filter((part) => /^\d+$/.test(part) || isWords(part)).join('').length;
  return plain * 2 < value.length;
}

/** Paths, addresses and names of hosts: not secret by themselves. */
export function isPlace(value: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/[^@\s]*$/i.test(value)) return !value.split(/[/?&=#]/).some(looksRandom);
  if (/^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][\w.\-/\\ @+]*$/.test(value)) return !looksRandom(value);
  if (/^[\w.-]+(?:\/[\w.-]+)+$/.test(value)) return !looksRandom(value);
  return /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[?(?=[^:]{0,5}:)[0-9a-f:]{2,39}\]?|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?::\d{1,5})?$/i.test(
    value,
  );
}

const version = /^[\^~<>=v]{0,2}\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z]+(?:\.\d+)?)?$/;
const patternLike = /\[\^?\w-\w|\{\d+[,}]|\(\?/;
// Calls, members, selectors and options are code about secrets.
const codeLike = /^[\w$.]+\(|^[\w$]+(?:\.[\w$]+)+$|^[\w$]+\[|^[<{([]|=>|^[.#][\w-]+$|^--?[a-z]/;

/** True when a literal bound to a secret-like name is a secret. */
export function isSecretLiteral(value: string): boolean {
  if (value.length < 4 || value.length > 4096 || /\s/.test(value) || standsForSecret(value)) return false;
  if (version.test(value) || patternLike.test(value)) return false;
  if (/^\d+$/.test(value)) return value.length >= 6;
  if (looksRandom(value)) return true;
  return !isWords(value) && !isPlace(value) && !codeLike.test(value);
}

/** True when a bare word behind a secret-like name is a secret, as in `PASSWORD=…` or YAML. */
export function isSecretWord(value: string): boolean {
  if (!isSecretLiteral(value) || /[()[\]{};,<>|&\\`]/.test(value)) return false;
  return /[A-Za-z]/.test(value) && /[0-9!@#$%^*+=~?-]/.test(value.slice(1)) && value.length >= 6;
}
