// What stands in the prompt stays there in its order; only what pays for its tokens is added, or composed anew.

import assert from 'node:assert/strict';
import { holdNext, type ScoredSnippet } from '../../../src/context/holdSnippets.ts';
import type { Part } from '../../../src/context/snippetReader.ts';
import { safe } from '../../support/infill.ts';

const part = (text: string): Part => ({ text: safe(text), hiddenRules: [] });

/** A piece of 100 characters with its path, `name` in each of its lines. */
function piece(name: string, score = 1, chars = 100): ScoredSnippet {
  const path = safe(`${name}.ts`);
  const line = `${name} = 1;\n`;
  const text = line.repeat(Math.ceil(chars / line.length)).slice(0, chars - path.text.length);
  const file = { scheme: 'file', path: `/w/${name}.ts`, languageId: 'typescript' };
  return { id: name, path, text: safe(text), file, parts: [part(text)], score };
}

const names = (snippets: readonly { readonly id: string }[]) => snippets.map(({ id }) => id).join(' ');
const room = { chars: 300, leastGain: 0.2 };

describe('context/holdSnippets', () => {
  it('begins with the best that fit, best first', () => {
    const found = [piece('a', 4), piece('b', 3, 250), piece('c', 2), piece('d', 1), piece('e', 1)];
    assert.equal(names(holdNext([], found, room)), 'a c d');
  });

  it('is the very list that it was where nothing new was found, in whatever order', () => {
    const held = [piece('a'), piece('b')];
    assert.equal(holdNext(held, [piece('b', 2), piece('a')], room), held);
    assert.equal(holdNext(held, [], room), held);
  });

  it('adds what is new behind what is held', () => {
    const held = [piece('b'), piece('a')];
    assert.equal(names(holdNext(held, [piece('c', 3), piece('a', 2), piece('b')], room)), 'b a c');
  });

  it('adds nothing that brings less than it costs', () => {
    const held = [piece('a'), piece('b')];
    assert.equal(holdNext(held, [piece('a', 5), piece('b', 5), piece('c', 2)], room), held);
    assert.equal(
      holdNext(held, [piece('a', 5), piece('c', 4)], { ...room, leastGain: Number.POSITIVE_INFINITY }),
      held,
    );
  });

  it('keeps a full list while the better half of what is found stands in it', () => {
    const held = [piece('a'), piece('b'), piece('c')];
    assert.equal(holdNext(held, [piece('a', 4), piece('b', 4), piece('d', 4)], room), held);
  });

  it('composes a full list anew where most of what serves is missing, with those first that stay', () => {
    const held = [piece('a'), piece('b'), piece('c')];
    assert.equal(names(holdNext(held, [piece('d', 4), piece('e', 4), piece('b', 2)], room)), 'b d e');
  });

  it('adds only those parts of a file that are not shown yet, worth their share', () => {
    const of = (score: number, ...parts: readonly string[]) => ({
      ...piece('a', score),
      text: safe(parts.join('...\n')),
      parts: parts.map(part),
    });
    const held = [of(1, 'one();\n', 'two();\n')];
    assert.equal(holdNext(held, [of(5, 'two();\n')], room), held);
    const next = holdNext(held, [of(5, 'one();\n', 'three();\n', 'two();\n', 'four();\n')], room);
    assert.deepEqual(
      next.map(({ text }) => text.text),
      ['one();\n...\ntwo();\n', 'three();\n...\nfour();\n'].map((text, i) => (i === 0 ? held[0]?.text.text : text)),
    );
    assert.equal(holdNext(held, [of(5, 'one();\n', '3();\n', 'two();\n'), piece('b', 3)], room).length, 3);
    const little = [of(5, 'one();\n'.repeat(9), '3();\n')];
    assert.equal(holdNext([of(1, 'one();\n'.repeat(9))], little, room).length, 1);
  });

  it('shows a part once, where two that were found have it', () => {
    const one = { ...piece('a', 2), text: safe('one();\n'), parts: [part('one();\n')] };
    const both = { ...piece('a', 1), text: safe('one();\n...\ntwo();\n'), parts: [part('one();\n'), part('two();\n')] };
    assert.deepEqual(
      holdNext([], [one, both], room).map(({ text }) => text.text),
      ['one();\n', 'two();\n'],
    );
  });

  it('never holds more than fits', () => {
    for (const chars of [0, 99, 100, 250, 1000]) {
      for (const held of [[], [piece('a'), piece('b')]]) {
        const fit = held.slice(0, Math.floor(chars / 100));
        const next = holdNext(fit, [piece('c', 9), piece('d', 8), piece('e', 7, 140)], { chars, leastGain: 0.1 });
        const length = next.reduce((sum, { path, text }) => sum + path.text.length + text.text.length, 0);
        assert.ok(length <= chars, `${length} of ${chars}`);
      }
    }
  });
});
