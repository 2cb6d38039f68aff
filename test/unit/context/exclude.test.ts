// Which files the model may see: secret rules first and last, ignore files as git reads them, and no stale permission.

import assert from 'node:assert/strict';
import { isEnvFile, readEnvValues } from '../../../src/context/envFiles.ts';
import { createExclusion, type Exclusion, type ExclusionRules } from '../../../src/context/exclude.ts';
import type { FileRef, Workspace } from '../../../src/context/workspace.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { noise } from '../../support/secrets.ts';

const noRules: ExclusionRules = { excludeFiles: [], allowFiles: [] };

function file(path: string, more: Partial<FileRef> = {}): FileRef {
  return { scheme: 'file', path, languageId: 'typescript', ...more };
}

/** `ok`, `secret`, `by:NAME` or `others:NAME` (suggestions in the file itself are fine). */
function name(exclusion: Exclusion): string {
  if (exclusion.kind !== 'excluded') return exclusion.kind;
  return `${exclusion.ownSuggestions ? 'others' : 'by'}:${exclusion.by}`;
}

async function check(
  workspace: Workspace,
  expected: Readonly<Record<string, string>>,
  rules: ExclusionRules = noRules,
): Promise<void> {
  const exclusion = createExclusion(workspace, rules);
  for (const [path, outcome] of Object.entries(expected))
    assert.equal(name(await exclusion.decide(file(path))), outcome, path);
}

const dotenvText = `PORT=3000\nDB_PASSWORD=hX7!${noise(8)}\n`;

describe('context/exclude', () => {
  it('blocks secret files by path, whatever their case, and leaves the rest open', () =>
    check(memoryWorkspace(), {
      '/w/.env': 'secret',
      '/w/a/.ENV.Local': 'secret',
      '/w/id_rsa': 'secret',
      '/w/a.ts': 'ok',
      '/w/.env.example': 'ok',
    }));

  it('blocks a link to a secret file, and a secret name that links to something else', async () => {
    const workspace = memoryWorkspace();
    workspace.links.set('/w/settings.txt', '/w/.env');
    workspace.links.set('/w/.env.local', '/w/plain.txt');
    await check(workspace, { '/w/settings.txt': 'secret', '/w/.env.local': 'secret' });
  });

  it('blocks by language id and by content, under any name', async () => {
    const exclusion = createExclusion(memoryWorkspace(), noRules);
    const untitled = file('Untitled-1', { scheme: 'untitled', languageId: 'plaintext' });
    assert.deepEqual(await exclusion.decide(file('Untitled-1', { scheme: 'untitled', languageId: 'dotenv' })), {
      kind: 'secret',
      rule: 'dotenv',
    });
    assert.deepEqual(await exclusion.decide(untitled, dotenvText), { kind: 'secret', rule: 'dotenv-content' });
    assert.deepEqual(await exclusion.decide(untitled, 'PORT=3000\n'), { kind: 'ok' });
    assert.equal((await exclusion.decide(file('/w/notes.txt'), dotenvText)).kind, 'secret');
    assert.equal((await exclusion.decide(file('/w/.env.example'), dotenvText)).kind, 'ok');
  });

  it('takes documents that are files, and none that only quote them', async () => {
    const exclusion = createExclusion(memoryWorkspace(), noRules);
    for (const scheme of ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-notebook-cell', 'vscode-scm']) {
      assert.equal((await exclusion.decide(file('/w/a.ts', { scheme }))).kind, 'ok', scheme);
    }
    for (const scheme of ['git', 'output', 'gitlens', 'debug', 'search-editor', 'chat-editing-text-model']) {
      assert.equal(name(await exclusion.decide(file('/w/a.ts', { scheme }))), `by:its kind (${scheme})`);
      assert.equal((await exclusion.decide(file('/w/.env', { scheme }))).kind, 'secret', scheme);
    }
  });

  it('reads ignore files on every level as git does', () =>
    check(
      memoryWorkspace({
        '/w/.gitignore': '*.out\n!keep.out\nbuild/\n/only-here.ts\n# comment\n',
        '/w/build/.gitignore': '!important.ts\n',
        '/w/sub/.gitignore': '!a.out\nnested.ts\n',
      }),
      {
        '/w/x.out': 'others:.gitignore',
        '/w/deep/er/x.out': 'others:.gitignore',
        '/w/keep.out': 'ok',
        '/w/build/important.ts': 'others:.gitignore',
        '/w/only-here.ts': 'others:.gitignore',
        '/w/sub/only-here.ts': 'ok',
        '/w/sub/a.out': 'ok',
        '/w/sub/b.out': 'others:.gitignore',
        '/w/sub/nested.ts': 'others:.gitignore',
        '/w/sub/deeper/nested.ts': 'others:.gitignore',
        '/w/nested.ts': 'ok',
        '/elsewhere/x.out': 'ok',
      },
    ));

  for (const ignoreName of [
    '.aiexclude',
    '.cursorignore',
    '.codeiumignore',
    '.aiderignore',
    '.llmignore',
    '.continueignore',
    '.sottoignore',
  ]) {
    it(`honours ${ignoreName} for the file itself too`, () =>
      check(memoryWorkspace({ [`/w/${ignoreName}`]: 'private/\n', '/w/.gitignore': '!private/\nprivate/also.ts\n' }), {
        '/w/private/a.ts': `by:${ignoreName}`,
        '/w/private/also.ts': `by:${ignoreName}`,
        '/w/a.ts': 'ok',
      }));
  }

  it('no file of a repository reopens a secret rule; the user’s own setting does', async () => {
    const files = { '/w/.gitignore': '!.env\n!*.pem\n', '/w/.sottoignore': '!.env\n' };
    await check(memoryWorkspace(files), { '/w/.env': 'secret', '/w/a.pem': 'secret' });
    await check(
      memoryWorkspace(files),
      { '/w/.env': 'secret', '/w/test/a.pem': 'ok', '/w/a.pem': 'secret' },
      { excludeFiles: [], allowFiles: ['test/*.pem'] },
    );
  });

  it('an allowed name does not open the secret file that it links to', async () => {
    const workspace = memoryWorkspace();
    workspace.links.set('/w/test/a.pem', '/home/me/.ssh/id_rsa');
    await check(workspace, { '/w/test/a.pem': 'secret' }, { excludeFiles: [], allowFiles: ['test/*.pem'] });
  });

  it('honours the user’s own patterns, outside of the folders too', () =>
    check(
      memoryWorkspace(),
      {
        '/w/a.gen.ts': 'by:the setting sotto.excludeFiles',
        '/x/b.gen.ts': 'by:the setting sotto.excludeFiles',
        '/w/a.ts': 'ok',
      },
      {
        excludeFiles: ['*.gen.ts'],
        allowFiles: [],
      },
    ));

  it('takes patterns that nothing can match, and globs without end, for what they are', () =>
    check(
      memoryWorkspace({ '/w/.gitignore': `${'a'.repeat(100_000)}\r\n*.log\n` }),
      { '/w/a.ts': 'ok', '/w/a.log': 'others:.gitignore', '/w/b.tmp': 'others:the setting files.exclude' },
      { ...noRules, filesExclude: { ['{a,b}'.repeat(60)]: true, '*.{t{m,}p,bak}': true } },
    ));

  it('reads the rules of the folder that a path belongs to, in several folders and through links', async () => {
    const workspace = memoryWorkspace({ '/v/.gitignore': 'a.ts\n', '/real/.aiexclude': 'x/\n' }, ['/w', '/v', '/link']);
    workspace.links.set('/link', '/real');
    workspace.links.set('/w/b.ts', '/real/x/b.ts');
    await check(workspace, { '/w/a.ts': 'ok', '/v/a.ts': 'others:.gitignore', '/w/b.ts': 'by:.aiexclude' });
  });

  it('asks the disk at most every two seconds, and never serves an older permission', async () => {
    const workspace = memoryWorkspace({ '/w/.gitignore': '' });
    let clock = 0;
    const exclusion = createExclusion(workspace, noRules, { now: () => clock });
    await exclusion.decide(file('/w/a.ts'));
    const { reads } = workspace;
    workspace.links.set('/w/a.ts', '/w/.env');
    clock = 1999;
    await exclusion.decide(file('/w/a.ts'));
    assert.equal(workspace.reads, reads);
    clock = 2000;
    assert.equal((await exclusion.decide(file('/w/a.ts'))).kind, 'secret');
  });

  it('forgets at once what it is told has changed, also while it is reading', async () => {
    const workspace = memoryWorkspace({ '/w/.gitignore': '' });
    const exclusion = createExclusion(workspace, noRules, { now: () => 0 });
    assert.equal((await exclusion.decide(file('/w/sub/a.ts'))).kind, 'ok');
    workspace.files.set('/w/.gitignore', 'a.ts\n');
    assert.equal((await exclusion.decide(file('/w/sub/a.ts'))).kind, 'ok');
    exclusion.invalidate('/w/.gitignore');
    assert.equal((await exclusion.decide(file('/w/sub/a.ts'))).kind, 'excluded');

    const reading = exclusion.decide(file('/w/b.ts'));
    workspace.links.set('/w/b.ts', '/w/.env');
    exclusion.invalidate();
    await reading;
    assert.equal((await exclusion.decide(file('/w/b.ts'))).kind, 'secret');
    exclusion.dispose();
  });

  it('asks once for many requests at the same time', async () => {
    const workspace = memoryWorkspace();
    const exclusion = createExclusion(workspace, noRules, { now: () => 0 });
    const one = await Promise.all([
      exclusion.decide(file('/w/a.ts')),
      exclusion.decide(file('/w/a.ts')),
      exclusion.decide(file('/w/a.ts')),
    ]);
    assert.deepEqual(one.map(name), ['ok', 'ok', 'ok']);
    const { reads } = workspace;
    await exclusion.decide(file('/w/a.ts'));
    assert.equal(workspace.reads, reads);
  });

  it('a failing file system is no permission, and is asked again', async () => {
    const workspace = memoryWorkspace();
    let fails = true;
    const failing: Workspace = {
      ...workspace,
      realPath: async (path) => (fails ? Promise.reject(new Error('gone')) : workspace.realPath(path)),
    };
    const exclusion = createExclusion(failing, noRules, { now: () => 0 });
    await assert.rejects(exclusion.decide(file('/w/a.ts')), /gone/);
    fails = false;
    assert.equal((await exclusion.decide(file('/w/a.ts'))).kind, 'ok');
  });
});

describe('context/envFiles', () => {
  it('reads the values of all dotenv files of the workspace, once each', async () => {
    const workspace = memoryWorkspace({
      '/w/.env': 'DB_PASSWORD=hunter2\nPORT=3000',
      '/w/a/.env.local': 'TOKEN=qT7-aa\nDB_PASSWORD=hunter2',
      '/w/b.ts': 'TOKEN=not-this-1',
    });
    assert.deepEqual(await readEnvValues(workspace), ['hunter2', 'qT7-aa']);
  });

  it('knows which files to watch', () => {
    for (const path of ['/w/.env', 'C:\\w\\.ENV.local', '.envrc']) assert.equal(isEnvFile(path), true, path);
    for (const path of ['/w/.env.example', '/w/env.ts', '/w/.env/a.ts']) assert.equal(isEnvFile(path), false, path);
  });
});
