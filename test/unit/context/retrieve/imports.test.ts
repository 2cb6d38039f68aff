// Imports lead to the files that they mean: one row for each way of writing one.

import assert from 'node:assert/strict';
import { resolverOf } from '../../../../src/context/retrieve/imports/resolveImport.ts';
import { createPathTable } from '../../../../src/context/retrieve/pathTable.ts';

interface Row {
  readonly languageId: string;
  readonly from: string;
  readonly source: string;
  readonly names?: readonly string[];
  readonly expected: readonly string[];
}

const settings: Readonly<Record<string, string>> = {
  '/w/app/tsconfig.json': `{
    // Settings may hold comments, and commas too many.
    "extends": "../tsconfig.base.json",
    "compilerOptions": { "paths": { "@/*": ["./src/*"], }, },
  }`,
  '/w/tsconfig.base.json': '{"compilerOptions": {"baseUrl": ".", "paths": {"shared": ["libs/shared/main.ts"]}}}',
  '/w/packages/core/package.json': '{"name": "@acme/core", "main": "./dist/index.js"}',
  '/w/go/go.mod': 'module example.org/shop\n\ngo 1.22\n',
};

const files = [
  ...[
    '/w/app/src/a.ts',
    '/w/app/src/b.ts',
    '/w/app/src/view.tsx',
    '/w/app/src/parts/index.ts',
    '/w/libs/shared/main.ts',
  ],
  ...['/w/packages/core/src/index.ts', '/w/packages/core/src/deep.ts', '/w/app/lib/old.js', '/w/app/src/types.d.ts'],
  ...['/w/py/shop/__init__.py', '/w/py/shop/cart.py', '/w/py/shop/pay/__init__.py', '/w/py/shop/pay/card.py'],
  ...['/w/go/cart/cart.go', '/w/go/cart/item.go', '/w/go/cart/cart_test.go', '/w/go/main.go'],
  ...[
    '/w/rs/src/lib.rs',
    '/w/rs/src/cart.rs',
    '/w/rs/src/pay/mod.rs',
    '/w/rs/src/pay/card.rs',
    '/w/rs-util/src/lib.rs',
  ],
  ...['/w/java/src/main/java/org/shop/Cart.java', '/w/java/src/main/java/org/shop/pay/Card.java'],
  ...['/w/cs/Shop/Pay/Card.cs', '/w/cs/Shop/Cart.cs', '/w/php/src/Pay/Card.php', '/w/php/src/Cart.php'],
  ...['/w/c/include/shop/cart.h', '/w/c/src/cart.c', '/w/c/src/pay.h', '/w/c/src/pay.c', '/w/c/include/shop/cart.c'],
  ...['/w/rb/lib/shop/cart.rb', '/w/rb/lib/shop.rb', '/w/sh/main.sh', '/w/sh/lib/log.sh'],
];

const script = { languageId: 'typescript', from: '/w/app/src/a.ts' };
const python = { languageId: 'python', from: '/w/py/shop/cart.py' };
const rust = { languageId: 'rust', from: '/w/rs/src/pay/card.rs' };
const java = { languageId: 'java', from: '/w/java/src/main/java/org/shop/Cart.java' };

const rows: readonly Row[] = [
  { ...script, source: './b', expected: ['/w/app/src/b.ts'] },
  { ...script, source: './b.js', expected: ['/w/app/src/b.ts'] },
  { ...script, source: './b.ts', expected: ['/w/app/src/b.ts'] },
  { ...script, source: './view.jsx', expected: ['/w/app/src/view.tsx'] },
  { ...script, source: './parts', expected: ['/w/app/src/parts/index.ts'] },
  { ...script, source: './types', expected: ['/w/app/src/types.d.ts'] },
  { ...script, source: '../lib/old', expected: ['/w/app/lib/old.js'] },
  { ...script, source: '@/parts', expected: ['/w/app/src/parts/index.ts'] },
  { ...script, source: 'shared', expected: ['/w/libs/shared/main.ts'] },
  { ...script, source: 'libs/shared/main', expected: ['/w/libs/shared/main.ts'] },
  { ...script, source: '@acme/core', expected: ['/w/packages/core/src/index.ts'] },
  { ...script, source: '@acme/core/deep', expected: ['/w/packages/core/src/deep.ts'] },
  { ...script, source: './missing', expected: [] },
  { ...script, source: 'node:fs', expected: [] },
  { ...script, languageId: 'javascript', source: './b', expected: ['/w/app/src/b.ts'] },
  { ...python, source: '.pay.card', expected: ['/w/py/shop/pay/card.py'] },
  { ...python, source: '.', names: ['pay'], expected: ['/w/py/shop/pay/__init__.py', '/w/py/shop/__init__.py'] },
  {
    ...python,
    source: 'shop.pay',
    names: ['card'],
    expected: ['/w/py/shop/pay/card.py', '/w/py/shop/pay/__init__.py'],
  },
  { ...python, from: '/w/py/shop/pay/card.py', source: '..cart', expected: ['/w/py/shop/cart.py'] },
  { ...python, source: 'os.path', expected: [] },
  {
    languageId: 'go',
    from: '/w/go/main.go',
    source: 'example.org/shop/cart',
    expected: ['/w/go/cart/cart.go', '/w/go/cart/item.go'],
  },
  { languageId: 'go', from: '/w/go/main.go', source: 'fmt', expected: [] },
  { ...rust, source: 'crate::cart', names: ['Cart'], expected: ['/w/rs/src/cart.rs'] },
  { ...rust, source: 'super', names: ['Payment'], expected: ['/w/rs/src/pay/mod.rs'] },
  { ...rust, source: 'crate::pay::card::Card', expected: ['/w/rs/src/pay/card.rs'] },
  { ...rust, from: '/w/rs/src/lib.rs', source: 'pay', expected: ['/w/rs/src/pay/mod.rs'] },
  { ...rust, source: 'rs_util::Text', expected: ['/w/rs-util/src/lib.rs'] },
  { ...rust, source: 'std::fmt', expected: [] },
  { ...java, source: 'org.shop.pay.Card', expected: ['/w/java/src/main/java/org/shop/pay/Card.java'] },
  { ...java, source: 'org.shop.pay', names: ['*'], expected: ['/w/java/src/main/java/org/shop/pay/Card.java'] },
  { ...java, source: 'org.shop.pay.Card.LIMIT', expected: ['/w/java/src/main/java/org/shop/pay/Card.java'] },
  { ...java, source: 'java.util.List', expected: [] },
  { languageId: 'csharp', from: '/w/cs/Shop/Cart.cs', source: 'Shop.Pay', expected: ['/w/cs/Shop/Pay/Card.cs'] },
  { languageId: 'php', from: '/w/php/src/Cart.php', source: 'Shop\\Pay\\Card', expected: ['/w/php/src/Pay/Card.php'] },
  { languageId: 'c', from: '/w/c/src/cart.c', source: 'pay.h', expected: ['/w/c/src/pay.h', '/w/c/src/pay.c'] },
  {
    languageId: 'cpp',
    from: '/w/c/src/pay.c',
    source: 'shop/cart.h',
    expected: ['/w/c/include/shop/cart.h', '/w/c/include/shop/cart.c'],
  },
  { languageId: 'c', from: '/w/c/src/cart.c', source: 'stdio.h', expected: [] },
  { languageId: 'ruby', from: '/w/rb/lib/shop.rb', source: 'shop/cart', expected: ['/w/rb/lib/shop/cart.rb'] },
  { languageId: 'shellscript', from: '/w/sh/main.sh', source: './lib/log.sh', expected: ['/w/sh/lib/log.sh'] },
];

describe('following imports', () => {
  const paths = createPathTable(files);
  for (const { languageId, from, source, names = [], expected } of rows) {
    it(`${languageId}: ${source}${names.length > 0 ? ` (${names})` : ''}`, () => {
      const deps = { paths, readSettings: (path: string) => settings[path] };
      assert.deepEqual(resolverOf(languageId)({ source, names, from }, deps), expected);
    });
  }
});
