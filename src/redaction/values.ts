// Tells from a value alone whether it may be a secret: holds down the false positives of names and of dotenv files.

import { isWordLike } from './words.ts';

const standsForOne =
  /change[-_ ]?me|change[-_ ]?it|replace[-_ ]?(?:me|this|with)|example|placeholder|dummy|sample|redacted|insert[-_ ]|your[-_ ]|[-_ ](?:here|goes)$|^my[-_ ]?(?:secret|token|key|pass|password|api)[a-z_. -]*\d?$|^(?:todo|tbd|n\/?a|none|null|nil|undefined|true|false|yes|no|on|off|string|number|boolean|test|testing|foo|bar|baz|foobar|empty|default|unknown|optional|required|hidden|masked|secret|secrets|password|passwd|passphrase|pass|pwd|token|key|value|user|username|admin|root|guest|postgres|mysql|localhost|changed|private|public|s3cr3t|passw0rd|p@ssw0rd|p@ssword|pa\$\$word)$|^(?:test|fake|mock|some|the|any|sample|bad|good|wrong|invalid|valid|new|old)[-_ ]?(?:secret|token|key|pass|password|value)s?[-_ ]?\d{0,3}$|^(?:test|testing|tests|foo|foobar|bar|baz|token|key|secret|value|val|user|username|id|string|str|data|item|name|abc|abcd|xyz|qux|demo|fake|mock|tmp|temp|random|any|some|hash|salt|nonce|auth|apikey|api[-_]key|access[-_]token)[-_ .]?\d{1,4}$|x{4,}|X{3,}|^x{3,}|\.{3}|\*{3}|^[-_.*#•]+$/i;
// What a program or a template puts in: the reference stands whole, so that a value with a stray bracket is none.
const templated =
  /\$\{[\w\s.:?'"()|[\]-]{1,80}\}|\{\{[^{}]{0,80}\}\}|#\{[^{}]{1,80}\}|<%|%>|<[A-Za-z_][\w .:-]{0,60}>|^<.{1,80}>$|^%[-\d.]{0,4}[sdvqx@]$|%\([a-z_]{1,40}\)s|^\$[({]?[A-Za-z_]\w*(?:[)}]|$)|^\$\{[^}]*$|^\$\(|^%[A-Za-z_]+%$|^\{[A-Za-z_.0-9]*\}$|^\[[^\]]*\]$|^@[\w.-]+@$|^__\w+__$|^![A-Z]\w+|process\.env|os\.environ|getenv|System\.env|^\\?\(|^env[.:(]|^enc\(|^vault:|^secret:|^ssm:|^arn:/i;
const sequential =
  '0123456789012345678901234567890 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz qwertyuiop 9876543210 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef abcdefghijklmnopqrstuvwxyz0123456789+/ 0123456789abcdefghijklmnopqrstuvwxyz abcdef0123456789 1234567890abcdef1234567890abcdef';
const technicalWord =
  /^(?:md\d|sha\d{1,3}|base\d\d|oauth\d?|utf\d{1,2}|[hrep]s\d{3}|aes\d{0,3}|gcm|cbc|http\d?|https|h\d|ed\d{3,5}|x\d{3,5}|i18n|l10n|a11y|ipv\d|v\d{1,3}|s3|ec2|k8s|p\d{3}|id\d?|win\d\d|x86|x64|arm64|amd64|int\d\d|uint\d\d|float\d\d|rfc\d{3,4}|iso\d{4,5}|es\d{1,4}|web3|log4j|oauth2|auth0|psr\d|(?:py|python|lua|latin|urllib|proto|nistp|secp|prime|imdsv)\d{1,3}(?:[kr]\d|v\d)?|\d{1,5})$/i;
// The same inside camel case: `S3Configuration`, `HttpClientV2`.
const technicalPart =
  /(?<![A-Za-z0-9]|[a-z][A-Z])(?:md5|sha\d{1,3}|S3|Ec2|Ipv[46]|OAuth2|Base\d\d|(?:PBKDF2)?SHA\d{1,3}|Http2)(?=[A-Z])|(?<=[a-z])(?:S3|Ec2|IPv?[46]|OAuth2|SHA\d{1,3}|M[dD]5|Http2|V\d{1,2})(?=[A-Z]|$|[-_.:/,])/g;
const hashLike = /^[0-9a-f]+$/i;
const uuidLike = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** Values that mean the place of a secret and not a secret: `changeme`, `<token>`, `${TOKEN}`, `xxxx`. */
export function standsForSecret(value: string): boolean {
  return (
    standsForOne.test(value) ||
    templated.test(value) ||
    new Set(value).size <= 2 ||
    sequential.includes(value.toLowerCase())
  );
}

/** Letters with their marks taken off: `pâss` is a word as much as `pass`. */
function plainLetters(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : value.normalize('NFD').replace(/\p{M}+/gu, '');
}

/** Identifiers, words and names made of them: `access_token`, `auth.token`, `tokenType`, `sha256`. */
export function isWords(value: string): boolean {
  const parts = plainLetters(value)
    .replace(/^[({['"*<]+|[)}\]'"*>!?;=&|]+$/g, '')
    .replace(technicalPart, '')
    .split(/(?:[-_.:/ ,\\#+=&|;?]|%[0-9A-F]{2})+/);
  return parts.every((part) => {
    if (part === '' || technicalWord.test(part)) return true;
    // One of several numbered words: `key1=value1&key2=value2`.
    if (parts.length > 2 && value.includes('=') && /^(?:[a-z]+|[A-Z]+|(?:[A-Z][a-z]+)+)\d$/.test(part))
      return isWordLike(part.slice(0, -1).toLowerCase());
    if (/^\p{L}+$/u.test(part) && /[^A-Za-z]/.test(part)) return true;
    if (!/^[A-Za-z]+$/.test(part)) return false;
    const runs = part.split(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
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
  // Paths, queries, members and dated names are words with a few digits between separators.
  const parts = value.split(/[-_./:\\ [\](){}?=&,|;]+/).filter((part) => part !== '');
  const plain = parts.filter((part) => /^\d+$/.test(part) || isWords(part)).join('').length;
  return plain * 2 < value.length;
}

/** Paths, addresses and names of hosts: not secret by themselves. */
export function isPlace(value: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/[^@\s]*$/i.test(value)) return !value.split(/[/?&=#]/).some(looksRandom);
  if (/^(?:~|\.{1,2}|[A-Za-z]:|@)?[/\\][\w.\-/\\ @+:*{}]*$/.test(value)) return !looksRandom(value);
  if (/^[\w.@-]+(?:\/[\w.{}:-]+)+$/.test(value)) return !looksRandom(value);
  if (
    /^[\w-]+(?:\.[\w-]+)*\.(?:js|ts|py|rb|php|java|go|json|ya?ml|xml|html?|css|txt|md|pem|key|crt|cer|conf|cfg|ini|env|png|svg|jpg|gif|sh|sql|log|jks|p12|pfx|der|csr|pub|asc|gpg|lock|toml|properties|zip|gz|tar)$/i.test(
      value,
    )
  )
    return true;
  if (/^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+$|^[A-Za-z]+@[A-Za-z.-]*$/.test(value)) return true;
  return /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[?(?=[^:]{0,5}:)[0-9a-f:]{2,39}\]?|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?::\d{1,5})?$/i.test(
    value,
  );
}

const version = /^[\^~<>=v]{0,2}\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z]+(?:\.\d+)?)?$/;
// What a build declares: `group:name:1.2.3`, `name-1.2.3`.
const coordinate = /^[a-z][a-z.-]*(?::[a-z][a-z0-9.-]*)*[:-]v?\d{1,4}(?:\.\d{1,6}){1,3}(?:[.-][A-Za-z]+\d{0,3})?$/;
const patternLike = /\[\^?\w-\w|\{\d+[,}]|\(\?|\\[dwsb][+*]/;
// Calls, members, selectors and options are code about secrets.
const codeLike =
  /^[\w$.]+\(|^[\w$]+(?:\.[A-Za-z_$][\w$]*)+$|^[\w$]+\[|^[<{([]|=>|^[.#][A-Za-z][\w-]*$|^--?[a-z]|^@[\w/.-]+$|::|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^&[\w.]+$|\?\.|^\d\*|^0x[0-9a-fA-F]{1,16}[uU]?[lL]{0,2}$|^#[0-9a-fA-F]{3,8}$|\\[xu0-7]|^\$[\w.]+$/;
const dateLike = /^\d{4}-\d\d-\d\d|^\d{1,2}[/.:]\d{1,2}[/.:]\d{2,4}$/;
const maxLength = 4096;

/** True for a UUID: an identifier unless its name says otherwise. */
export function isUuid(value: string): boolean {
  return uuidLike.test(value);
}

/** What a program fills in: `%s:%s`, `Signature={made(by, code)}`; what is left around it is judged alone. */
const filledIn = /%[-\d.]{0,4}[sdvqx](?![0-9A-Fa-f])|\{[^{}\s]{0,60}\}/g;

/** True when a literal bound to a secret-like name is a secret. */
export function isSecretLiteral(value: string): boolean {
  if (value.length < 4 || value.length > maxLength || /\s/.test(value) || standsForSecret(value)) return false;
  const fixed = value.replace(filledIn, '');
  return fixed.length >= 4 && isSecretFixed(fixed);
}

function isSecretFixed(value: string): boolean {
  if (version.test(value) || coordinate.test(value) || patternLike.test(value) || dateLike.test(value)) return false;
  if (/^\d+$/.test(value)) return value.length >= 6;
  if (!/[\p{L}\d]/u.test(value)) return false;
  if (looksRandom(value)) return true;
  return !isWords(value) && !isPlace(value) && !codeLike.test(value);
}

/** Random all the same, though blanks stand in it: a generated key of any printable characters. */
export function isSpacedSecret(value: string): boolean {
  const parts = value.split(' ');
  if (parts.length < 2 || parts.length > 4 || value.length > 200 || /[^\x20-\x7e]|[\n,.]$/.test(value)) return false;
  const joined = parts.join('');
  return (
    parts.every((part) => part === '' || !isWords(part)) &&
    looksRandom(joined) &&
    isSecretLiteral(joined) &&
    /[!-/:-@[-`{-~]/.test(joined) &&
    entropy(joined) >= 3.8
  );
}

/** Several words that open something as a whole: twelve or more of a seed phrase, or a passphrase with more than words in it. */
export function isPassphrase(value: string): boolean {
  if (value.length > 400 || standsForSecret(value)) return false;
  const words = value.split(/\s+/);
  // The form in which a mail provider shows an application's password.
  if (/^[a-z]{4}(?: [a-z]{4}){3}$/.test(value)) return !words.every(isWordLike);
  return words.length >= 12 && words.length <= 25 && words.every((word) => /^[a-z]{3,9}$/.test(word));
}

/** True when a bare word behind a secret-like name is a secret, as in `PASSWORD=…` or YAML. */
export function isSecretWord(value: string): boolean {
  if (!isSecretLiteral(value) || /[()[\]{};,<>|&\\`]/.test(value)) return false;
  return /[A-Za-z]/.test(value) && /[0-9!@#$%^*+=~?-]/.test(value.slice(1)) && value.length >= 6;
}
