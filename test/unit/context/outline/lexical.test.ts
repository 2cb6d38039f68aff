// Outlines by lines alone, and what of an outline is pure: Rust's paths, chunks of long runs, names by words.

import assert from 'node:assert/strict';
import { chunksOf, maxChunkLines } from '../../../../src/context/outline/chunks.ts';
import { lexicalOutline } from '../../../../src/context/outline/lexical.ts';
import { linesOf } from '../../../../src/context/outline/lines.ts';
import { lexicalReferences } from '../../../../src/context/outline/references.ts';
import { parseUse } from '../../../../src/context/outline/rustUse.ts';
import { assertSound, describeOutline } from '../../../support/describeOutline.ts';

describe('lexicalOutline', () => {
  function described(languageId: string, text: string): string[] {
    const outline = lexicalOutline({ languageId, text });
    assertSound(text, outline);
    return describeOutline(text, outline).split('\n');
  }

  it('finds definitions by their words, and their ends by indentation', () => {
    const text = `package shop

import java.time.Clock
import shop.model.*

/** Keeps orders. */
class Store(private val clock: Clock) {
    private val orders = mutableMapOf<String, Order>()

    fun add(order: Order): Boolean {
        val known = orders[order.id]
        return known == null
    }
}

fun interface Listener {
    fun changed(id: String)
}
`;
    assert.deepEqual(described('kotlin', text).slice(0, 10), [
      '# outline',
      '+ class Store [7-14] class Store(private val clock: Clock)  « /** Keeps orders. */ »',
      '  - member orders [8] private val orders = mutableMapOf<String, Order>()',
      '  + method add [10-13] fun add(order: Order): Boolean',
      '+ interface Listener [16-18] fun interface Listener',
      '  + method changed [17] fun changed(id: String)',
      '# imports',
      'import java.time.Clock',
      'import shop.model',
      '# scopes',
    ]);
  });

  it('takes headings for the sections of prose, and words for words', () => {
    const text = '# Title\n\nclass struggle\n\n## One\ntext\n### Deep\n## Two\n';
    assert.deepEqual(described('markdown', text).slice(1, 5), [
      '+ section Title [1-8] # Title',
      '  + section One [5-7] ## One',
      '    + section Deep [7] ### Deep',
      '  + section Two [8] ## Two',
    ]);
  });

  it('takes what has no lines, no words or no end', () => {
    for (const text of ['', '\r', 'x'.repeat(100_000), '{\n'.repeat(20_000), '# a\n'.repeat(20_000)]) {
      assertSound(text, lexicalOutline({ languageId: 'plaintext', text }));
      assertSound(text, lexicalOutline({ languageId: 'markdown', text }));
    }
  });
});

describe('lexicalReferences', () => {
  it('tells calls, members and types, and leaves strings, comments and keywords out', () => {
    const text = 'return this.store.find(id, "a b") ?? new Loan<Book>(x) // no name';
    const found = lexicalReferences(text, { start: 0, end: text.length });
    assert.deepEqual(
      found.map(({ name, receiver, isCall, isType }) => [receiver, name, isCall, isType]),
      [
        ['this', 'store', false, false],
        ['this.store', 'find', true, false],
        [undefined, 'id', false, false],
        [undefined, 'Loan', true, false],
        [undefined, 'Book', false, true],
        [undefined, 'x', false, false],
      ],
    );
  });
});

describe('parseUse', () => {
  it('makes one import for each module that a path reaches into', () => {
    assert.deepEqual(parseUse('std::{fmt, io::{self, Read as R}, collections::*}'), [
      { source: 'std', names: [{ name: 'fmt', alias: 'fmt' }] },
      {
        source: 'std::io',
        names: [
          { name: '*', alias: 'io' },
          { name: 'Read', alias: 'R' },
        ],
      },
      { source: 'std::collections', names: [{ name: '*', alias: '*' }] },
    ]);
  });

  it('takes paths that are half typed', () => {
    for (const path of ['', '::', '{', 'a::{', 'a::{b,', '}', 'a as', '{'.repeat(5000)]) assert.ok(parseUse(path));
  });
});

describe('chunksOf', () => {
  it('cuts a long run where its structure is shallowest', () => {
    const block = ['if (a) {', ...Array.from({ length: 38 }, (_, line) => `  call(${line});`), '}', ''];
    const text = [...block, ...block, ...block].join('\n');
    const chunks = chunksOf({ text, lines: linesOf(text), definitions: [], scopes: [], comments: [] });
    assert.deepEqual(
      chunks.map(({ start, end }) => text.slice(start, end).split('\n').length - 1),
      [41, 41, 40],
    );
  });

  it('keeps no piece longer than it may be', () => {
    const text = 'call();\n'.repeat(1000);
    const chunks = chunksOf({ text, lines: linesOf(text), definitions: [], scopes: [], comments: [] });
    for (const { start, end } of chunks) assert.ok(text.slice(start, end).split('\n').length - 1 <= maxChunkLines);
  });
});
