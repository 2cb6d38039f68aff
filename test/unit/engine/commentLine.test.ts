// A file's name as a comment that its own language would take.

import assert from 'node:assert/strict';
import { commentLine } from '../../../src/engine/worker/commentLine.ts';

describe('engine/worker/commentLine', () => {
  for (const [path, line] of [
    ['src/a.ts', '// src/a.ts\n'],
    ['lib/a.py', '# lib/a.py\n'],
    ['Makefile', '# Makefile\n'],
    ['a.sql', '-- a.sql\n'],
    ['a.ini', '; a.ini\n'],
    ['a.css', '/* a.css */\n'],
    ['a.vue', '<!-- a.vue -->\n'],
    ['nothing known', '// nothing known\n'],
  ] as const) {
    it(path, () => assert.equal(commentLine(path), line));
  }
});
