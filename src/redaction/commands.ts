// Secrets that the place tells of where programs are run and called: command lines, SQL, calls that log in.

import type { Range } from '../base/range.ts';
import { findGroups, groupRange } from './matches.ts';
import { nameStrength } from './names.ts';
import type { LineRule } from './rules/lineRule.ts';
import { isSecretLiteral, isWords, looksRandom, standsForSecret } from './values.ts';

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
  /\bldap(?:search|add|modify|delete|whoami|passwd|compare)\b[^|;&]{0,200}?[ \t]-w[ \t]{0,4}["']?([^\s"'$]{3,200})/dg,
  /\bsmbclient\b[^|;&]{0,200}?[ \t](?:-U|--user)[ \t=]{0,4}["']?[^\s"'%]{1,80}%([^\s"'$]{3,200})/dg,
  /\blftp\b[^|;&]{0,200}?[ \t]-u[ \t]{0,4}["']?[^\s"',]{1,80},([^\s"'$]{3,200})/dg,
  /\bsecurity[ \t]{1,4}[a-z-]{0,30}keychain\b[^|;&]{0,200}?[ \t]-p[ \t]{1,4}["']?([^\s"'$]{3,200})/dg,
  /\bConvertTo-SecureString[ \t]{1,4}(?:-String[ \t]{1,4})?["']([^\s"'$]{4,200})["']/dgi,
  /\bCURLOPT_(?:PROXY)?USERPWD\b["']?[ \t]{0,4}(?:,|=>)[ \t]{0,4}["'][^:"'\s]{1,80}:([^"'\s$]{3,200})["']/dg,
  /assword:?[^\n]{0,30}\bsend[ \t]{1,4}(?:--[ \t]{1,4})?"([^"\\\s$]{3,200})\\[rn]"/dg,
  /\bredis-cli\b[^|;&]{0,200}?[ \t]-a[ \t]{1,4}["']?([^\s"'$]{3,200})/dg,
  /\b(?:zip|unzip|7z|7za|rar|unrar)\b[^|;&]{0,100}?[ \t](?:-P[ \t]{1,4}|-p)["']?([^\s"'$-][^\s"'$]{2,200})/dg,
  /(?<![\w-])(?:-passin|-passout|-pass|-k)[ \t]{1,4}["']?pass:([^\s"'$]{3,200})/dg,
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

const intoUsers =
  /\bINTO[ \t]{1,4}["'`[]?(?:\w{1,30}["'`\]]?\.["'`[]?)?\w{0,20}(?:user|account|member|admin|login|customer)\w{0,20}["'`\]]?[ \t]{1,4}VALUES\b/i;
const hashed = /'((?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}))'/dgi;

/** `INSERT INTO users VALUES (1, 'bob', '5f4d…')`: without names of columns, a hash beside a user is that of a password. */
function findUserHashes(line: string): Range[] {
  return intoUsers.test(line) ? findGroups(line, hashed, ([, value = '']) => looksRandom(value)) : [];
}

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

const argument = `(?:[^()"',\\s]{1,80}|\\{[^{}"'()]{0,120}\\}|"[^"\\\\]{0,200}"|'[^'\\\\]{0,200}')`;
const secondArgument = new RegExp(
  `(?:[Ll]og_?[Ii]n|[Ss]ign_?[Ii]n|[Aa]uthenticate|[Aa]uth|[Bb]asic_?[Aa]uth|[Cc]redentials?|[Ll]ogOn|OAuth\\w{0,12}|CryptoJS\\.\\w{1,12}(?:\\.(?:en|de)crypt)?|bind_s|[Ss]et_?[Aa]ccess_?[Tt]oken|jwt\\.\\w{1,20}|[Cc]reate(?:Hmac|(?:Dec|C)ipher(?:iv)?)|[Ww]i[Ff]i(?:Multi)?\\.(?:begin|addAP))(?:[ \\t]{0,2}=[ \\t]{0,2})?\\([ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}[bru@]?["']([^"'\\s\\\\]{4,200})["']`,
  'dg',
);
/** Keys that a call of a cipher, or a list of logins by other sites, takes where it stands. */
const keyArguments: readonly RegExp[] = [
  /(?:Fernet|(?:AES|DES3?|hmac)\.new|SecretKeySpec|[Cc]reateSecretKey)\([ \t]{0,4}[bru]?["']([^"'\s\\]{12,200})["']/dg,
  /["']AC[0-9a-f]{32}["'],[ \t]{0,4}["']([0-9a-f]{32})["']/dg,
  /\b(?:omniauth|provider)[ \t(]{1,3}:\w{2,30},[ \t]{0,4}["'][^"'\s]{4,120}["'],[ \t]{0,4}["']([^"'\s\\]{12,200})["']/dg,
];
const thirdArgument = new RegExp(
  `(?:[Cc]onnect|ldap_bind|FTP\\.open|mysqli|PDO|[Cc]onnection|[Ll]og_?[Ii]n)[ \\t]{0,2}\\([ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}${argument}[ \\t]{0,4},[ \\t]{0,4}[bru@]?["']([^"'\\s\\\\]{4,200})["']`,
  'dg',
);

function findCallPasswords(line: string): Range[] {
  const isValue = ([, value = '']: RegExpMatchArray) => isSecretLiteral(value);
  return [
    ...findGroups(line, secondArgument, isValue),
    ...findGroups(line, thirdArgument, isValue),
    ...keyArguments.flatMap((pattern) =>
      findGroups(line, pattern, ([, value = '']) => looksRandom(value) && isSecretLiteral(value)),
    ),
  ];
}

export const commandRules: readonly LineRule[] = [
  { id: 'sql-insertion', keywords: ['values'], find: (line) => [...findInsertions(line), ...findUserHashes(line)] },
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
      'az login',
      'userpwd',
      'assword',
      'oc login',
      'influx',
      'rabbitmqctl',
      'ldap',
      'smbclient',
      'lftp',
      'keychain',
      'convertto-securestring',
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
      'fernet(',
      'twilio',
      'client(',
      'cryptojs',
      'bind_s(',
      'ldap_bind(',
      'ftp.open(',
      'aes.new(',
      'des.new(',
      'des3.new(',
      'hmac.new(',
      'secretkeyspec(',
      'createsecretkey(',
      'omniauth',
      'provider :',
      'oauthhandler(',
      'oauth1',
      'oauth2',
      'access_token(',
      'accesstoken(',
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
];
