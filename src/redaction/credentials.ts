// Secrets that no name announces, but the place where they stand: addresses, headers, wallets.

import type { Range } from '../base/range.ts';
import { findGroups, groupRange } from './matches.ts';
import type { LineRule } from './rules/lineRule.ts';
import { isSecretLiteral, isWords, looksRandom, standsForSecret } from './values.ts';

const urlUser =
  /(?<![A-Za-z0-9+.:-])(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/(?:([^\s:@/"'`<>()]{0,100})(?::([^\s/"'`<>]{1,200}))?@)[^\s"'`<>()[\]{}\\,;|]{0,300}/dg;

function findUrlUsers(line: string): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(urlUser)) {
    const [whole, user = '', password] = match;
    if (password === undefined) {
      const range = looksRandom(user) && groupRange(match, 1);
      if (range) found.push(range);
    } else if (
      isPassword(password, user) &&
      !(/^[a-z]{2,12}$/.test(password) && exampleHost.test(whole) && isWords(password))
    ) {
      found.push(wholeLiteral(line, match.index, match.index + whole.replace(/[.,:;!?]+$/, '').length));
    }
  }
  return found;
}

/**
 * An address that fills its literal goes with its quotes, and with the statement's end behind them: peers take it so, and
 * what is left reads as code, not as a string with a hole.
 */
function wholeLiteral(line: string, start: number, end: number): Range {
  const quote = line.charAt(start - 1);
  const isWhole = /["'`]/.test(quote) && line.charAt(end) === quote && !/[A-Za-z\\]/.test(line.charAt(start - 2));
  if (!isWhole) return { start, end };
  return { start: start - 1, end: /^;[ \t]*$/.test(line.slice(end + 1, end + 80)) ? end + 2 : end + 1 };
}

/** The address of a driver of Go, without a scheme. */
const driverUser = /([\w.-]{1,60}:[^\s"'`@]{2,120}@(?:tcp|udp|unix)\()/dg;

const noPassword =
  /^(?:\d{1,5}|[%$:{[].*|pwd?|p|pass(?:word|wd|phrase)?\d?|user(?:name|pass)?|secret|token|key|test|foo|bar|x+|.*["'+]\s*\+.*|\*+|.*\*{3}.*|<.*|.*(?:example|change_?me|redacted|placeholder|your[-_]).*)$/i;
const reference = /\$\{|\{\{|#\{|%\(|\$\(|^[$%]|^\{.*\}$/;

// Hosts that are nobody's; there a word is what documentation writes.
const exampleHost =
  /@(?:[\w-]+\.)*(?:example|test|invalid|localhost|host|hostname|server|some|foo|bar|domain|proxy)(?:[.:/]|$)/i;

/** In an address even a word is a password, but for those that documentation writes there. */
function isPassword(password: string, user: string): boolean {
  return (
    password.length > 1 &&
    password !== user &&
    !noPassword.test(password) &&
    !/^[A-Z]+(?:_[A-Z]+)*$/.test(password) &&
    !reference.test(password)
  );
}

const authorization =
  /(?<![A-Za-z0-9_])(?:Basic|Bearer|Token|Digest|ApiKey|Negotiate|OAuth|Bot|GenieKey|SSWS|AWS)[ \t]{1,4}([A-Za-z0-9._~+/:-]{6,4096}={0,2})/dgi;
const authorizationName =
  /(?<![A-Za-z])authorization\\?["'`\]]?[ \t]{0,10}[=:,][ \t]{0,10}\\?["'`]?([A-Za-z0-9._~+/:-]{8,4096}={0,2})/dgi;

/** `Basic` holds base64 of `user:password`. */
function isBasicCredential(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{0,200}$/.test(Buffer.from(value, 'base64').toString('latin1'));
}

function findAuthorizations(line: string): Range[] {
  const values = findGroups(
    line,
    authorization,
    ([, value = '']) =>
      isBasicCredential(value) ||
      (!isWords(value.replace(/=+$/, '')) &&
        !standsForSecret(value) &&
        (looksRandom(value) || (value.length >= 16 && !value.includes('_') && isSecretLiteral(value)))),
  );
  const named = findGroups(line, authorizationName, ([, value = '']) => isSecretLiteral(value) && looksRandom(value));
  return [...values, ...named];
}

const oauthParameter =
  /(?:oauth_(?:nonce|signature|token|consumer_key|token_secret|verifier)|\b(?:nonce|cnonce|response|opaque))=\\?["']?([A-Za-z0-9%+/_.-]{8,400}={0,2})/dg;

const walletKey = /(?<![0-9A-Za-z])(?:0x)?([0-9a-f]{64})(?![0-9A-Za-z])/dgi;

export const placeRules: readonly LineRule[] = [
  { id: 'url-user-info', keywords: ['://'], find: findUrlUsers },
  {
    id: 'url-user-info',
    keywords: ['@tcp(', '@udp(', '@unix('],
    find: (line) =>
      findGroups(line, driverUser, ([, login = '']) => {
        const [user = '', ...password] = login.slice(0, login.lastIndexOf('@')).split(':');
        return isPassword(password.join(':'), user);
      }),
  },
  {
    id: 'authorization',
    keywords: [
      'authorization',
      'basic ',
      'bearer ',
      'token ',
      'digest ',
      'apikey ',
      'negotiate ',
      'oauth ',
      ' bot ',
      '"bot ',
      "'bot ",
      'geniekey ',
      'ssws ',
    ],
    find: findAuthorizations,
  },
  {
    id: 'authorization-parameter',
    keywords: ['oauth_', 'nonce=', 'response=', 'opaque='],
    find: (line) =>
      findGroups(
        line,
        oauthParameter,
        ([, value = '']) => !standsForSecret(value) && !isWords(value) && /\d/.test(value) && /[A-Za-z]/.test(value),
      ),
  },
  {
    id: 'wallet-key',
    keywords: [
      'wallet',
      'private key',
      'private_key',
      'privatekey',
      'priv_key',
      'privkey',
      'seed',
      'account',
      'forgot',
    ],
    find: (line) =>
      findGroups(
        line,
        walletKey,
        ([, value = '']) => /\d/.test(value) && /[a-f]/i.test(value) && new Set(value).size > 6,
      ),
  },
];
