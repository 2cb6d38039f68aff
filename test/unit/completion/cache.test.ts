// An answer serves along its own text, at its own place, and nowhere else.

import assert from 'node:assert/strict';
import { type CompletionCache, createCompletionCache } from '../../../src/completion/cache.ts';
import { atCursor } from '../../support/cursor.ts';

const find = (cache: CompletionCache, code: string, session = 'a'): string | undefined => {
  const { text, offset } = atCursor(code);
  return cache.find(session, text, offset);
};
/** A cache that holds `answer` for the place of the cursor. */
function remembering(code: string, answer: string): CompletionCache {
  const cache = createCompletionCache();
  const { text, offset } = atCursor(code);
  cache.store('a', text, { offset, text: answer });
  return cache;
}

const above = 'let above;\n';
const below = '\nlet below;\n';

describe('completion/cache', () => {
  type Case = readonly [title: string, stored: string, answer: string, asked: string, found: string | undefined];
  const cases: readonly Case[] = [
    ['the same place', 'x = |', 'foo()', 'x = |', 'foo()'],
    ['one key along it', 'x = |', 'foo()', 'x = f|', 'oo()'],
    ['a word along it', 'x = |', 'foo(bar)', 'x = foo(|', 'bar)'],
    ['a line along it', 'f() {|', '\n  a();\n  b();', 'f() {\n  a();\n|', '  b();'],
    ['brackets that close while typing along it', 'x = |', 'foo(bar)', 'x = foo(|)', 'bar)'],
    ['brackets that were closed before', 'x = foo(|)', 'bar, baz)', 'x = foo(bar|)', ', baz)'],
    ['a line along it, where lines end the other way', 'f() {|', '\n  a();\n  b();', 'f() {\r\n  a();\r\n|', '  b();'],
    ['a line along it, where both end the other way', 'f() {|', '\r\n  a();', 'f() {\r\n|', '  a();'],
    ['all of it typed', 'x = |', 'foo()', 'x = foo()|', undefined],
    ['another key', 'x = |', 'foo()', 'x = g|', undefined],
    ['more than it', 'x = |', 'foo', 'x = food|', undefined],
    ['the cursor before it', 'x = |', 'foo()', 'x =| ', undefined],
    ['nothing to say, here', 'x = |', '', 'x = |', ''],
    ['nothing to say, one key on', 'x = |', '', 'x = f|', undefined],
  ];
  for (const [title, stored, answer, asked, found] of cases) {
    it(`${found === undefined ? 'misses' : 'serves'} ${title}`, () => {
      const cache = remembering(above + stored + below, answer);
      assert.equal(find(cache, above + asked + below), found);
    });
  }

  it('serves again after deleting back', () => {
    const cache = remembering(`${above}x = |${below}`, 'foo()');
    for (const [asked, found] of [
      ['x = foo|', '()'],
      ['x = fo|', 'o()'],
      ['x = |', 'foo()'],
    ] as const) {
      assert.equal(find(cache, above + asked + below), found);
    }
  });

  it('misses where the text above or below is another', () => {
    const cache = remembering(`${above}x = |${below}`, 'foo()');
    assert.equal(find(cache, `let abovX;\nx = |${below}`), undefined);
    assert.equal(find(cache, `${above}x = |\nlet belowX;\n`), undefined);
    assert.equal(find(cache, `${above}y = |${below}`), undefined);
    assert.equal(find(cache, `${above}x = |${below}`, 'b'), undefined);
  });

  it('prefers the newest of several answers', () => {
    const cache = remembering('x = |', 'old');
    cache.store('a', 'x = ', { offset: 4, text: 'new' });
    assert.equal(find(cache, 'x = |'), 'new');
    assert.equal(find(cache, 'x = o|'), 'ld');
  });

  it('forgets a document that was closed, and no other', () => {
    const cache = remembering('x = |', 'foo');
    cache.store('b', 'x = ', { offset: 4, text: 'bar' });
    cache.forget('a');
    assert.deepEqual([find(cache, 'x = |'), find(cache, 'x = |', 'b')], [undefined, 'bar']);
  });

  it('forgets the oldest of very many answers', () => {
    const cache = createCompletionCache();
    for (let line = 0; line < 200; line++) {
      cache.store('a', 'x\n'.repeat(line), { offset: 2 * line, text: `answer ${line}` });
    }
    assert.equal(find(cache, `${'x\n'.repeat(199)}|`), 'answer 199');
    assert.equal(find(cache, '|'), undefined);
  });
});
