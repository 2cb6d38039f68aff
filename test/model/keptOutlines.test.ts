// Outlines of documents that are being edited: the same as from scratch, and no more trees held than a few.

import assert from 'node:assert/strict';
import { createKeptOutlines } from '../../src/context/index/keptOutlines.ts';
import { createTestOutliner } from '../support/outline.ts';
import { createTestParser } from '../support/syntax.ts';

const never = (): boolean => false;
const first =
  "import { open } from './disk.ts';\n\n/** Reads. */\nexport function read(path: string): string {\n  return open(path);\n}\n";

describe('context/index/keptOutlines', () => {
  it('is after each edit what it would be from scratch', async () => {
    const parser = createTestParser();
    const outliner = createTestOutliner(parser);
    const document = createKeptOutlines(parser, outliner).of('/w/a.ts');
    await document.load('typescript');
    const texts = [
      first,
      first.replace('read', 'readAll'),
      first.replace('import', '// a line above\nimport'),
      `${first}class Half {\n  name = 1;\n`,
      `${first}class Half {\n  name = 1;\n}\n`,
      '',
      first,
    ];
    for (const text of texts) {
      const source = { languageId: 'typescript', text };
      assert.deepEqual(document.outline(source, never), outliner.outline(source, never));
    }
  });

  it('outlines what has no grammar by its lines', async () => {
    const parser = createTestParser();
    const document = createKeptOutlines(parser, createTestOutliner(parser)).of('/w/notes.md');
    await document.load('markdown');
    assert.equal(document.outline({ languageId: 'markdown', text: '# Title\n\nText\n' }, never).chunks.length, 1);
  });

  it('keeps the trees of the documents used last, and none that was forgotten', async () => {
    const parser = createTestParser();
    const held = new Set<string>();
    const watched: typeof parser = {
      ...parser,
      parse(source, isOver) {
        held.add(source.key);
        return parser.parse(source, isOver);
      },
      forget(key) {
        held.delete(key);
        parser.forget(key);
      },
    };
    const documents = createKeptOutlines(watched, createTestOutliner(parser));
    const touch = async (path: string): Promise<void> => {
      await documents.of(path).load('typescript');
      documents.of(path).outline({ languageId: 'typescript', text: first }, never);
    };
    for (let index = 0; index < 8; index++) await touch(`/w/${index}.ts`);
    await touch('/w/0.ts');
    await touch('/w/8.ts');
    assert.equal(held.size, 8);
    assert.deepEqual([held.has('/w/0.ts'), held.has('/w/1.ts')], [true, false]);
    documents.forget('/w/0.ts');
    assert.equal(held.has('/w/0.ts'), false);
  });
});
