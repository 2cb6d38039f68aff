// When a block has left its scope: what follows is not generated.

import assert from 'node:assert/strict';
import { hasLeftScope } from '../../../src/engine/worker/scopeEnd.ts';

const head = { depth: 2, isHead: true };
const line = { depth: 4, isHead: false };

describe('engine/scopeEnd', () => {
  const cases: readonly (readonly [title: string, text: string, scope: typeof head, expected: boolean])[] = [
    ['a body', '\n    a();\n    b();', head, false],
    ['an empty line in it', '\n    a();\n\n    b();', head, false],
    ['its closing line, still growing', '\n    a();\n  }', head, false],
    ['its closing line, whole', '\n    a();\n  }\n', head, true],
    ['a line that goes on with it', '\n    a();\n  } else {\n    b();', head, false],
    ['a word that goes on with it', '\n    a\n  else\n    b', head, false],
    ['the next statement of the outer block', '\n    a();\n  next();\n', head, true],
    ['the end of the outer block', '\n    a();\n}', head, true],
    ['tabs', '\n\ta()\n\tb()', { depth: 0, isHead: true }, false],
    ['tabs, left', '\n\t\ta()\n\tb()\n', { depth: 4, isHead: true }, true],
    ['statements at the same depth', 'a();\n    b();\n    c', line, false],
    ['a shallower line', 'a();\n  }', line, true],
    ['a new paragraph', 'a();\n\n    b', line, true],
    ['the rest of the line alone', 'a()', line, false],
    ['nothing', '', line, false],
  ];
  for (const [title, text, scope, expected] of cases) {
    it(`${expected ? 'stops at' : 'goes on with'} ${title}`, () => assert.equal(hasLeftScope(text, scope), expected));
  }
});
