// Secrets that no name announces, but the place where they stand: addresses, headers, command lines, SQL, calls that log in.

import type { Range } from '../base/range.ts';
import { nameStrength } from './names.ts';
import { isSecretLiteral, isWords, looksRandom, standsForSecret } from './values.ts';

export interface LineRule {
  readonly id: string;
  /** In any case. */
  readonly keywords: readonly string[];
  find(line: string): Range[];
}

/** Range of a group of a match made with the flag `d`. */
export function groupRange(match: RegExpMatchArray, group: number): Range | undefined {
  const indices = match.indices?.[group];
  return indices && { start: indices[0], end: indices[1] };
}

/** Ranges of group 1 of each match whose values `isSecret` takes. */
function findGroups(line: string, pattern: RegExp, isSecret: (match: RegExpMatchArray) => boolean): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(pattern)) {
    const range = isSecret(match) ? groupRange(match, 1) : undefined;
    if (range && range.end > range.start) found.push(range);
  }
  return found;
}

const urlUser =
  /(?<![A-Za-z0-9+.:-])(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/(?:([^\s:@/"'`<>()]{0,100})(?::([^\s/"'`<>]{1,200}))?@)[^\s"'`<>()[\]{}\\,;|]{0,300}/dg;

function findUrlUsers(line: string): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(urlUser)) {
    const [whole, user = '', password] = match;
    if (password === undefined) {
      const range = looksRandom(user) && groupRange(match, 1);
      if (range) found.push(range);
    } else if (isPassword(password, user)) {
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

const noPassword =
  /^(?:\d{1,5}|[%$:{[].*|pwd?|p|pass(?:word|wd|phrase)?\d?|user(?:name|pass)?|secret|token|key|test|foo|bar|x+|.*["'+]\s*\+.*|\*+|.*\*{3}.*|<.*|.*(?:example|change_?me|redacted|placeholder|your[-_]).*)$/i;
const reference = /\$\{|\{\{|#\{|%\(|\$\(|^[$%]|^\{.*\}$/;

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
  /authorization\\?["'`\]]?[ \t]{0,10}[=:,][ \t]{0,10}\\?["'`]?([A-Za-z0-9._~+/:-]{8,4096}={0,2})/dgi;

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

const userOption =
  /(?<![^\s"'=])(?:-u|-U|--user|--proxy-user|--basic|--creds?|--auth|-a)(?:[ \t]{1,4}|=)?["']?([^\s:"'$<{/@-][^\s:"'$<{/]{0,80}:([^\s"'<{]{2,200}))/dg;

function findUserOptions(line: string): Range[] {
  return findGroups(
    line,
    userOption,
    ([, , password = '']) =>
      !/^\d{1,5}$/.test(password) &&
      !/^(?:\$|%|\/|rw$|ro$|z$)/.test(password) &&
      !standsForSecret(password) &&
      !isWords(password),
  );
}

const commandPasswords: readonly RegExp[] = [
  /\bsshpass[ \t]{1,4}-p[ \t]{0,4}["']?([^\s"'$]{3,200})/dg,
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|mysqlimport|mysqlsh)\b[^|;&]{0,200}?[ \t]-p["']?([^\s"'$]{3,200})/dg,
  /\b(?:docker|podman|az|oc|helm|vault|mongo|mongosh|mongodump|influx|sqlcmd|rabbitmqctl|skopeo)\b[^|;&]{0,200}?[ \t](?:-p|-P)[ \t=]{1,4}["']?([^\s"'$:]{4,200})/dg,
  /\bredis-cli\b[^|;&]{0,200}?[ \t]-a[ \t]{1,4}["']?([^\s"'$]{3,200})/dg,
  /\b(?:zip|unzip|7z|7za|rar|unrar)\b[^|;&]{0,100}?[ \t](?:-P[ \t]{1,4}|-p)["']?([^\s"'$-][^\s"'$]{2,200})/dg,
  /\b(?:-passin|-passout|-pass|-k)[ \t]{1,4}["']?pass:([^\s"'$]{3,200})/dg,
  /--from-literal[= ]["']?[\w.-]{1,80}=([^\s"'$]{3,400})/dg,
  /\becho[ \t]{1,4}(?:-n[ \t]{1,4})?["']?([^\s"'$|]{4,200})["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4}(?:-S|passwd)|passwd[ \t]|chpasswd|docker[ \t]{1,4}login|base64)/dg,
  /\b(?:password|secret|key)[ \t](?:0|5|6|7|8|9)[ \t]([0-9A-Za-z$./]{8,120})/dg,
  /\bsnmp-server[ \t]community[ \t]([^\s"']{4,80})/dg,
  /(?:\bjdbc:oracle:\w{2,6}:|\b(?:sqlplus|sqlldr|impdp|expdp)[ \t][^|;&]{0,80}?)[\w$#]{1,60}\/([^\s"'@/]{3,80})@/dg,
  /\becho[ \t]{1,4}["']?[\w.-]{1,40}:([^\s"'$|]{4,200})["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4})?chpasswd/dg,
];

function findCommandPasswords(line: string): Range[] {
  return commandPasswords.flatMap((pattern) =>
    findGroups(line, pattern, ([, value = '']) => isSecretLiteral(value) && !/^-/.test(value)),
  );
}

const sqlPasswords: readonly RegExp[] = [
  /\bIDENTIFIED[ \t]{1,9}(?:WITH[ \t]{1,9}["'\w]{1,40}[ \t]{1,9})?(?:BY|AS)[ \t]{1,9}(?:PASSWORD[ \t]{1,9})?\\?["'`]([^"'`\s\\]{3,200})/dgi,
  /\bIDENTIFIED[ \t]{1,9}BY[ \t]{1,9}([A-Za-z_][\w$#]{3,60})(?=[ \t]{0,4}(?:;|$))/dgi,
  /\bPASSWORD[ \t]{0,9}[=(]?[ \t]{0,9}\\?["']([^"'\s\\]{3,200})\\?["']/dgi,
  /\b(?:requirepass|masterauth|bindpw|rootpw)[ \t]{1,9}["']?([^\s"']{4,200})/dgi,
];

const insertion = /\(([^()]{3,600})\)[ \t]{0,9}VALUES[ \t]{0,9}\(/gi;
const listed = /[ \t]{0,9}(?:'((?:[^'\\]|\\.){0,500})'|"((?:[^"\\]|\\.){0,500})"|[^,'"()]{0,200})[ \t]{0,9}(,|\))/dy;

/** `INSERT INTO t (login, password) VALUES ('a', 'b')`: a value belongs to the column of its place. */
function findInsertions(line: string): Range[] {
  const found: Range[] = [];
  for (const match of line.matchAll(insertion)) {
    const columns = (match[1] ?? '').split(',').map((column) => column.replace(/[^\w.]/g, ''));
    listed.lastIndex = match.index + match[0].length;
    for (const column of columns) {
      const item = listed.exec(line);
      if (!item) break;
      const range = groupRange(item, 1) ?? groupRange(item, 2);
      if (range && nameStrength(column) === 'strong' && isSecretLiteral(line.slice(range.start, range.end)))
        found.push(range);
      if (item[3] === ')') break;
    }
  }
  return found;
}

function findSqlPasswords(line: string): Range[] {
  const isSql = /identified|\b(?:alter|create|grant|set|with|requirepass|masterauth|bindpw|rootpw)\b/i.test(line);
  if (!isSql) return [];
  return sqlPasswords.flatMap((pattern) => findGroups(line, pattern, ([, value = '']) => isSecretLiteral(value)));
}

const argument = `(?:[^()"',\\s]{1,80}|"[^"\\\\]{0,200}"|'[^'\\\\]{0,200}')`;
const secondArgument = new RegExp(
  `(?:[Ll]og_?[Ii]n|[Ss]ign_?[Ii]n|[Aa]uthenticate|[Aa]uth|[Bb]asic_?[Aa]uth|[Cc]redentials?|[Ll]ogOn|jwt\\.\\w{1,20}|[Cc]reate(?:Hmac|(?:Dec|C)ipher(?:iv)?)|[Ww]i[Ff]i(?:Multi)?\\.(?:begin|addAP))(?:[ \\t]{0,2}=[ \\t]{0,2})?\\([ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}[bru@]?["']([^"'\\s\\\\]{4,200})["']`,
  'dg',
);
const thirdArgument = new RegExp(
  `(?:[Cc]onnect|mysqli|PDO|[Cc]onnection|[Ll]og_?[Ii]n)[ \\t]{0,2}\\([ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}[bru@]?["']([^"'\\s\\\\]{4,200})["']`,
  'dg',
);

function findCallPasswords(line: string): Range[] {
  const isValue = ([, value = '']: RegExpMatchArray) => isSecretLiteral(value);
  return [...findGroups(line, secondArgument, isValue), ...findGroups(line, thirdArgument, isValue)];
}

const walletKey = /(?<![0-9A-Za-z])(?:0x)?([0-9a-f]{64})(?![0-9A-Za-z])/dgi;

export const lineRules: readonly LineRule[] = [
  { id: 'url-user-info', keywords: ['://'], find: findUrlUsers },
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
  { id: 'sql-insertion', keywords: ['values'], find: findInsertions },
  { id: 'user-option', keywords: [' -u', '\t-u', '--user', '--proxy-user', '--cred', '--auth'], find: findUserOptions },
  {
    id: 'command-password',
    keywords: [
      'sshpass',
      'password 0 ',
      'password 5 ',
      'password 7 ',
      'secret 0 ',
      'secret 5 ',
      'secret 8 ',
      'secret 9 ',
      'key 7 ',
      'snmp-server',
      'jdbc:oracle',
      'sqlplus',
      'sqlldr',
      'impdp',
      'expdp',
      'mysql',
      'mariadb',
      'docker',
      'podman',
      'helm',
      'mongo',
      'redis-cli',
      'sqlcmd',
      'zip',
      '7z',
      'pass:',
      '--from-literal',
      'passwd',
      'sudo -s',
      '| base64',
      'skopeo',
    ],
    find: findCommandPasswords,
  },
  {
    id: 'sql-password',
    keywords: [
      'identified',
      "password '",
      'password "',
      "password='",
      "password = '",
      "password('",
      'requirepass',
      'masterauth',
      'bindpw',
      'rootpw',
    ],
    find: findSqlPasswords,
  },
  {
    id: 'login-call',
    keywords: [
      'jwt.',
      'createhmac(',
      'createcipher',
      'createdecipher',
      'wifi',
      'login(',
      'log_in(',
      'signin(',
      'sign_in(',
      'logon(',
      'auth(',
      'auth=(',
      'auth = (',
      'authenticate(',
      'credential(',
      'credentials(',
      'connect(',
      'connect (',
      'mysqli(',
      'pdo(',
      'connection(',
    ],
    find: findCallPasswords,
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
