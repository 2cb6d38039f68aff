// The check of a model file on the real disk: what is written whole passes, and what the disk holds otherwise does not.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserErrorCode } from '../../src/base/errors.ts';
import { type LocatedModel, locateModel } from '../../src/models/locate.ts';
import { createModelFiles } from '../../src/models/modelFiles.ts';
import { randomModel } from '../support/randomModel.ts';

describe('a model file on the disk', () => {
  let folder: string;
  let model: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-disk-'));
    model = await randomModel({ vocabulary: 'Granite' });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function locate(setting: string): Promise<LocatedModel> {
    const workspaceFolders = [join(folder, 'workspace')];
    const choice = { setting, starterPath: '', homeFolder: folder, workspaceFolders, allowedPaths: new Set<string>() };
    return locateModel(choice, createModelFiles());
  }
  const refused = (setting: string, code: UserErrorCode): Promise<void> => assert.rejects(locate(setting), { code });

  it('passes when it is whole', async () => {
    const { header, isStarter } = await locate(model);
    assert.equal(isStarter, false);
    assert.equal(header.metadata.get('general.basename')?.value, 'Granite');
    assert.ok(header.tensors.length > 0);
  });

  it('is refused when it was cut off, is a folder or is not there', async () => {
    const bytes = readFileSync(model);
    writeFileSync(join(folder, 'cut.gguf'), bytes.subarray(0, bytes.byteLength - 1));
    await refused('~/cut.gguf', 'model-truncated');
    await refused('~', 'model-unreadable');
    await refused('~/none.gguf', 'model-missing');
    await refused('~/cut.gguf/none.gguf', 'model-missing');
  });

  it('needs consent when a link in a workspace folder leads to it', async () => {
    mkdirSync(join(folder, 'workspace'));
    const linked = join(folder, 'workspace', 'linked.gguf');
    // Windows lets only some users make links.
    if (process.platform === 'win32') writeFileSync(linked, readFileSync(model));
    else symlinkSync(model, linked);
    await refused(linked, 'model-needs-consent');
  });
});

describe('randomModel', () => {
  it('writes the same bytes for the same seed, and others for another', async () => {
    const first = readFileSync(await randomModel({ vocabulary: 'Mellum', seed: 3 }));
    rmSync(await randomModel({ vocabulary: 'Mellum', seed: 3 }));
    assert.ok(first.equals(readFileSync(await randomModel({ vocabulary: 'Mellum', seed: 3 }))));
    assert.ok(!first.equals(readFileSync(await randomModel({ vocabulary: 'Mellum', seed: 4 }))));
  });
});
