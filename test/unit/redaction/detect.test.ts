// What is not a vendor's token: names that mean a secret, addresses, headers, private keys, and what is none of them.

import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { alphabets, armoredKey, noise } from '../../support/secrets.ts';
import { ordinaryLines, secretLines } from './lines.ts';

/** `«…»` marks what must be hidden, and nothing else may be. */
function check(marked: string, rule?: string): void {
  const text = marked.replace(/[«»]/g, '');
  const expected: string[] = Array.from(marked.matchAll(/«([^»]*)»/g), (match) => match[1] ?? '');
  const { hidden } = createRedactor().redact({ text });
  assert.deepEqual(
    hidden.map(({ range }) => text.slice(range.start, range.end)),
    expected,
    marked,
  );
  for (const found of hidden) if (rule) assert.equal(found.rule, rule, marked);
}

const value = `hX7!${noise(6)}`;
const random = noise(32);

describe('redaction/detect', () => {
  const bound: Record<string, string> = {
    'a constant': `const dbPassword = "«${value}»";`,
    'a typed constant': `let apiKey: string = '«${random}»';`,
    'a property': `  clientSecret: '«${value}»',`,
    'a quoted property': `  "access_token": "«${random}»",`,
    'a subscript': `config["secretKey"] = "«${value}»"`,
    'an environment line': `DB_PASSWORD=«hunter2»`,
    'an exported variable': `export AUTH_TOKEN="«${value}»"`,
    YAML: `    password: «hunter2»`,
    'YAML with a comment': `password: «hunter22» # the old one`,
    'a Go short declaration': `	token := "«${value}»"`,
    'a Ruby hash': `:password => '«${value}»'`,
    'a comparison': `if (password === "«${value}»") {`,
    'an XML attribute': `<user password="«${value}»" />`,
    'an XML element': `<password>«${random}»</password>`,
    'a keyword argument': `connect(host="db", password="«${value}»")`,
    'a Python raw literal': `SECRET_KEY = r"«${value}»"`,
    'a default': `const pwd = options.pwd ?? "«${value}»";`,
    'escaped JSON': `"{\\"password\\":\\"«${value}»\\"}"`,
    'a literal that is still open': `const password = "«${value}»`,
    'a weak name with a random value': `nonce: '«${random}»'`,
    'a secret that is a word only by its letters': `password: '«WxckQmZhhp»',`,
  };
  for (const [what, line] of Object.entries(bound)) {
    it(`hides what is bound to a secret-like name: ${what}`, () => check(line, 'secret-assignment'));
  }

  const ordinary = [
    `password = "changeme"`,
    `password: "<your password>"`,
    `const token = \`\${prefix}-\${id}\`;`,
    `const token = process.env.TOKEN;`,
    `password = os.environ["DB_PASSWORD"]`,
    `password: string;`,
    `password = getPassword(user)`,
    `const { token } = await login();`,
    `secret: 'my_secret',`,
    `'pass': 'password',`,
    `label: { password: 'Enter your password' }`,
    `passwordField: 'user_password_1'`,
    `tokenType = "Bearer";`,
    `maxTokens: 4096,`,
    `api_key = "{{ api_key }}"`,
    `api_key: $API_KEY`,
    `token = "xxxxxxxxxxxx"`,
    `const secret = config.get('secret');`,
    `key: 'my_key'`,
    `key="item-42"`,
    `import { tokenize } from './tokenizer2.ts';`,
    `passwordUrl = "https://example.test/reset/42"`,
    `private_key_path = "/etc/keys/server1.key"`,
    `sshKey: '~/.ssh/id_ed25519'`,
    `hash: "sha256"`,
    `authMethod: 'oauth2'`,
    `const keyboard = 'qwerty1';`,
    `secretName: my-app-secret-v2`,
    `token: token2,`,
    `password: user.password1,`,
    `PASSWORD_MIN_LENGTH=12`,
    `// the token is checked, then dropped: see issue 4711`,
    'result_key: "S3Configuration", other_key: "Ec2InstanceMetadata"',
    'const secretClient: CustomAuthApiClientV2 = "CustomAuthApiClientV2"',
    'token = "%s:%s" % (user, host)',
    "key = 'Signature=%s&Expires=%d&GoogleAccessId=%s'",
    'tags `protobuf_key:"bytes,1,opt,name=key,proto3"`',
    'assert("?keys=semi,%3B,dot,.,comma,%2C")',
    '[license-image]: https://img.shields.test/npm/l/mysql2.svg?maxAge=2592000',
    '"clientSecretExpiresAt": 1587584729',
    'token = f"SignedHeaders={self.signed_headers(headers)}"',
  ];
  for (const line of ordinary) it(`leaves ordinary code alone: ${line}`, () => check(line));

  for (const line of secretLines) it(`hides just the secret of ${line}`, () => check(line));
  for (const line of ordinaryLines) it(`leaves alone ${line}`, () => check(line));

  it('hides an address that holds a password as a whole, with the quotes that it fills', () => {
    check(`url = «"postgres://app:${value}@db.test:5432/app";»`, 'url-user-info');
    check(`open(«"postgres://app:${value}@db.test:5432/app"»);`, 'url-user-info');
    check(`cache: «redis://:${value}@cache» # local`, 'url-user-info');
    check(`see «jdbc:mysql://app:${value}@db.test/app?ssl=true».`, 'url-user-info');
    check(`https://«${random}»@errors.test/42`, 'url-user-info');
    for (const clean of [
      'https://example.test/a:b@c',
      'postgres://user:password@host/db',
      `http://user:${'$'}{PASSWORD}@host`,
      'ssh://git@host/x',
      'mailto:a@b.test',
    ])
      check(clean);
  });

  it('hides what an Authorization header carries', () => {
    const basic = Buffer.from(`user:${value}`).toString('base64');
    check(`'Authorization': 'Bearer «${random}»'`, 'authorization');
    check(`curl -H "authorization: Basic «${basic}»"`, 'authorization');
    check(`Authorization: token «${random}»`, 'authorization');
    for (const clean of [
      'Authorization: Bearer <token>',
      "'Bearer ' + token",
      'Authorization: Basic authentication',
      'Bearer authentication',
    ])
      check(clean);
  });

  it('hides private keys: in a file, in a comment, escaped in a literal, concatenated, and cut off', () => {
    const key = armoredKey();
    check(`«${key}»`, 'private-key');
    check(`before\r\n«${armoredKey('', 3, '\r\n')}»\r\nafter`, 'private-key');
    check(`// «${armoredKey('EC ', 3, '\n// ')}»\nconst a = 1;`, 'private-key');
    check(`{"k": "«${armoredKey('', 3, '\\n')}»\\n"}`, 'private-key');
    check(`const k = '«${armoredKey('OPENSSH ', 3, "\\n' +\n  '")}»';`, 'private-key');
    check(`a: |\n  «${armoredKey('', 2, '\n  ').split('\n').slice(0, -1).join('\n')}»\nb: 2`, 'private-key');
  });

  it('leaves code about private keys alone', () => {
    const edge = (name: string) => `-----${name} PRIVATE ${'KEY'}-----`;
    check(`if (text.startsWith('${edge('BEGIN')}') && text.endsWith('${edge('END')}')) {\n  return parse(text);\n}`);
    check(`const begin = '${edge('BEGIN')}';\nconst end = '${edge('END')}';`);
    check(`-----BEGIN PUBLIC ${'KEY'}-----\n${noise(64)}\n-----END PUBLIC ${'KEY'}-----`);
  });

  it('hides known values anywhere when long, and whole words only when short', () => {
    const redactor = createRedactor();
    redactor.setKnownValues(['correcthorse', 'kite7', 'first line\nsecond line', '', 'a', 'production']);
    const hiddenIn = (text: string) =>
      redactor.redact({ text }).hidden.map(({ range }) => text.slice(range.start, range.end));
    assert.deepEqual(hiddenIn('fn(xcorrecthorsex)'), ['correcthorse']);
    assert.deepEqual(hiddenIn('kite7 kite77 a-kite7'), ['kite7', 'kite7']);
    assert.deepEqual(hiddenIn('a first line\r\nb second line'), ['first line', 'second line']);
    assert.deepEqual(hiddenIn('NODE_ENV is production'), []);
  });

  it('does not cut a surrogate pair', () => {
    const redactor = createRedactor();
    const half = '😀'.charAt(1);
    redactor.setKnownValues([`${half}open-sesame`]);
    const text = 'x😀open-sesame';
    const { hidden, safe } = redactor.redact({ text });
    assert.deepEqual(
      hidden.map(({ range }) => range),
      [{ start: 1, end: text.length }],
    );
    assert.doesNotMatch(safe.text, /\p{Surrogate}/u);
  });

  it('long hostile lines come back as they were', () => {
    const redactor = createRedactor();
    for (const piece of [
      'eyJaaaaaaaa.',
      'password=',
      'key:"',
      'https://a:',
      '-----BEGIN PRIVATE KEY-----',
      'Bearer ',
      'sk-',
      '<<<',
      ': string',
      'AKIA',
    ]) {
      const text = piece.repeat(Math.ceil(40_000 / piece.length));
      assert.equal(redactor.restore(redactor.redact({ text }).safe.text), text, piece);
    }
  });

  it('finds hex and base64 only behind a name', () => {
    check(`integrity: "sha512-${noise(80)}=="`);
    check(`const commit = "${noise(40, alphabets.hex)}";`);
  });
});
