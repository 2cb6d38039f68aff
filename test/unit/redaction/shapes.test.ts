// Secrets that do not stand as they are: split, spread over lines, encoded, interrupted by what no font shows.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { alphabets, noise } from '../../support/secrets.ts';

interface Shaped {
  readonly text: string;
  /** What must not show; each of them. */
  readonly secrets: readonly string[];
}

const password = (seed: number) => `q7!${noise(12, alphabets.mixed, seed)}`;
const token = (seed: number) => `ghp_${noise(36, alphabets.mixed, seed)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const halves = (value: string) => [value.slice(0, value.length >> 1), value.slice(value.length >> 1)] as const;

function one(text: (value: string) => string, value: (seed: number) => string = password) {
  return (seed: number): Shaped => ({ text: text(value(seed)), secrets: [value(seed)] });
}

function split(text: (first: string, second: string) => string, value: (seed: number) => string = password) {
  return (seed: number): Shaped => {
    const [first, second] = halves(value(seed));
    return { text: text(first, second), secrets: [first, second] };
  };
}

function encoded(text: (form: string) => string, form: (seed: number) => string) {
  return (seed: number): Shaped => ({ text: text(form(seed)), secrets: [form(seed).replace(/=+$/, '')] });
}

const shapes: Readonly<Record<string, (seed: number) => Shaped>> = {
  'a sum of literals': split((a, b) => `password = "${a}" + "${b}"`),
  'a sum over lines': split((a, b) => `const password =\n  '${a}' +\n  '${b}';`),
  'a token whose beginning is split': (seed) => ({
    text: `f("gh" + "p_${token(seed).slice(4)}")`,
    secrets: [token(seed).slice(4)],
  }),
  'a token split in three': (seed) => {
    const value = token(seed);
    return {
      text: `x = "${value.slice(0, 9)}" + "${value.slice(9, 20)}" + "${value.slice(20)}"`,
      secrets: [value.slice(0, 9), value.slice(9, 20), value.slice(20)],
    };
  },
  'PHP’s sign': split((a, b) => `$password = '${a}' . '${b}';`),
  'neighbouring literals': split((a, b) => `password = ("${a}" "${b}")`),
  'neighbouring literals on lines': split((a, b) => `token = (\n    "${a}"\n    "${b}"\n)`, token),
  'a line that goes on': split((a, b) => `password = "${a}" \\\n    "${b}"`),
  'the next line': one((value) => `const password =\n  "${value}";`),
  'the next line with CRLF': one((value) => `const password =\r\n  "${value}";\r\n`),
  'an argument on its own line': one((value) => `setPassword(\n  "${value}",\n)`),
  'an XML element over lines': one((value) => `<password>\n  ${value}\n</password>`),
  'a YAML block': one((value) => `password: |\n  ${value}\nuser: a`),
  'a YAML pair': one((value) => `- name: DB_PASSWORD\n  value: "${value}"`),
  'a JSON pair': one((value) => `{ "name": "DB_PASSWORD",\n  "value": "${value}" }`),
  'a property of Hadoop': one((value) => `<name>fs.secret.key</name>\n<value>${value}</value>`),
  'a template literal': one((value) => `const url = \`postgres://app:${value}@\${host}/db\`;`),
  'a heredoc': one((value) => `cat <<EOF > .env\nDB_PASSWORD=${value}\nEOF`),
  'a notebook': one((value) => `   "source": ["password = \\"${value}\\"\\n"]`),
  'markup in markup': one((value) => `data-x="{&quot;password&quot;:&quot;${value}&quot;}"`),
  'base64 of a configuration': encoded(
    (form) => `data: ${form}`,
    (seed) => base64(`{"password": "${password(seed)}"}`),
  ),
  'base64 of a token': encoded(
    (form) => `f("${form}")`,
    (seed) => base64(token(seed)),
  ),
  'base64 of a JWT': encoded(
    (form) => `f("${form}")`,
    (seed) =>
      base64(
        `${base64('{"alg":"HS256"}')}.${base64(`{"sub":"${seed}"}`)}.${noise(43, alphabets.mixed, seed)}`.replaceAll(
          '=',
          '',
        ),
      ),
  ),
  'hex of a token': encoded(
    (form) => `f("${form}")`,
    (seed) => Buffer.from(token(seed)).toString('hex'),
  ),
  'percent encoding': (seed) => ({
    text: `?next=https%3A%2F%2Fapp%3A${password(seed).replace('!', '%21')}%40host.test%2F`,
    secrets: [password(seed).slice(3)],
  }),
  'a zero-width character': (seed) => {
    const [first, second] = halves(token(seed));
    return { text: `f("${first}\u200b${second}")`, secrets: [first, second] };
  },
  'a word joiner in a name’s value': (seed) => {
    const [first, second] = halves(password(seed));
    return { text: `password = "${first}\u2060${second}"`, secrets: [first, second] };
  },
  'the data of a Secret': encoded(
    (form) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  login: ${form}\n`,
    (seed) => base64(password(seed)),
  ),
  'the data of a Secret before its kind': encoded(
    (form) => `data:\n  login: ${form}\nkind: Secret\n`,
    (seed) => base64(password(seed)),
  ),
  'the plain data of a Secret': one((value) => `kind: Secret\nstringData:\n  login: "${value}"\n`),
  'a block in the data of a Secret': encoded(
    (form) => `kind: Secret\ndata:\n  .dockercfg: |\n    ${form}\n`,
    (seed) => base64(password(seed).repeat(3)),
  ),
  'a service account': one(
    (value) => `x = {\n  "type": "service_account",\n  "private_key_id": "${value}",\n  "private_key": "…"\n}`,
  ),
};

describe('redaction/shapes', function () {
  this.timeout(30_000);

  for (const [what, make] of Object.entries(shapes)) {
    it(`hides a secret in ${what}`, () => {
      for (const seed of [1, 2, 3]) {
        const { text, secrets } = make(seed);
        const redactor = createRedactor();
        const { safe } = redactor.redact({ text: `before\n${text}\nafter` });
        for (const secret of secrets) assert.equal(safe.text.includes(secret), false, `${secret} in ${safe.text}`);
        assert.equal(redactor.restore(safe.text), `before\n${text}\nafter`);
      }
    });
  }

  it('leaves alone what only has such a shape', () => {
    for (const text of [
      'const text = "one " + "two";',
      "echo 'a' . 'b';",
      'f("a", "b")',
      'password = ""\n""',
      `const picture = "data:image/png;base64,${Buffer.from(noise(90).replace(/[a-m]/g, '\u0001')).toString('base64')}"`,
      'const path = "/usr/share/applications/org/freedesktop/something";',
      `x = "${base64('The quick brown fox jumps over the lazy dog')}"`,
      '?q=a%3Db%20c%40d',
      'kind: ConfigMap\ndata:\n  mode: c29tZXRoaW5n\n',
      'const a = "x\u200dy";',
      '<token>\n  name\n</token>',
      'password:\n  type: string\n',
    ])
      assert.deepEqual(createRedactor().redact({ text }).hidden, [], text);
  });

  const shaped = fc
    .tuple(fc.constantFrom(...Object.values(shapes)), fc.nat({ max: 40 }))
    .map(([make, seed]) => ({ ...make(seed), text: `\n${make(seed).text}\n` }));
  const filler = fc
    .constantFrom(
      '\n',
      '\r\n',
      '---\n',
      'kind: Secret\n',
      'data:\n',
      '  a: Yw==\n',
      '"',
      "' +\n",
      '" \\\n',
      'password =',
      '\u200b',
      ' ',
      'x',
      '}',
      '{',
      '%3D',
    )
    .map((text) => ({ text, secrets: [] as readonly string[] }));
  const parts = fc.array(fc.oneof({ weight: 2, arbitrary: filler }, { weight: 1, arbitrary: shaped }), {
    maxLength: 20,
  });
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 40 }),
    insert: fc.oneof(filler, shaped).map(({ text }) => text),
  });
  const textOf = (list: readonly { text: string }[]) => list.map(({ text }) => text).join('');

  it('redacting what changed equals redacting all, whatever is spread over lines', () => {
    fc.assert(
      fc.property(parts, fc.array(edit, { maxLength: 12 }), (list, edits) => {
        const redactor = createRedactor();
        let text = textOf(list);
        redactor.redact({ key: 'a', text });
        for (const { at, remove, insert } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + insert + text.slice(from + remove);
          const incremental = redactor.redact({ key: 'a', text });
          const full = redactor.redact({ text });
          assert.deepEqual(incremental.hidden, full.hidden);
          assert.equal(incremental.safe.text, full.safe.text);
          assert.equal(redactor.restore(full.safe.text), text);
        }
      }),
      { numRuns: 400 },
    );
  });
});
