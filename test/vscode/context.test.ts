// Other files on their way into a prompt in VS Code: found by the index, counted in the status, without what is secret; and
// what of them lies on the disk. The model has random weights, since what it answers does not matter here.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastPrompt } from '../support/hidden.ts';
import { everythingKept } from '../support/kept.ts';
import { randomModel } from '../support/randomModel.ts';
import { noise } from '../support/secrets.ts';
import { openWindow, type VsCodeWindow } from '../support/vscode.ts';
import { eventually, pause } from '../support/wait.ts';

const word = (seed: number): string => `w${noise(10, 'abcdefghkmnpqrstuvw', seed)}`;
const secrets = { env: `hX7!${noise(14, undefined, 4)}`, code: `qZ3!${noise(14, undefined, 5)}` };
const names = { used: word(1), field: word(2), later: word(3), ignored: word(6), unsaved: word(8) };

/** Longer than the pause in typing after which the place is looked at. */
const restMs = 3_000;

const library = `export interface ${names.used}Options {
  ${names.field}: string;
  password: string;
}

export function ${names.used}(options: ${names.used}Options, password = '${secrets.code}'): string {
  return options.${names.field} + password;
}
`;
const own = `import { ${names.used} } from './library';

export function main(): string {
  
}
`;

describe('other files in VS Code', () => {
  let window: VsCodeWindow;

  before(async () => {
    window = await openWindow({
      files: {
        'own.ts': own,
        'library.ts': library,
        'empty.ts': 'export {};\n',
        '.env': `SERVICE_PASSWORD=${secrets.env}\n`,
        'copy.txt': `SERVICE_PASSWORD=${secrets.env}\nSERVICE_TOKEN=${noise(24, undefined, 11)}\n`,
        '.gitignore': 'ignored.ts\n',
        'ignored.ts': `export const ${names.ignored} = 1;\n`,
        'hidden.ts': `export const ${names.ignored} = 1;\n`,
      },
      settings: {
        'sotto.model': await randomModel({ vocabulary: 'Qwen2.5-Coder' }),
        'files.exclude': { '**/hidden.ts': true },
      },
      logLevel: 'trace',
    });
    await eventually(
      'the index',
      () => window.log(),
      (log) => /index: structure of \d+ files/.test(log),
    );
  });

  after(() => window.dispose());

  /** Types at the place in `own.ts` until the last prompt shows more than so many pieces; what the status says of it. */
  async function promptShowsMoreThan(pieces: number): Promise<string> {
    await window.open('own.ts', 3, 2);
    let said = '';
    for (const text of ['return ', `${names.used}(`, ' value', ' and', ' more']) {
      await window.type(text);
      // Other files are looked for while nobody types.
      await pause(restMs);
      said = await lastPrompt(window);
      if (piecesIn(said) > pieces) return said;
    }
    return assert.fail(`never more than ${pieces}: ${said}`);
  }

  it('counts files by reason in the log, and names none', () => {
    const [said = ''] = /index: structure of .*/.exec(window.log()) ?? [];
    assert.match(said, /structure of 4 files .*left out: .*secret file/);
    for (const name of ['library', 'copy', 'ignored.ts']) assert.ok(!said.includes(name), said);
  });

  let pieces = 0;

  it('shows a prompt pieces of other files, without their secrets', async () => {
    const said = await promptShowsMoreThan(0);
    assert.match(said, /[1-9] secrets? hidden from the model/);
    pieces = piecesIn(said);
  });

  it('follows a file that came later, and one that is not saved', async () => {
    await window.open('empty.ts', 0, 0);
    await window.type(`export function ${names.unsaved}(): void {}`);
    await window.open('own.ts', 1, 0);
    await window.type(`import { ${names.unsaved} } from './empty';\n`);
    await promptShowsMoreThan(pieces);
  });

  it('keeps hashes, paths and offsets in its index, for its owner alone', async () => {
    const [path = ''] = await eventually(
      'the stored index',
      () => indexFiles(window),
      (found) => found.length > 0,
    );
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const stored = readFileSync(path, 'latin1');
    assert.ok(stored.includes('library.ts'), 'this is no index');
    for (const name of [...Object.values(names), ...Object.values(secrets)]) assert.ok(!stored.includes(name), name);
    for (const secret of ['.env', 'copy.txt', 'ignored.ts', 'hidden.ts']) assert.ok(!stored.includes(secret), secret);
  });

  it('keeps no word of other files in its logs and its storage', async () => {
    const kept = await everythingKept(window);
    for (const name of [...Object.values(names), ...Object.values(secrets)])
      assert.ok(!kept.some((text) => text.includes(name)), `${name} was kept`);
  });

  it('logs no error', () => {
    assert.deepEqual(window.loggedErrors(), []);
  });
});

function piecesIn(said: string): number {
  return Number(/(\d+) pieces? of other files/.exec(said)?.[1] ?? 0);
}

function indexFiles({ dataFolder }: VsCodeWindow): string[] {
  const entries = readdirSync(dataFolder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /sotto/i.test(entry.parentPath) && entry.name.startsWith('index'))
    .map((entry) => join(entry.parentPath, entry.name));
}
