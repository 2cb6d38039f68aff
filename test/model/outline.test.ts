// Outlines with the real grammars: a fixture and a golden text for each language, and texts that no grammar expects.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { grammarOf, grammars } from '../../src/context/grammars.ts';
import { languageOf } from '../../src/context/languageOf.ts';
import type { Reference } from '../../src/context/outline/references.ts';
import { describeOutline, describeReferences } from '../support/describeOutline.ts';
import { createTestOutliner } from '../support/outline.ts';
import { createTestParser, parseNow } from '../support/syntax.ts';

const folder = new URL('../fixtures/outline/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((file) => !file.endsWith('.txt'))
  .map((file) => ({ file, languageId: languageOf(file) }));
const never = (): boolean => false;

describe('outline', () => {
  const parser = createTestParser();
  const outliner = createTestOutliner(parser);
  before(async function () {
    this.timeout(60_000);
    for (const languageId of Object.values(grammars).flat()) await outliner.load(languageId);
  });

  it('has a fixture for every grammar', () => {
    const covered = new Set(fixtures.map(({ languageId }) => grammarOf(languageId)));
    assert.deepEqual([...covered].sort(), Object.keys(grammars).sort());
  });

  for (const { file, languageId } of fixtures) {
    it(`is what ${file}.txt says`, () => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const parsed = parseNow(parser, file, languageId, text);
      const outline = outliner.outline({ languageId, text }, never);
      assert.deepEqual(outliner.outlineOf(parsed, never), outline);
      const references: Reference[] = outliner.references(parsed, { start: 0, end: text.length }, never);
      const found = describeOutline(text, outline) + describeReferences(text, references);
      const golden = fileURLToPath(new URL(`${file}.txt`, folder));
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, found);
      assert.equal(found, readFileSync(golden, 'utf8'));
    });
  }
});
