// Secrets as people leave them in code, each with the text that shows it to be one; made at run time, a seed tells them apart.

import { alphabets, armoredKey, noise } from './secrets.ts';

export interface Plant {
  readonly secret: string;
  /** Whole lines. */
  readonly text: string;
}

const dashes = '-'.repeat(5);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const password = (seed: number): string => `q7${noise(12, alphabets.mixed, seed)}`;

/** Each value below is hidden wherever it stands once it is known. */
export const knownPlants: readonly string[] = ['correct-horse-battery!', 'kite7q-unlikely', 'staple 9 and more'];

function around(before: string, after: string, value: (seed: number) => string = password) {
  return (seed: number): Plant => ({ secret: value(seed), text: `${before}${value(seed)}${after}` });
}

export const plants: Readonly<Record<string, (seed: number) => Plant>> = {
  'a token of a vendor': around('f("', '")', (seed) => `ghp_${noise(36, alphabets.mixed, seed)}`),
  'a token in a comment': around('// use ', ' here', (seed) => `glpat-${noise(20, alphabets.mixed, seed)}`),
  'an access key': around('id: ', '', (seed) => `AKIA${noise(16, alphabets.upper, seed)}`),
  'an assignment': around('const dbPassword = "', '";'),
  'an assignment in single quotes': around("  client_secret = '", "'"),
  'a property': around('  { user, password: `', '` },'),
  'a member': around('this.config.apiKey = "', '";'),
  'a subscript': around("settings['secret_key'] = '", "'"),
  'a keyword argument': around('connect(host, password="', '", port=1)'),
  'a default value': around('def login(user, passwd="', '"):'),
  'a comparison': around('if (user.password === "', '") {'),
  'an environment line': around('export DB_PASSWORD=', ''),
  'an environment line in quotes': around('API_TOKEN="', '"'),
  YAML: around('    password: ', ''),
  JSON: around('  "client_secret": "', '",'),
  properties: around('spring.datasource.password=', ''),
  XML: around('  <password>', '</password>'),
  'a URL': around('x("https://user:', '@host.test/")'),
  'a connection string': around('"Server=db;User Id=sa;Password=', ';Encrypt=true"'),
  'a bearer header': around('"Authorization: Bearer ', '"', (seed) => noise(40, alphabets.mixed, seed)),
  'a basic header': around("'Authorization': 'Basic ", "',", (seed) => base64(`user:${password(seed)}`)),
  'a JWT': around('f("', '")', (seed) =>
    [
      base64('{"alg":"HS256","typ":"JWT"}'),
      base64(`{"sub":"${seed}","name":"somebody"}`),
      noise(43, alphabets.mixed, seed),
    ]
      .map((part) => part.replace(/=+$/, ''))
      .join('.'),
  ),
  'a private key': (seed) => ({ secret: noise(64, alphabets.mixed, 2), text: armoredKey('RSA ', 2 + (seed % 3)) }),
  'a private key with CRLF': (seed) => ({
    secret: noise(64, alphabets.mixed, 2),
    text: armoredKey('', 2 + (seed % 3), '\r\n'),
  }),
  'a private key on one line': (seed) => ({
    secret: noise(64, alphabets.mixed, 2),
    text: `"private_key": "${armoredKey('', 2 + (seed % 3), '\\n')}\\n",`,
  }),
  'a private key in comments': (seed) => ({
    secret: noise(64, alphabets.mixed, seed),
    text: [
      `# ${dashes}BEGIN EC PRIVATE ${'KEY'}${dashes}`,
      `# ${noise(64, alphabets.mixed, seed)}`,
      `# ${dashes}END EC PRIVATE ${'KEY'}${dashes}`,
    ].join('\n'),
  }),
  'a known value': (seed) => {
    const secret = knownPlants[seed % knownPlants.length] ?? '';
    return { secret, text: `note(${secret})` };
  },
  'a known value as base64': (seed) => {
    const secret = base64(knownPlants[seed % knownPlants.length] ?? '').replace(/=+$/, '');
    return { secret, text: `note(${secret})` };
  },
  'a known value in a URL': around('get("/?a=', '&b=1")', () => encodeURIComponent(knownPlants[2] ?? '')),
  'a split literal': (seed) => ({
    secret: password(seed).slice(7),
    text: `const password = "${password(seed).slice(0, 7)}" + "${password(seed).slice(7)}";`,
  }),
  'a command line': around('curl -u user:', ' https://host.test/'),
  'a secret of Kubernetes': (seed) => ({
    secret: base64(password(seed)).replace(/=+$/, ''),
    text: `kind: Secret\ndata:\n  password: ${base64(password(seed))}`,
  }),
  SQL: around("CREATE USER a IDENTIFIED BY '", "';"),
  Dockerfile: around('ENV MYSQL_ROOT_PASSWORD ', ''),
  'an XML attribute': around('<add name="db" password="', '" />'),
};
