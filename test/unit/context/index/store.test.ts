// The index as a whole, without a disk: what was put in is found, whatever was put in, changed and removed before.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeIndex } from '../../../../src/context/index/codeIndex.ts';
import { FileState } from '../../../../src/context/index/fileTable.ts';
import { eachInSegment, mergeSegments, type Segment, segmentOf } from '../../../../src/context/index/segment.ts';
import { createIndexStore, type IndexStore } from '../../../../src/context/index/store.ts';
import { loadParts, storedPieces } from '../../../../src/context/index/storedIndex.ts';
import { termOf } from '../../../../src/context/index/terms.ts';
import type { Definition, Outline } from '../../../../src/context/outline/outline.ts';

const names = ['alpha', 'beta', 'gamma', 'delta', 'readText', 'x1'];
const paths = ['/w/a.ts', '/w/b.ts', '/w/c/d.py', '/w/ü.md', '/w/c/e'];

function definitionOf(text: string, name: string, parent: number | undefined): Definition {
  const start = text.indexOf(name);
  const nameRange = { start, end: start + name.length };
  const isExported = name.length % 2 === 0;
  const doc = start > 3 ? { start: 0, end: 2 } : undefined;
  return {
    name,
    kind: 'function',
    nameRange,
    range: { start, end: text.length },
    signature: nameRange,
    doc,
    parent,
    isExported,
  };
}

/** Each name's first place is its definition. */
function outlineOf(text: string): Outline {
  const found = names.filter((name) => text.includes(name)).sort((a, b) => text.indexOf(a) - text.indexOf(b));
  return {
    definitions: found.map((name, at) => definitionOf(text, name, at > 1 ? at - 2 : undefined)),
    imports: [
      { source: './other.ts', names: [{ name: '*', alias: 'beta' }], range: { start: 0, end: 1 }, isReexport: true },
      { source: 'https://u:p@h.test/x', names: [], range: { start: 1, end: 2 }, isReexport: false },
    ],
    scopes: [],
    comments: [],
    chunks: [
      { start: 0, end: 1 },
      { start: 1, end: text.length },
    ],
  };
}

/** All that an index answers, independent of its numbers. */
function contentOf(index: CodeIndex): unknown {
  const postings = names.map((name) => {
    const found: string[] = [];
    index.eachPosting(termOf(name), (file, count) => found.push(`${index.pathOf(file)} ${count}`));
    return [
      name,
      found.sort(),
      index
        .definitionsOf(termOf(name), 99)
        .map(({ path, at }) => `${path} ${at}`)
        .sort(),
    ];
  });
  const files = [...index.paths()].sort().map((path) => {
    const { version, ...file } = index.file(index.fileId(path) ?? assert.fail()) ?? assert.fail();
    assert.ok(version > 0);
    return file;
  });
  return { postings, files, count: index.fileCount, mean: index.meanLength };
}

function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function storedBytes(store: IndexStore, version = '1'): Uint8Array {
  return Buffer.concat([...storedPieces(store, finish(store.compact()), version)]);
}

type Step = { readonly path: string; readonly text: string | undefined; readonly work: 'none' | 'rest' | 'compact' };

const step: fc.Arbitrary<Step> = fc.record({
  path: fc.constantFrom(...paths),
  text: fc.option(
    fc
      .array(fc.constantFrom(...names, 'other', '"alpha"'), { minLength: 1, maxLength: 8 })
      .map((words) => words.join(' ')),
    { nil: undefined },
  ),
  work: fc.constantFrom('none', 'none', 'rest', 'compact'),
});

function apply(store: IndexStore, { path, text, work }: Step): void {
  if (text === undefined) store.remove(path);
  else {
    store.put(path, text, { size: text.length, modifiedMs: 5 });
    if (text.length % 3 > 0) store.putOutline(path, outlineOf(text));
  }
  if (work === 'compact') finish(store.compact());
  if (work === 'rest') for (let more = store.work(true); more; more = store.work(true)) finish(more);
}

describe('context/index/store', () => {
  it('answers after any changes as if built from scratch, and again after it was stored', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const store = createIndexStore();
        const last = new Map<string, string>();
        for (const one of steps) {
          apply(store, one);
          last.delete(one.path);
          if (one.text !== undefined) last.set(one.path, one.text);
        }
        const fresh = createIndexStore();
        for (const [path, text] of last) apply(fresh, { path, text, work: 'none' });
        const expected = contentOf(fresh.index);
        assert.deepEqual(contentOf(store.index), expected);

        const loaded = createIndexStore(loadParts(storedBytes(store), '1') ?? assert.fail('not loaded'));
        assert.equal(loaded.index.fileCount, 0);
        for (const id of loaded.files.ids()) loaded.files.setState(id, FileState.visible);
        assert.deepEqual(contentOf(loaded.index), expected);
        apply(loaded, { path: '/w/new.ts', text: 'alpha beta', work: 'compact' });
        apply(store, { path: '/w/new.ts', text: 'alpha beta', work: 'none' });
        assert.deepEqual(contentOf(loaded.index), contentOf(store.index));
      }),
      { numRuns: 40 },
    );
  });

  it('finds nothing of what is stored before it was seen', () => {
    const store = createIndexStore();
    apply(store, { path: '/w/a.ts', text: 'alpha beta gammas', work: 'none' });
    const { index } = createIndexStore(loadParts(storedBytes(store), '1'));
    assert.deepEqual([...index.paths()], []);
    assert.equal(index.fileId('/w/a.ts'), undefined);
    assert.deepEqual(index.definitionsOf(termOf('alpha'), 9), []);
    index.eachPosting(termOf('alpha'), () => assert.fail());
  });

  it('takes no stored form that is damaged, cut or of another version', () => {
    const store = createIndexStore();
    for (const path of paths) apply(store, { path, text: `alpha ${path}`, work: 'none' });
    const bytes = storedBytes(store);
    assert.ok(loadParts(bytes, '1'));
    assert.equal(loadParts(bytes, '2'), undefined);
    assert.equal(loadParts(new Uint8Array(), '1'), undefined);
    for (const length of [1, 40, 90, bytes.length - 1])
      assert.equal(loadParts(bytes.subarray(0, length), '1'), undefined);
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      assert.equal(loadParts(damaged, '1'), undefined, `byte ${at}`);
    }
  });

  it('keeps no address of an import, and the rest of its structure', () => {
    const store = createIndexStore();
    apply(store, { path: '/w/a.ts', text: 'alpha readText', work: 'none' });
    const file = store.index.file(store.index.fileId('/w/a.ts') ?? assert.fail());
    assert.deepEqual(file?.imports, [
      {
        source: './other.ts',
        names: [{ name: termOf('*'), alias: termOf('beta') }],
        range: { start: 0, end: 1 },
        isReexport: true,
      },
    ]);
    assert.deepEqual(file?.definitions[1], {
      ...{ path: '/w/a.ts', at: 1, parent: undefined, term: termOf('readText'), kind: 'function', isExported: true },
      ...{ nameRange: { start: 6, end: 14 }, range: { start: 6, end: 14 }, signature: { start: 6, end: 14 } },
      doc: { start: 0, end: 2 },
    });
    assert.deepEqual(file?.chunks, [
      { start: 0, end: 1 },
      { start: 1, end: 14 },
    ]);
  });

  it('finds a name by the sign that its language writes before or behind it', () => {
    const store = createIndexStore();
    const text = '$total empty? .card';
    store.put('/w/a.php', text);
    const of = (name: string): Definition => ({ ...definitionOf(text, 'total', undefined), name });
    store.putOutline('/w/a.php', { ...outlineOf(''), definitions: ['$total', 'empty?', '.card'].map(of) });
    for (const name of ['total', 'empty', 'card'])
      assert.equal(store.index.definitionsOf(termOf(name), 9).length, 1, name);
  });
});

describe('context/index/segment', () => {
  const files = fc.array(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 0xffff })), {
      maxLength: 12,
      selector: ([term]) => term,
    }),
    { maxLength: 12 },
  );
  const make = (all: ReadonlyMap<number, readonly (readonly [number, number])[]>): Segment =>
    segmentOf(
      new Map(
        [...all].map(([id, terms]) => {
          const sorted = terms.toSorted(([a], [b]) => a - b);
          const [keys, counts] = [sorted.map(([term]) => term * 99_999_937), sorted.map(([, count]) => count)];
          return [id, { terms: Uint32Array.from(keys), counts: Uint16Array.from(counts) }];
        }),
      ),
    );
  const listsOf = (segment: Segment): string[] =>
    Array.from({ length: 41 }, (_, term) => {
      const list: string[] = [];
      eachInSegment(segment, term * 99_999_937, (file, count) => list.push(`${file}×${count}`));
      return list.join(' ');
    });

  it('merged from parts is what it would be at once, without the files that are gone', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 5 }), fc.nat(), (all, parts, goneBits) => {
        const ids = all.map((_, index) => index * 97 + (index % 2) * 70_000);
        const isKept = (id: number): boolean => ((goneBits >> (ids.indexOf(id) % 16)) & 1) === 0;
        const segments = Array.from({ length: parts }, (_, part) =>
          make(
            new Map(all.flatMap((terms, index) => (index % parts === part ? [[ids[index] ?? 0, terms] as const] : []))),
          ),
        );
        const whole = make(
          new Map(all.flatMap((terms, index) => (isKept(ids[index] ?? 0) ? [[ids[index] ?? 0, terms] as const] : []))),
        );
        const merged = finish(mergeSegments(segments, isKept));
        assert.deepEqual(listsOf(merged), listsOf(whole));
        assert.deepEqual(merged.terms, whole.terms);
        assert.deepEqual(merged.lists, whole.lists);
      }),
    );
  });
});
