// Which values of a dotenv file are worth hiding, and how such a file is read.

import assert from 'node:assert/strict';
import { dotenvSecrets, parseDotenv } from '../../../src/redaction/knownValues.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';

describe('redaction/knownValues', () => {
  it('reads quotes, comments, export, escapes and values over several lines', () => {
    const text = [
      '\uFEFF# comment',
      'A=plain value # not this',
      "B='single # kept'",
      'C="double \\"quoted\\"\\nnext"',
      'export D = spaced',
      'E="first',
      'second"',
      'F=',
      'no entry',
      'G: colon',
      'H=a#b',
    ].join('\r\n');
    assert.deepEqual(
      parseDotenv(text).map(({ name, value }) => [name, value]),
      [
        ['A', 'plain value'],
        ['B', 'single # kept'],
        ['C', 'double "quoted"\nnext'],
        ['D', 'spaced'],
        ['E', 'first\nsecond'],
        ['F', ''],
        ['G', 'colon'],
        ['H', 'a#b'],
      ],
    );
  });

  it('hides values of secret-like names, and long ones that are no number, boolean, word, host or path', () => {
    const secrets = dotenvSecrets(
      [
        'DB_PASSWORD=hunter2',
        'SIGNING_KEY=tulips-in-spring-4',
        'COUPON=Qw8-rTz-51x',
        'DATABASE_URL=postgres://app:s3cr3t!pw@db/x',
      ].join('\n'),
    );
    assert.deepEqual(secrets, ['hunter2', 'tulips-in-spring-4', 'Qw8-rTz-51x', 's3cr3t!pw']);
  });

  it('leaves configuration alone', () => {
    const lines = [
      'PORT=3000',
      'BIG_NUMBER=1234567890',
      'NODE_ENV=development',
      'DEBUG=true',
      'FEATURE_ENABLED=false',
      'HOST=db.internal.example.com',
      'HOST_PORT=localhost:5432',
      'ADDRESS=192.168.100.200',
      'API_URL=https://api.example.com/v1/items',
      'DATA_DIR=/var/lib/app/data',
      'REGION=eu-central-1',
      'APP_NAME=my-great-application',
      'LOG_LEVEL=information',
      'PASSWORD=changeme',
      'ADMIN_PASSWORD=password',
      'DB_PASSWORD=postgres',
      'API_KEY=<your key>',
      `TOKEN=${'$'}{OTHER_TOKEN}`,
      'SHORT_SECRET=abc',
      'TOKEN_TTL=3600',
      'GREETING=Hello there, dear users',
    ];
    for (const line of lines) assert.deepEqual(dotenvSecrets(line), [], line);
  });
});

describe('redaction/encodings', () => {
  const value = `q"7&k/é ${'zt'}4+x`;
  const shown = (text: string) => {
    const redactor = createRedactor();
    redactor.setKnownValues([value]);
    const { hidden, safe } = redactor.redact({ text });
    assert.equal(redactor.restore(safe.text), text);
    return hidden.map(({ range }) => text.slice(range.start, range.end));
  };
  const bytes = Buffer.from(value);
  const forms: Record<string, string> = {
    plain: value,
    JSON: JSON.stringify(value).slice(1, -1),
    'JSON with escaped slashes': JSON.stringify(value).slice(1, -1).replace('/', '\\/'),
    markup: value.replace('&', '&amp;').replace('"', '&quot;'),
    'percent encoding': encodeURIComponent(value),
    'percent encoding in small letters': encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()),
    'a form field': new URLSearchParams([['', value]]).toString().slice(1),
    hex: bytes.toString('hex'),
    'hex in capitals': bytes.toString('hex').toUpperCase(),
    base64: bytes.toString('base64'),
    'base64 without padding': bytes.toString('base64').replace(/=+$/, ''),
    'base64 for addresses': bytes.toString('base64url'),
    'base64 behind one byte': Buffer.from(`a${value}`).toString('base64'),
    'base64 between others': Buffer.from(`ab${value}cde`).toString('base64'),
  };
  for (const [what, form] of Object.entries(forms)) {
    it(`hides a known value as ${what}`, () => assert.deepEqual(shown(`f( ${form} )`), [form]));
  }

  it('takes no part of a word for a short value', () => {
    const redactor = createRedactor();
    redactor.setKnownValues(['kite7']);
    assert.deepEqual(redactor.redact({ text: 'kite77 xkite7 a2l0ZTdx 6b6974653737' }).hidden, []);
  });
});
