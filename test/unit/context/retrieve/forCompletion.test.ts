// What retrieval shows for a cursor, over an index of texts at hand.

import assert from 'node:assert/strict';
import { indexTexts } from '../../../../src/context/index/build.ts';
import { languageOf } from '../../../../src/context/languageOf.ts';
import { retrieveForCompletion } from '../../../../src/context/retrieve/forCompletion.ts';
import type { FoundSnippet } from '../../../../src/context/retrieve/foundSnippet.ts';
import { createPathTable } from '../../../../src/context/retrieve/pathTable.ts';
import type { Surroundings } from '../../../../src/context/retrieve/surroundings.ts';
import { createTestOutliner } from '../../../support/outline.ts';

const outliner = createTestOutliner();
const nothing: Surroundings = { recent: [], tabs: [], types: [] };

const shop: Readonly<Record<string, string>> = {
  '/w/src/cart.ts': [
    "import type { Item } from './item.ts';",
    '',
    '/** What somebody wants to buy. */',
    'export class Cart {',
    '  private items: Item[] = [];',
    '  add(item: Item): void {',
    '    this.items.push(item);',
    '  }',
    '  totalCents(): number {',
    '    const sumOfAll = 0;',
    '    return sumOfAll;',
    '  }',
    '}',
    '',
    'export function emptyCart(): Cart {',
    '  return new Cart();',
    '}',
    '',
  ].join('\n'),
  '/w/src/item.ts': 'export interface Item {\n  readonly title: string;\n  readonly cents: number;\n}\n',
  '/w/src/unrelated.ts': 'export function paintWindow(colour: string): string {\n  return colour;\n}\n',
  '/w/src/index.ts': "export * from './cart.ts';\nexport * from './item.ts';\n",
};

async function find(path: string, marked: string, files = shop, surroundings = nothing): Promise<FoundSnippet[]> {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const all = { ...files, [path]: text };
  const { index } = await indexTexts(Object.entries(all), outliner);
  const languageId = languageOf(path);
  await outliner.load(languageId);
  const outline = outliner.outline({ languageId, text }, () => false);
  return retrieveForCompletion(
    { path, languageId, text, offset, outline, surroundings },
    {
      index,
      paths: createPathTable(index.paths()),
      readText: (other) => all[other],
      readSettings: () => undefined,
      folders: ['/w'],
    },
  );
}

function shown(snippets: readonly FoundSnippet[], files = shop): string[] {
  return snippets.flatMap(({ path, pieces }) =>
    pieces.flatMap(({ start, end }) => (files[path] ?? '').slice(start, end).split('\n').filter(Boolean)),
  );
}

describe('retrieval for a completion', () => {
  it('shows the signature of what is imported and not used yet, without its body', async () => {
    const found = await find(
      '/w/src/pay.ts',
      "import { emptyCart } from './cart.ts';\n\nexport function pay() {\n  ‸\n}\n",
    );
    const lines = shown(found);
    assert.ok(lines.includes('export function emptyCart(): Cart {'));
    assert.ok(!lines.includes('    const sumOfAll = 0;'));
    assert.equal(found[0]?.reason, 'import');
  });

  it('follows files that only give on', async () => {
    const found = await find('/w/src/pay.ts', "import { emptyCart } from './index.ts';\n\n‸\n");
    assert.equal(found[0]?.path, '/w/src/cart.ts');
  });

  it('shows the members of a class that is used near the cursor, below its head', async () => {
    const found = await find(
      '/w/src/pay.ts',
      "import { Cart } from './cart.ts';\n\nconst cart: Cart = new Cart();\ncart.‸\n",
    );
    const lines = shown(found);
    assert.ok(lines.includes('  totalCents(): number {'));
    assert.ok(lines.indexOf('export class Cart {') < lines.indexOf('  totalCents(): number {'));
  });

  it('never shows the document itself', async () => {
    const found = await find(
      '/w/src/cart.ts',
      `${shop['/w/src/cart.ts']}\nfunction more(cart: Cart, item: Item) {\n  ‸\n}\n`,
    );
    assert.ok(found.length > 0);
    assert.ok(found.every(({ path }) => path !== '/w/src/cart.ts'));
  });

  it('takes no local of another function for a definition', async () => {
    const found = await find(
      '/w/src/pay.ts',
      "import { Cart } from './cart.ts';\n\nconst sumOfAll = new Cart();\nsumOfAll‸\n",
    );
    assert.ok(!shown(found).includes('    const sumOfAll = 0;'));
  });

  it('shows what stands in the same package without an import', async () => {
    const files = { '/w/a/item.go': 'package a\n\nfunc newItem(title string) *Item {\n\treturn nil\n}\n' };
    const found = await find('/w/a/cart.go', 'package a\n\nfunc fill() {\n\titem := ‸\n}\n', files);
    assert.deepEqual(shown(found, files), ['func newItem(title string) *Item {']);
  });

  it('shows what the editor says stands before the dot', async () => {
    const types = [{ path: '/w/src/cart.ts', line: 3 }];
    const found = await find('/w/src/pay.ts', 'something().‸\n', shop, { ...nothing, types });
    assert.ok(shown(found).includes('  totalCents(): number {'));
  });

  it('shows where the user was lately, behind what is defined', async () => {
    const start = shop['/w/src/unrelated.ts']?.indexOf('paintWindow') ?? 0;
    const recent = [{ path: '/w/src/unrelated.ts', range: { start, end: start + 4 }, kind: 'edited' as const }];
    const text = "import { emptyCart } from './cart.ts';\n\n‸\n";
    const found = await find('/w/src/pay.ts', text, shop, { ...nothing, recent });
    assert.equal(found[0]?.path, '/w/src/cart.ts');
    assert.ok(found.some(({ path }) => path === '/w/src/unrelated.ts'));
  });

  it('gives the same for the same, and whole lines in their order', async () => {
    const text =
      "import { Cart } from './cart.ts';\nimport type { Item } from './item.ts';\n\nconst cart = new Cart();\n‸\n";
    const once = await find('/w/src/pay.ts', text);
    assert.deepEqual(await find('/w/src/pay.ts', text), once);
    for (const { path, pieces, textLength } of once) {
      const whole = shop[path] ?? '';
      assert.equal(textLength, whole.length);
      let last = -1;
      for (const { start, end } of pieces) {
        assert.ok(start > last && end > start);
        assert.ok(start === 0 || whole[start - 1] === '\n');
        assert.ok(end === whole.length || whole[end - 1] === '\n');
        last = start;
      }
    }
  });

  it('keeps what is best when a few characters are typed', async () => {
    const text =
      "import { Cart } from './cart.ts';\nimport type { Item } from './item.ts';\n\nconst cart = new Cart();\n";
    const before = await find('/w/src/pay.ts', `${text}‸\n`);
    const after = await find('/w/src/pay.ts', `${text}cart.ad‸\n`);
    assert.deepEqual(
      after.slice(0, 2).map(({ path }) => path),
      before.slice(0, 2).map(({ path }) => path),
    );
  });

  it('finds nothing where nothing is known', async () => {
    assert.deepEqual(await find('/w/a.ts', '‸', {}), []);
  });
});
