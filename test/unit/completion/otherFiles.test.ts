// Pieces of other files in a completion's prompt: there from the first prompt on, the same at each key, changed at rest only.

import assert from 'node:assert/strict';
import { createCompletion } from '../../../src/completion/complete.ts';
import type { SentPrompt } from '../../../src/completion/prompt.ts';
import { at } from '../../support/completion.ts';
import { otherFiles, whole } from '../../support/otherFiles.ts';
import { createScriptedEngine } from '../../support/scriptedEngine.ts';
import { noise } from '../../support/secrets.ts';

const secret = `hX7!${noise(14)}`;
const files = {
  '/w/a.ts': 'export const a = 1;\n',
  '/w/b.ts': `export const b = 2;\nconst password = '${secret}';\n`,
};
const keys = ['const x = |', 'const x = a|', 'const x = a(|'];

/** A completion beside files; its model uses all of them, or as many as told. */
function setUp(room = 9) {
  const all = otherFiles(files);
  const sent: SentPrompt[] = [];
  const engine = createScriptedEngine(({ context }) => ({
    text: ' never typed',
    used: { contextIds: context.slice(0, room).map(({ id }) => id), prefixCutChars: 0, suffixCutChars: 0 },
  }));
  const { redactor, collector } = all;
  const completion = createCompletion({ engine, redactor, collector, onSent: (one) => sent.push(one) });
  const paths = () => engine.asked.map(({ context }) => context.map(({ path }) => path.text).join(' '));
  return { all, completion, engine, paths, sent };
}

const here = { path: '/w/own.ts' };

describe('completion/otherFiles', () => {
  it('stand in the first prompt of a document, and the very same in those that follow', async () => {
    const { all, completion, engine, paths } = setUp();
    await completion.complete(at(keys[0] ?? '', here));
    all.found = [];
    for (const key of keys.slice(1)) await completion.complete(at(key, here));
    assert.deepEqual(paths(), ['a.ts b.ts', 'a.ts b.ts', 'a.ts b.ts']);
    assert.equal(new Set(engine.asked.map(({ context }) => context)).size, 1);
  });

  it('are looked for again at rest, and what is new comes last', async () => {
    const { all, completion, paths } = setUp();
    all.found = [whole(files, '/w/b.ts')];
    await completion.complete(at(keys[0] ?? '', here));
    all.found = [whole(files, '/w/a.ts'), whole(files, '/w/b.ts')];
    await completion.complete(at(keys[1] ?? '', here));
    await completion.warmUp(at(keys[1] ?? '', here));
    await completion.complete(at(keys[2] ?? '', here));
    assert.deepEqual(paths(), ['b.ts', 'b.ts', 'b.ts a.ts', 'b.ts a.ts']);
  });

  it('leave out the document itself', async () => {
    const { completion, paths } = setUp();
    await completion.complete(at(keys[0] ?? '', { path: '/w/a.ts' }));
    assert.deepEqual(paths(), ['b.ts']);
  });

  it('are no longer sent where the model had no room for them', async () => {
    const { completion, paths } = setUp(1);
    for (const key of keys) await completion.complete(at(key, here));
    assert.deepEqual(paths(), ['a.ts b.ts', 'a.ts', 'a.ts']);
  });

  it('hide their secrets, and what is hidden counts where it was shown', async () => {
    for (const [room, hidden] of [
      [9, 1],
      [1, 0],
    ] as const) {
      const { completion, engine, sent } = setUp(room);
      await completion.complete(at(keys[0] ?? '', here));
      assert.ok(!JSON.stringify(engine.asked).includes(secret.slice(4)));
      assert.deepEqual(
        [sent[0]?.result.used.contextIds.length, sent[0]?.hiddenRules.length],
        [Math.min(room, 2), hidden],
      );
    }
  });

  it('leave with what shuts them out, at the very next key', async () => {
    const { all, completion, paths } = setUp();
    await completion.complete(at(keys[0] ?? '', here));
    all.workspace.files.set('/w/.aiexclude', 'b.ts\n');
    all.nowMs = 60_000;
    await completion.complete(at(keys[1] ?? '', here));
    assert.deepEqual(paths(), ['a.ts b.ts', 'a.ts']);
  });

  it('are missing where they cannot be looked for in time, until the next rest', async () => {
    const { all, completion, paths } = setUp();
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { readText } = all.workspace;
    all.workspace.readText = async (...args) => asked.then(() => readText(...args));
    await completion.complete(at(keys[0] ?? '', here));
    answer();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await completion.complete(at(keys[1] ?? '', here));
    assert.equal(paths()[0], '');
  });
});
