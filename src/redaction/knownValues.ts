// Values of the workspace's own secret files, hidden wherever else they stand; which of them are worth it is decided here.

import { encodedForms, type Form } from './encodings.ts';
import { nameStrength } from './names.ts';
import { isPlace, isWords, standsForSecret } from './values.ts';

export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
}

const minLength = 4;
/** From this length on a value is hidden inside longer words too. */
const freeLength = 8;
const entryStart = /^[ \t]*(?:export[ \t]+|set[ \t]+)?([A-Za-z_][\w.-]{0,120})[ \t]*(?:=|:[ \t])[ \t]*/;
const commonWord =
  /^(?:password|passwd|secret|token|admin|administrator|root|user|username|guest|test|tester|testing|demo|example|changeme|default|local|localhost|dev|devel|development|prod|production|stage|staging|debug|info|warn|warning|error|trace|silent|true|false|none|null|undefined|enabled|disabled|yes|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|sqlite|string|number|boolean|object|function|return|const|class|import|export|value|name|data|file|json|yaml|http|https|node|server|client|public|private|master|main)$/i;

function unescapeDouble(raw: string): string {
  return raw.replace(/\\([nrt"\\$])/g, (_, code: string) => ({ n: '\n', r: '\r', t: '\t' })[code] ?? code);
}

/** Parses dotenv text: quotes, `export`, comments and quoted values over several lines; no interpolation. */
export function parseDotenv(text: string): DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  let at = 0;
  while (at < source.length) {
    const lineEnd = source.indexOf('\n', at) === -1 ? source.length : source.indexOf('\n', at);
    const line = source.slice(at, lineEnd);
    const match = entryStart.exec(line);
    let next = lineEnd + 1;
    if (match?.[1]) {
      const valueStart = at + match[0].length;
      const quote = source.charAt(valueStart);
      const isQuoted = quote !== '' && '"\'`'.includes(quote);
      let closing = isQuoted ? source.indexOf(quote, valueStart + 1) : -1;
      while (quote === '"' && closing !== -1 && source.charAt(closing - 1) === '\\')
        closing = source.indexOf(quote, closing + 1);
      if (closing !== -1) {
        const raw = source.slice(valueStart + 1, closing);
        entries.push({ name: match[1], value: quote === '"' ? unescapeDouble(raw) : raw });
        const after = source.indexOf('\n', closing);
        next = after === -1 ? source.length : after + 1;
      } else {
        entries.push({
          name: match[1],
          value: line
            .slice(match[0].length)
            .replace(/(?:^|[ \t])#.*$/, '')
            .trim(),
        });
      }
    }
    at = next;
  }
  return entries;
}

/** True for a value that nobody but the program should know, as far as its name and its look tell. */
export function isWorthHiding({ name, value }: DotenvEntry): boolean {
  if (value.length < minLength || commonWord.test(value) || standsForSecret(value)) return false;
  if (/^[+-]?\d+(?:\.\d+)?$/.test(value)) return nameStrength(name) === 'strong' && value.length >= freeLength;
  if (nameStrength(name) === 'strong') return true;
  return (
    value.length >= freeLength &&
    !/^[A-Za-z]+(?:[-_ .,:;]+[A-Za-z0-9]+)*$/.test(value) &&
    !isWords(value) &&
    !isPlace(value)
  );
}

/** The password of an address such as `postgres://user:password@host/db`, decoded and as written. */
function passwordsOf(value: string): string[] {
  const password = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,200}:([^\s/]{1,200})@/i.exec(value)?.[1];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch (error) {
    if (error instanceof URIError) return [password];
    throw error;
  }
}

/** Values worth hiding of a dotenv text. */
export function dotenvSecrets(text: string): string[] {
  const secrets = new Set<string>();
  for (const entry of parseDotenv(text)) {
    const passwords = passwordsOf(entry.value);
    // Of an address only the password is secret, unless its name says that all of it is.
    if (isWorthHiding(entry) && (passwords.length === 0 || nameStrength(entry.name) === 'strong'))
      secrets.add(entry.value);
    for (const password of passwords) {
      if (isWorthHiding({ name: 'password', value: password })) secrets.add(password);
    }
  }
  return [...secrets];
}

export interface KnownValues {
  /** Changes with the set of values, so that caches notice. */
  readonly version: number;
  set(values: readonly string[]): void;
  /** Ranges inside `region`, of encoded forms too; a value of several lines counts line by line. */
  find(region: string): { start: number; end: number }[];
}

/** A number for the last four characters: `next` shifts the fifth out. */
function next(hash: number, code: number): number {
  return ((hash << 4) ^ code) & 0xffff;
}

const windowLength = 4;
const maxRun = 8192;
const wordCharacter = /[A-Za-z0-9_]/;
const runCharacter = /[A-Za-z0-9+/_=-]/;

/** The run of base64 around `[start, end)`, within the bound. */
function runAround(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from > 0 && start - from < maxRun && runCharacter.test(text.charAt(from - 1)) && text.charAt(from - 1) !== '=')
    from--;
  while (to < text.length && to - end < maxRun && runCharacter.test(text.charAt(to)) && text.charAt(to - 1) !== '=')
    to++;
  while (to < text.length && text.charAt(to) === '=') to++;
  return { start: from, end: to };
}

/** Holds the values of one session in memory. */
export function createKnownValues(): KnownValues {
  let version = 0;
  let pieces: string[] = [];
  let mayBegin = new Uint8Array(0);
  let forms = new Map<number, Form[]>();

  function index(): void {
    mayBegin = new Uint8Array(0x10000);
    forms = new Map();
    for (const form of pieces.flatMap(encodedForms)) {
      let hash = 0;
      for (let at = 0; at < windowLength; at++) hash = next(hash, form.text.charCodeAt(at));
      mayBegin[hash] = 1;
      forms.set(hash, [...(forms.get(hash) ?? []), form]);
    }
  }

  function rangeOf(region: string, start: number, { text, placing }: Form): { start: number; end: number } | undefined {
    if (!region.startsWith(text, start)) return undefined;
    const end = start + text.length;
    if (placing === 'run') return runAround(region, start, end);
    const isInWord = wordCharacter.test(region.charAt(start - 1)) || wordCharacter.test(region.charAt(end));
    return placing === 'word' && isInWord ? undefined : { start, end };
  }

  return {
    get version() {
      return version;
    },
    set(values) {
      const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
      const kept = [...new Set(lines)].filter((line) => line.length >= minLength && !commonWord.test(line)).sort();
      if (kept.length === pieces.length && kept.every((piece, at) => piece === pieces[at])) return;
      pieces = kept;
      index();
      version++;
    },
    find(region) {
      const found: { start: number; end: number }[] = [];
      if (pieces.length === 0) return found;
      let hash = 0;
      for (let at = 0; at < region.length; at++) {
        hash = next(hash, region.charCodeAt(at));
        if (mayBegin[hash] !== 1) continue;
        for (const form of forms.get(hash) ?? []) {
          const range = rangeOf(region, at + 1 - windowLength, form);
          if (range) found.push(range);
        }
      }
      return found;
    },
  };
}
