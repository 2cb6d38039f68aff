// docs/privacy.md names a test for each leak route; a test that was renamed or removed fails here, before the page lies.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** The rows of the table of routes: name, description, test. */
function routes(page: string): string[][] {
  const [, section = ''] = page.split('## Leak routes');
  const [table = ''] = section.split(/^## /m);
  const rows = table.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((row) => row.split('|').map((cell) => cell.trim()));
}

describe('docs/privacy.md', () => {
  const rows = routes(read('docs/privacy.md'));

  it('lists the routes A to G', () => {
    const letters = rows.flatMap(([, route = '']) => /^\*\*([A-Z])\./.exec(route)?.[1] ?? []);
    assert.deepEqual(letters, ['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  });

  it('names for each route a test, or the feature that brings one', () => {
    for (const [, , what, test = ''] of rows) assert.match(test, /\.test\.ts`|comes with \w/, what);
  });

  it('names only tests that there are', () => {
    let named = 0;
    for (const [, , , test = ''] of rows) {
      for (const part of test.split(';')) {
        const path = /`([\w/]+\.test\.ts)`/.exec(part)?.[1];
        if (path === undefined) continue;
        const source = read(`test/${path}`).replaceAll("\\'", "'");
        for (const [, title = ''] of part.matchAll(/“([^”]+)”/g)) {
          named += 1;
          assert.ok(source.includes(title), `${path}: ${title}`);
        }
      }
    }
    assert.ok(named > 20);
  });
});
