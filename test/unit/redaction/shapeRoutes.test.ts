// Leak route E: the shapes in which a secret may stand in a document; no eight characters of one may show.

import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

const password = `q7${noise(14)}`;
const token = `ghp_${noise(36)}`;
const keyLine = noise(64, undefined, 2);
const invisible = '\u200b';

function encoded(text: string, form: 'base64' | 'hex'): string {
  return Buffer.from(text).toString(form);
}

function notebook(cell: object): string {
  return JSON.stringify({ cells: [{ cell_type: 'code', ...cell }], nbformat: 4 });
}

/** Shape → the document and what of it may not show. */
const shapes: Readonly<Record<string, readonly [text: string, canary: string]>> = {
  'split and put together again': [
    `const password = "${password.slice(0, 8)}" + "${password.slice(8)}";`,
    password.slice(8),
  ],
  'that is a token split over two lines': [
    `const a = "${token.slice(0, 20)}" +\n  "${token.slice(20)}";`,
    token.slice(20),
  ],
  'in a template literal': [`const password = \`${password}\`;`, password],
  'in a heredoc': [`cat <<EOF > config\npassword: ${password}\nEOF`, password],
  'in base64': [`load("${encoded(token, 'base64')}")`, encoded(token, 'base64')],
  'in hex': [`load("${encoded(token, 'hex')}")`, encoded(token, 'hex')],
  'in percent encoding': [
    `go("https://host.test/?next=${encodeURIComponent(`https://me:${password}@host.test/`)}")`,
    password,
  ],
  'with an invisible character in it': [`f("${token.slice(0, 12)}${invisible}${token.slice(12)}")`, token.slice(13)],
  'with an invisible character in its name': [`const pass${invisible}word = "${password}";`, password],
  'in a JDBC address': [`"jdbc:mysql://host/db?user=a&password=${password}"`, password],
  'in an ADO string': [`"Server=host;Uid=a;Pwd=${password};"`, password],
  'in an XML attribute': [`<add key="ApiSecret" value="${password}" />`, password],
  'in the data of a Kubernetes Secret': [
    `apiVersion: v1\nkind: Secret\ndata:\n  thing: ${encoded(password, 'base64')}\n`,
    encoded(password, 'base64'),
  ],
  'in the source of a notebook': [notebook({ source: [`password = "${password}"\n`], outputs: [] }), password],
  'in the output of a notebook': [notebook({ source: [], outputs: [{ text: [`API_TOKEN=${password}\n`] }] }), password],
  'in a comment': [`// password: ${password}`, password],
  'between CRLF line ends': [`a\r\nconst password = "${password}";\r\nb`, password],
  'that is a private key with escaped line ends': [`{"private_key": "${armoredKey('', 3, '\\n')}\\n"}`, keyLine],
};

describe('redaction, the shapes of leak route E', () => {
  for (const [shape, [text, canary]] of Object.entries(shapes)) {
    it(`hides a secret ${shape}`, () => {
      assert.ok(text.includes(canary), 'nothing was planted');
      const { safe } = createRedactor().redact({ text });
      for (let start = 0; start + 8 <= canary.length; start++) {
        const piece = canary.slice(start, start + 8);
        assert.ok(!safe.text.includes(piece), `${piece} shows`);
      }
    });
  }
});
