// The parsing thread as it ships: its own bundle, started from a file, fed by edits; and its limits.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Bindings, createBindings } from '../../src/context/bindings.ts';
import { grammarFile, runtimeFile } from '../../src/context/grammars.ts';
import { startSyntaxThread } from '../../src/context/startSyntaxThread.ts';
import type { SyntaxReply } from '../../src/context/syntaxMessages.ts';
import { createSyntaxServer } from '../../src/context/syntaxServer.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';
import { noise } from '../support/secrets.ts';
import { createTestParser, grammarPath, secretNames, written } from '../support/syntax.ts';
import { eventually } from '../support/wait.ts';

describe('the parsing thread', () => {
  let folder: string;
  let bindings: Bindings;
  const errors: unknown[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-syntax-'));
    const scriptPath = join(folder, 'syntax.mjs');
    const entryPoints = ['src/context/syntaxThread.ts'];
    await build({ entryPoints, outfile: scriptPath, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    for (const file of [runtimeFile, grammarFile('typescript')]) copyFileSync(grammarPath(file), join(folder, file));
    bindings = createBindings({
      startThread: () => startSyntaxThread({ scriptPath, grammarFolder: folder }),
      onError: (error) => errors.push(error),
      now: () => performance.now(),
    });
  });

  after(() => {
    bindings.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds what the lines alone do not tell, and follows the edits', async () => {
    const value = `hX7!${noise(6)}`;
    const text = `options.password\n  .from("a", "b");\nclient.login({ password:\n    // as agreed\n    "${value}" });\n`;
    const of = (given: string) => bindings.bindingsOf('document', 'typescript', given);
    const isHidden = (given: string): boolean => {
      const bound = of(given);
      const { safe } = createRedactor().redact({ text: given, ...(bound && { bindings: bound }) });
      return !safe.text.includes(value);
    };
    assert.ok(!isHidden(text));
    await eventually('the secret to be hidden', () => isHidden(text));
    const edited = `const x = 1;\n${text}`;
    assert.ok(isHidden(edited));
    const renamed = edited.replace('{ password:', '{ label:');
    await eventually('the new name to count', () => of(renamed)?.length === 0);
    assert.deepEqual(errors, []);
  });

  it('judges an answer in the document as it stands, also right behind a key, and knows no other text', async () => {
    const text = 'function f() {\n  const a = \n}\n';
    const judge = (given: string, inserted: string) => {
      const start = given.indexOf('= ') + 2;
      const candidates = [{ inserted, length: inserted.length, oldEnd: start }];
      return bindings.judge('judged', given, { start, candidates });
    };
    bindings.bindingsOf('judged', 'typescript', text);
    await bindings.settled('judged');
    assert.equal(await judge(text, 'g(1);'), 0);
    assert.equal(await judge(text, 'g h i'), -1);
    const typed = text.replace('a =', 'ab =');
    bindings.bindingsOf('judged', 'typescript', typed);
    assert.equal(await judge(typed, 'g(1);'), 0);
    assert.equal(await judge(text, 'g(1);'), undefined);
    assert.equal(await bindings.placeAt('judged', typed, typed.indexOf('const')), 'code');
    assert.equal(await bindings.placeAt('judged', text, 0), undefined);
    assert.equal(await bindings.judge('unknown', text, { start: 0, candidates: [] }), undefined);
  });

  it('says which grammar is missing, and goes on', async () => {
    bindings.bindingsOf('rusty', 'rust', 'const X: u8 = 1;');
    await eventually('the failure', () => errors.length > 0);
    assert.match(String(errors[0]), /tree-sitter-rust\.wasm/);
    const text = 'const token = "v1";';
    await eventually('the answer', () => bindings.bindingsOf('next', 'typescript', text)?.length === 1);
    const [found = assert.fail()] = bindings.bindingsOf('next', 'typescript', text) ?? [];
    assert.equal(written(text, found), 'assignment token = "v1"');
  });
});

describe('the parsing server', () => {
  const edit = (text: string, id: number) =>
    ({ kind: 'edit', id, key: 'a', languageId: 'typescript', start: 0, oldEnd: 0, inserted: text }) as const;

  function createServer(now: () => number) {
    const replies: SyntaxReply[] = [];
    const take = createSyntaxServer({
      parser: createTestParser(),
      names: secretNames,
      reply: (reply) => replies.push(reply),
      now,
    });
    return { take, replies };
  }

  it('gives up a text that takes too long, and leaves it alone for a while', async () => {
    let nowMs = 0;
    let stepMs = 1000;
    const { take, replies } = createServer(() => {
      nowMs += stepMs;
      return nowMs;
    });
    const text = readFileSync('src/completion/complete.ts', 'utf8');
    await take(edit(text, 1));
    stepMs = 0;
    await take(edit(' ', 2));
    nowMs += 31_000;
    await take(edit('const password = "v1";', 3));
    assert.deepEqual(
      replies.map((reply) => reply.kind === 'bindings' && reply.bindings?.length),
      [undefined, undefined, 1],
    );
  });

  it('answers for a megabyte of open brackets, quotes and names', async () => {
    const { take, replies } = createServer(() => performance.now());
    const lines = ['password = "', 'f(token, [', '{ secret: `${', "login('", '/* key = "x"'];
    let text = '';
    for (let index = 0; text.length < 1_000_000; index++) text += `${lines[index % lines.length]}\n`;
    await take(edit(text, 1));
    assert.equal(replies.length, 1);
  });
});
