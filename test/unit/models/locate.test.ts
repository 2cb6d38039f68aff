// The setting `sotto.model` becomes a checked file, or one clear error with an action.

import assert from 'node:assert/strict';
import { normalize } from 'node:path';
import type { Metadata } from '../../../scripts/gguf/write.ts';
import { type UserAction, UserError, type UserErrorCode } from '../../../src/base/errors.ts';
import { locateModel, type ModelChoice } from '../../../src/models/locate.ts';
import { createMemoryModelFiles, ggufBytes, type MemoryEntry } from '../../support/memoryModelFiles.ts';

/** The path as this system writes it. */
const at = normalize;

const metadata: Metadata = [['general.architecture', { type: 'string', value: 'llama' }]];
const model: MemoryEntry = { bytes: ggufBytes(metadata) };
const whole = ggufBytes(metadata);

const choice: ModelChoice = {
  setting: '',
  starterPath: at('/extension/models/starter.gguf'),
  homeFolder: at('/home/ada'),
  workspaceFolders: [at('/project/app')],
  allowedPaths: new Set(),
};

const disk: Readonly<Record<string, MemoryEntry>> = {
  [at('/extension/models/starter.gguf')]: model,
  [at('/home/ada/own.gguf')]: model,
  [at('/home/ada/to-space.gguf')]: { link: at('/project/app/evil.gguf') },
  [at('/project/app/evil.gguf')]: model,
  [at('/project/app/to-home.gguf')]: { link: at('/home/ada/own.gguf') },
  [at('/project/app-two/other.gguf')]: model,
  [at('/models')]: { kind: 'folder' },
  [at('/models/pipe.gguf')]: { kind: 'other' },
  [at('/models/locked.gguf')]: { error: 'EACCES' },
  [at('/models/empty.gguf')]: { bytes: new Uint8Array() },
  [at('/models/text.gguf')]: { bytes: Buffer.from('not a model at all') },
  [at('/models/cut.gguf')]: { bytes: whole.slice(0, whole.byteLength - 1) },
  [at('/models/old.gguf')]: {
    bytes: Uint8Array.from([0x47, 0x47, 0x55, 0x46, 1, 0, 0, 0, ...new Array<number>(16).fill(0)]),
  },
  [at('/models/vocabulary.gguf')]: { bytes: ggufBytes(metadata, []) },
  [at('/models/part.gguf')]: { bytes: ggufBytes([['split.count', { type: 'uint32', value: 3 }]]) },
  [at('/models/whole.gguf')]: { bytes: ggufBytes([['split.count', { type: 'uint32', value: 1 }]]) },
};

async function locate(setting: string, more: Partial<ModelChoice> = {}) {
  const files = createMemoryModelFiles(disk);
  try {
    return await locateModel({ ...choice, setting, ...more }, files);
  } finally {
    assert.equal(files.openCount, 0, 'each opened file is closed');
  }
}

async function assertRefused(setting: string, code: UserErrorCode, action: UserAction): Promise<void> {
  await assert.rejects(locate(setting), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.code, code);
    assert.equal(error.action, action);
    assert.ok(error.message.includes(at(setting.replace('~', '/home/ada'))), 'the sentence names the file');
    return true;
  });
}

describe('locateModel', () => {
  it('takes the starter model when nothing is set, even inside a workspace folder', async () => {
    for (const workspaceFolders of [[at('/project/app')], [at('/extension')]]) {
      const found = await locate('  ', { workspaceFolders });
      assert.equal(found.path, at('/extension/models/starter.gguf'));
      assert.equal(found.isStarter, true);
      assert.equal(found.header.metadata.get('general.architecture')?.value, 'llama');
    }
  });

  it('takes an absolute path and one from the home folder', async () => {
    assert.equal((await locate(at('/home/ada/own.gguf'))).path, at('/home/ada/own.gguf'));
    assert.equal((await locate('~/own.gguf')).path, at('/home/ada/own.gguf'));
    assert.equal((await locate(at('/models/whole.gguf'))).isStarter, false);
  });

  it('refuses a relative path', async () => {
    await assertRefused('models/own.gguf', 'model-missing', 'choose-model');
  });

  it('says what is wrong with the file', async () => {
    const wrong: Readonly<Record<string, UserErrorCode>> = {
      [at('/models/none.gguf')]: 'model-missing',
      '~/none.gguf': 'model-missing',
      [at('/models')]: 'model-unreadable',
      [at('/models/pipe.gguf')]: 'model-unreadable',
      [at('/models/locked.gguf')]: 'model-unreadable',
      [at('/models/empty.gguf')]: 'model-not-gguf',
      [at('/models/text.gguf')]: 'model-not-gguf',
      [at('/models/cut.gguf')]: 'model-truncated',
      [at('/models/old.gguf')]: 'model-unsupported',
      [at('/models/vocabulary.gguf')]: 'model-unsupported',
      [at('/models/part.gguf')]: 'model-unsupported',
    };
    for (const [setting, code] of Object.entries(wrong)) await assertRefused(setting, code, 'use-starter-model');
  });

  it('offers another file when the starter model itself is missing', async () => {
    await assert.rejects(locate('', { starterPath: at('/gone.gguf') }), {
      code: 'model-missing',
      action: 'choose-model',
    });
  });

  it('asks before it loads a file from a workspace folder, by whatever way it is reached', async () => {
    await assertRefused(at('/project/app/evil.gguf'), 'model-needs-consent', 'allow-model');
    await assert.rejects(locate(at('/home/ada/to-space.gguf')), { code: 'model-needs-consent' });
    await assert.rejects(locate(at('/project/app/to-home.gguf')), { code: 'model-needs-consent' });
    await assert.rejects(locate(at('/project/app-two/../app/evil.gguf')), { code: 'model-needs-consent' });
    assert.equal((await locate(at('/project/app-two/other.gguf'))).path, at('/project/app-two/other.gguf'));
  });

  it('loads just the file that was allowed', async () => {
    const allowedPaths = new Set([at('/project/app/evil.gguf')]);
    assert.equal((await locate(at('/project/app/evil.gguf'), { allowedPaths })).path, at('/project/app/evil.gguf'));
    await assert.rejects(locate(at('/project/app/to-home.gguf'), { allowedPaths }), { code: 'model-needs-consent' });
  });
});
