// No secret of another file gets into a prompt: whole files by the rules, values by redaction of the whole before it is cut.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Binding } from '../../../src/base/range.ts';
import { linesWith, otherFiles, whole } from '../../support/otherFiles.ts';
import { knownPlants, plants } from '../../support/plants.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

const canary = `hX7!${noise(14)}`;
const filler = (name: string) =>
  Array.from({ length: 4 }, (_, i) => `export const ${name}${i} = compute(${i});\n`).join('');

/** Six characters of a secret are as good as all of them. */
function assertAbsent(secret: string, shown: readonly string[]): void {
  const everything = shown.join('\n');
  for (let start = 0; start + 6 <= secret.length; start++)
    assert.ok(!everything.includes(secret.slice(start, start + 6)), 'a piece of a planted value shows');
}

describe('context/collect, secrets', () => {
  it('shows nothing of files that are secret, excluded or ignored, whatever the index still knows', async () => {
    const dotenv = `SERVICE_PASSWORD=${canary}\nSERVICE_TOKEN=${noise(24, undefined, 11)}\n`;
    const files = {
      '/w/.env': dotenv,
      '/w/notes.ts': dotenv,
      '/w/id_rsa': armoredKey(),
      '/w/private/a.ts': filler('shut'),
      '/w/dist/b.ts': filler('made'),
      '/w/setting.ts': filler('asked'),
      '/w/.gitignore': 'dist/\n',
      '/w/.sottoignore': 'private/\n',
      '/w/open.ts': filler('open'),
    };
    const all = otherFiles(files);
    all.exclude({ excludeFiles: ['setting.ts'] });
    all.found = Object.keys(files).map((path) => whole(files, path));
    await all.rest();
    assert.deepEqual(
      (await all.shown()).map((text) => text.split('\n')[0]),
      ['.gitignore', '.sottoignore', 'open.ts'],
    );
  });

  const shutOut = async () => {
    const all = otherFiles({ '/w/a.ts': filler('a'), '/w/b.ts': filler('b') });
    await all.rest();
    all.workspace.files.set('/w/.sottoignore', 'a.ts\n');
    all.exclude({});
    const paths = async () => (await all.shown()).map((text) => text.slice(0, 4)).join(' ');
    return { all, paths };
  };

  it('takes a file out of the prompts from the moment it is shut out', async () => {
    const { all, paths } = await shutOut();
    all.collector.recheck();
    assert.equal(await paths(), 'b.ts');
  });

  it('takes a file out of the first prompt after a while, where nobody told that it is shut out', async () => {
    const { all, paths } = await shutOut();
    all.nowMs = 5_000;
    assert.equal(await paths(), 'b.ts');
  });

  it('takes a file out beside the keys, where nobody told that it is shut out', async () => {
    const { all, paths } = await shutOut();
    all.nowMs = 1_000;
    assert.equal(await paths(), 'a.ts b.ts');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await paths(), 'b.ts');
  });

  it('holds nothing as allowed that was decided on before the rules changed', async () => {
    const all = otherFiles({ '/w/a.ts': filler('a'), '/w/b.ts': filler('b') });
    const { readText } = all.workspace;
    all.workspace.readText = (path, maxBytes) => {
      // By now the other one is read.
      if (path === '/w/b.ts') {
        all.exclude({ excludeFiles: ['a.ts'] });
        all.collector.recheck();
      }
      return readText(path, maxBytes);
    };
    await all.rest();
    assert.deepEqual(
      (await all.shown()).map((text) => text.slice(0, 4)),
      ['b.ts'],
    );
  });

  it('takes a file that became secret after it was indexed for what it is now', async () => {
    const text = filler('a');
    const all = otherFiles({ '/w/a.ts': text });
    await all.rest();
    const secret = `PASSWORD=${canary}\nTOKEN=${noise(30, undefined, 3)}\n`;
    all.workspace.files.set('/w/a.ts', secret.padEnd(text.length, '\n').slice(0, text.length));
    await all.rest();
    assert.deepEqual(await all.shown(), []);
  });

  for (const [title, words] of [
    ['cut off at its end', ['const before', 'BEGIN']],
    ['cut off at its beginning', ['END', 'const behind']],
    ['cut out of its middle', [noise(64, undefined, 2), 'const behind']],
    ['left out between two pieces', ['const before', 'const behind']],
  ] as const) {
    it(`hides a private key that is ${title} by the pieces’ edges`, async () => {
      const text = `const before = 1;\nconst key = \`${armoredKey()}\`;\nconst behind = 2;\n`;
      const all = otherFiles({ '/w/key.ts': text });
      all.found = [linesWith('/w/key.ts', text, ...words)];
      await all.rest();
      const shown = await all.shown();
      assert.equal(shown.length, 1);
      for (const line of armoredKey().split('\n')) assertAbsent(line, shown);
    });
  }

  it('hides a value whose name stands in a line that was not taken along', async () => {
    const text = `const password =\n  '${canary}';\nuse();\n`;
    const all = otherFiles({ '/w/a.ts': text });
    all.found = [linesWith('/w/a.ts', text, canary)];
    await all.rest();
    const [held] = await all.collector.held('a');
    assertAbsent(canary, await all.shown());
    assert.equal(held?.parts[0]?.hiddenRules.length, 1);
  });

  it('hides what only the syntax tree binds to its name', async () => {
    const text = `const password =\n\n\n\n\n  '${canary}';\nuse();\n`;
    const at = text.indexOf(canary);
    const bound: Binding = {
      nameRange: { start: 6, end: 14 },
      valueRange: { start: at, end: at + canary.length },
      kind: 'assignment',
    };
    const asked: string[] = [];
    const syntax = {
      bindingsOf(key: string, _: string, parsed: string) {
        asked.push(key);
        return parsed === text ? [bound] : undefined;
      },
      settled: async () => undefined,
      forget: (key: string) => void asked.push(`forget ${key}`),
    };
    const all = otherFiles({ '/w/a.ts': text }, { syntax });
    await all.rest();
    assertAbsent(canary, await all.shown());
    assert.equal(asked.at(-1), `forget ${asked[0]}`);
  });

  it('hides a secret in the path', async () => {
    const token = `ghp_${noise(36)}`;
    const all = otherFiles({ [`/w/${token}/a.ts`]: filler('a') });
    await all.rest();
    assert.equal((await all.shown()).length, 1);
    assertAbsent(token.slice(4), await all.shown());
  });

  it('shows nothing that was read before a value became known as secret', async () => {
    const value = `quiet ${noise(10)}`;
    const all = otherFiles({ '/w/a.ts': `greet('${value}');\n` });
    await all.rest();
    assert.match((await all.shown()).join(), new RegExp(value));
    all.redactor.setKnownValues([value]);
    all.collector.invalidate();
    assert.deepEqual(await all.shown(), []);
    await all.rest();
    assert.equal((await all.shown()).length, 1);
    assertAbsent(value.slice(6), await all.shown());
  });

  it('holds nothing that was being read while a value became known as secret', async () => {
    const value = `quiet ${noise(10)}`;
    const all = otherFiles({ '/w/a.ts': `greet('${value}');\n` });
    const looking = all.rest();
    all.redactor.setKnownValues([value]);
    all.collector.invalidate();
    await looking;
    assert.deepEqual(await all.shown(), []);
  });

  it('shows no planted secret, however a file is cut', async () => {
    const names = Object.keys(plants);
    const part = fc.oneof(
      fc.constantFrom('const a = 1;\n', 'function f(user) {\r\n', '}\n', '// "quoted\n', '\n\n', '😀\n'),
      fc.record({ name: fc.constantFrom(...names), seed: fc.nat({ max: 99 }) }),
    );
    let shownParts = 0;
    const property = fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 }),
      async (parts, cuts) => {
        const planted = parts.map((one) => (typeof one === 'string' ? undefined : plants[one.name]?.(one.seed)));
        const text = parts.map((one, i) => (typeof one === 'string' ? one : `\n${planted[i]?.text}\n`)).join('');
        const all = otherFiles({ '/w/a.ts': text });
        all.redactor.setKnownValues(knownPlants);
        const pieces = cuts
          .map(([a, b]) => ({ start: a % text.length, end: b % (text.length + 1) }))
          .filter(({ start, end }) => start < end)
          .sort((a, b) => a.start - b.start);
        all.found = [{ path: '/w/a.ts', pieces, textLength: text.length, reason: 'similar', score: 1 }];
        await all.rest();
        const shown = await all.shown();
        shownParts += shown.length;
        for (const one of planted) if (one) assertAbsent(one.secret, shown);
      },
    );
    await fc.assert(property, { numRuns: 150 });
    assert.ok(shownParts > 30, 'the property must show something');
  });
});
