// Outlines of what no grammar expects: broken and half-typed code, odd line ends and characters, deep and huge texts.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { grammars } from '../../src/context/grammars.ts';
import { languageOf } from '../../src/context/languageOf.ts';
import { lexicalOutline } from '../../src/context/outline/lexical.ts';
import type { Outline } from '../../src/context/outline/outline.ts';
import { assertSound } from '../support/describeOutline.ts';
import { createTestOutliner } from '../support/outline.ts';
import { createTestParser, parseNow } from '../support/syntax.ts';

const folder = new URL('../fixtures/outline/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((file) => !file.endsWith('.txt'))
  .map((file) => ({
    languageId: languageOf(file),
    text: readFileSync(new URL(file, folder), 'utf8'),
  }));
const never = (): boolean => false;
const always = (): boolean => true;

/** What does not depend on where lines end. */
const namesOf = ({ definitions, imports }: Outline) => ({
  definitions: definitions.map(({ name, kind, parent, isExported }) => ({ name, kind, parent, isExported })),
  imports: imports.map(({ source, names }) => ({ source, names })),
});

describe('outline of odd texts', function () {
  this.timeout(120_000);
  const parser = createTestParser();
  const outliner = createTestOutliner(parser);
  before(async () => {
    for (const { languageId } of fixtures) await outliner.load(languageId);
  });

  function outline(languageId: string, text: string): Outline {
    const found = outliner.outline({ languageId, text }, never);
    assertSound(text, found);
    return found;
  }

  for (const { languageId, text } of fixtures) {
    it(`takes ${languageId} that is half typed or has lost a part`, () => {
      const step = Math.ceil(text.length / 25);
      for (let at = 0; at <= text.length; at += step) {
        outline(languageId, text.slice(0, at));
        outline(languageId, text.slice(at));
        outline(languageId, text.slice(0, at) + text.slice(at + 7));
      }
    });

    it(`keeps names of ${languageId} while a line is being typed`, () => {
      const lines = text.split('\n');
      const at = Math.floor(lines.length / 2);
      const typed = [...lines.slice(0, at), 'x.y(', ...lines.slice(at)].join('\n');
      const whole = outline(languageId, text).definitions.length;
      const left = outline(languageId, typed).definitions.length;
      assert.ok(left >= whole / 3, `${left} of ${whole}`);
    });

    it(`finds the same in ${languageId} with CRLF`, () => {
      const crlf = outline(languageId, text.replaceAll('\n', '\r\n'));
      const lf = outline(languageId, text);
      assert.equal(JSON.stringify(namesOf(crlf)).replaceAll('\\r\\n', '\\n'), JSON.stringify(namesOf(lf)));
      assert.equal(crlf.chunks.length, lf.chunks.length);
    });

    it(`takes ${languageId} with mixed line ends, a byte order mark, NUL and lone surrogates`, () => {
      const ends = ['\n', '\r\n', '\r'];
      let line = 0;
      outline(
        languageId,
        text.replaceAll('\n', () => ends[line++ % ends.length] ?? '\n'),
      );
      outline(languageId, text.replaceAll('\n', '\r'));
      outline(languageId, `\ufeff${text}`);
      outline(languageId, text.replaceAll(' ', '\0'));
      outline(languageId, text.replaceAll('e', '\ud83d'));
      outline(languageId, text.replaceAll('(', '\udc00('));
      for (const empty of ['', '\n', '\r\n\r', ' \t\n ', '\0', '\ufeff']) {
        assert.deepEqual(outline(languageId, empty).definitions, []);
      }
    });

    it(`takes ${languageId} that nests 100,000 deep`, () => {
      for (const bracket of ['(', '[', '{']) {
        let asked = 0;
        const deep = bracket.repeat(100_000);
        const found = outliner.outline({ languageId, text: deep }, () => asked++ > 300);
        assertSound(deep, found);
      }
    });
  }

  it('gives a text up for its lines when told that it takes too long', () => {
    const text = 'export function name(a: string): void {\n  other(a);\n}\n\n'.repeat(36_000);
    const source = { languageId: 'typescript', text };
    const found = outliner.outline(source, always);
    assertSound(text, found);
    assert.equal(found.definitions.length, 36_000);
    assert.deepEqual(found, lexicalOutline(source));
  });

  it('takes any text, and tells its names', () => {
    const pieces = ['name', ' = ', '"', "'", '`', '(', '{', '[', ')', '}', ']', '\n', '\r', '\\', 'class ', 'def ']
      .concat([
        'function ',
        'import ',
        'from ',
        '<?php ',
        '/*',
        '*/',
        '//',
        '#',
        '=>',
        ':',
        ',',
        ';',
        '😀',
        '\ud83d',
        '\0',
      ])
      .concat(['  ', '\t', 'pub ', 'private', 'export ', 'require', '@', '$', '.', '<', '>']);
    const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    const languageIds = Object.values(grammars).flatMap((ids) => ids.slice(0, 1));
    fc.assert(
      fc.property(fc.constantFrom(...languageIds), anyText, (languageId, text) => {
        outline(languageId, text);
        parser.forget('any');
        const within = { start: 0, end: text.length };
        const parsed = parseNow(parser, 'any', languageId, text);
        for (const { name, range } of outliner.references(parsed, within, never)) {
          assert.ok(text.slice(range.start, range.end) === name && name !== '');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
