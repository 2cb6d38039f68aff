// The pieces of other files that prompts show: the same from key to key, looked for at rest, and what the model has room for.

import assert from 'node:assert/strict';
import type { PromptReport } from '../../../src/context/collect.ts';
import type { FoundSnippet } from '../../../src/context/retrieve/foundSnippet.ts';
import { otherFiles, place, whole } from '../../support/otherFiles.ts';

const lines = (name: string, count = 3) => `export const ${name} = 1;\n`.repeat(count);
const files = { '/w/a.ts': lines('a'), '/w/b.ts': lines('b'), '/w/c.ts': lines('c') };
const scored = (path: keyof typeof files, score: number): FoundSnippet => ({ ...whole(files, path), score });
const names = (shown: readonly string[]) => shown.map((text) => text.slice(0, text.indexOf('.'))).join(' ');
const prompt = { promptTokens: 100, evaluatedTokens: 100, prefillMs: 100 };

describe('context/collect', () => {
  it('holds nothing before the first look, and from then on the same list until the next', async () => {
    const all = otherFiles(files);
    assert.deepEqual([await all.collector.held('a'), all.collector.knows('a')], [[], false]);
    await all.rest();
    assert.equal(all.collector.knows('a'), true);
    const held = await all.collector.held('a');
    assert.equal(names(await all.shown()), 'a b c');
    all.found = [];
    await all.rest();
    assert.equal(await all.collector.held('a'), held);
  });

  it('adds what a later look finds at the end, and keeps lists of documents apart', async () => {
    const all = otherFiles(files);
    all.found = [scored('/w/c.ts', 1)];
    await all.rest();
    all.found = [scored('/w/b.ts', 1), scored('/w/c.ts', 1)];
    await all.rest();
    assert.equal(names(await all.shown()), 'c b');
    assert.deepEqual(await all.shown('other'), []);
  });

  it('never shows the document itself', async () => {
    const all = otherFiles(files);
    await all.rest({ path: '/w/b.ts' });
    assert.equal(names(await all.shown()), 'a c');
  });

  it('takes out what changed, and takes nothing that is not as it was found', async () => {
    const all = otherFiles(files);
    await all.rest();
    all.workspace.files.set('/w/b.ts', lines('b').replace('1', '2'));
    all.workspace.files.set('/w/c.ts', `// longer\n${files['/w/c.ts']}`);
    all.found = [scored('/w/b.ts', 1)];
    await all.rest();
    // Moved down, but the same: it stays.
    assert.equal(names(await all.shown()), 'a c b');
    all.workspace.files.delete('/w/a.ts');
    all.found = [{ ...scored('/w/b.ts', 1), textLength: 7 }];
    await all.rest();
    assert.equal(names(await all.shown()), 'c b');
  });

  it('changes nothing for a look that came too late', async () => {
    const all = otherFiles(files);
    const late = new AbortController();
    const looking = all.collector.refresh(place, late.signal);
    late.abort();
    await looking;
    assert.deepEqual(await all.shown(), []);
    // Nobody waits for it again.
    assert.equal(all.collector.knows('a'), true);
  });

  it('holds nothing for a document that was closed meanwhile', async () => {
    const all = otherFiles(files);
    const looking = all.rest();
    all.collector.forget('a');
    await looking;
    assert.equal(all.collector.knows('a'), false);
  });

  it('goes on without other files when they cannot be looked for', async () => {
    const all = otherFiles(files);
    await all.rest();
    Object.defineProperty(all, 'found', { get: () => assert.fail('no index') });
    await all.rest();
    assert.equal(names(await all.shown()), 'a b c');
    assert.equal(all.errors.length, 1);
  });

  it('goes on without other files when they cannot be read', async () => {
    const all = otherFiles(files);
    await all.rest();
    all.workspace.readText = async () => assert.fail('no disk');
    await all.rest();
    assert.deepEqual([await all.shown(), all.errors.length], [[], 1]);
  });

  async function reportFirst(all: ReturnType<typeof otherFiles>, count: number, more: Partial<PromptReport> = {}) {
    const asked = await all.collector.held('a');
    const contextIds = asked.slice(0, count).map(({ id }) => id);
    all.collector.report('a', { asked, contextIds, ...prompt, ...more });
  }

  it('learns what the model has room for, until there is another model', async () => {
    const all = otherFiles(files);
    await all.rest();
    await reportFirst(all, 2);
    assert.equal(names(await all.shown()), 'a b');
    await all.rest();
    assert.equal(names(await all.shown()), 'a b');
    all.collector.forgetModel();
    await all.rest();
    assert.equal(names(await all.shown()), 'a b c');
  });

  it('looks for nothing more where the model has no room at all', async () => {
    const all = otherFiles(files);
    await all.rest();
    await reportFirst(all, 0);
    Object.defineProperty(all, 'found', { get: () => assert.fail('asked again') });
    await all.rest();
    assert.deepEqual([await all.shown(), all.errors], [[], []]);
  });

  it('changes little where the model reads slowly, until the user goes elsewhere', async () => {
    const all = otherFiles(files);
    all.found = [scored('/w/a.ts', 1)];
    await all.rest();
    await reportFirst(all, 1, { promptTokens: 1000, evaluatedTokens: 1000, prefillMs: 10_000 });
    all.found = [scored('/w/a.ts', 1), scored('/w/b.ts', 2)];
    await all.rest();
    assert.equal(names(await all.shown()), 'a');
    const text = '\n'.repeat(100);
    await all.rest({ text, offset: 60 });
    assert.equal(names(await all.shown()), 'a b');
  });

  it('holds no more than the model reads in a bearable time', async () => {
    const all = otherFiles(files);
    all.found = [scored('/w/a.ts', 1)];
    await all.rest();
    await reportFirst(all, 1, { prefillMs: 100 * 60 });
    all.found = Object.keys(files).map((path) => ({ ...whole(files, path), score: 1 }));
    await all.rest({ session: 'b' });
    assert.equal(names(await all.shown('b')), 'a b');
  });

  it('forgets with the document', async () => {
    const all = otherFiles(files);
    await all.rest();
    all.collector.forget('a');
    assert.deepEqual([await all.shown(), all.collector.knows('a')], [[], false]);
  });
});
