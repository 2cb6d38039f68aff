// Which values of a dotenv file are worth hiding, and how such a file is read.

import assert from 'node:assert/strict';
import { dotenvSecrets, parseDotenv } from '../../../src/redaction/knownValues.ts';

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
