// Pieces of other files in the prompt cost once: a key stays as cheap as without them, and one more spares those before it.

import assert from 'node:assert/strict';
import { createTestEngine } from '../support/engine.ts';
import { randomModel } from '../support/randomModel.ts';

const above = `${Array.from({ length: 20 }, (_, i) => `const value${i} = compute(${i});`).join('\n')}\n`;
const below = '\n\nexport { total };\n';
const typed = 'const total = value1 + value2;\nconst next = to';
const piece = (name: string) =>
  [`src/${name}.ts`, `export function ${name}(id: number): ${name}Result {\n  return table.get(id);\n}\n`] as const;
const held = ['find', 'list', 'count', 'remove'].map(piece);

describe('pieces of other files in the prompt', () => {
  for (const vocabulary of ['deepseek-coder', 'starcoder', 'Qwen2.5-Coder', 'Mellum'] as const) {
    it(`cost a key nothing with ${vocabulary}`, async () => {
      const { engine, ask } = createTestEngine({ model: await randomModel({ vocabulary }) });
      try {
        const place = { before: above, after: below, context: held };
        const warm = await ask({ ...place, maxTokens: 0 });
        assert.equal(warm.used.contextIds.length, held.length);
        const costs: number[] = [];
        for (let length = 1; length <= typed.length; length++) {
          const { figures } = await ask({ ...place, before: above + typed.slice(0, length), maxTokens: 2 });
          costs.push(figures.evaluatedTokens);
        }
        costs.sort((a, b) => a - b);
        assert.ok((costs[costs.length >> 1] ?? 99) <= 2, `median of ${costs}`);
        assert.ok((costs.at(-1) ?? 99) <= 4, `most of ${costs}`);
      } finally {
        await engine.dispose();
      }
    });

    it(`leave those before an added one in the cache with ${vocabulary}`, async () => {
      const { engine, ask } = createTestEngine({ model: await randomModel({ vocabulary }) });
      try {
        const place = { before: above, after: below, maxTokens: 0 };
        const bare = (await ask({ ...place, session: 'bare' })).figures.promptTokens;
        const first = (await ask({ ...place, context: held })).figures;
        const added = (await ask({ ...place, context: [...held, piece('add')] })).figures;
        const grown = added.promptTokens - first.promptTokens;
        assert.ok(grown > 0);
        // What stands behind the added one, and where the file is named, some tokens of its name.
        assert.ok(added.evaluatedTokens <= bare + grown + 16, `${added.evaluatedTokens} of ${added.promptTokens}`);
        assert.ok(added.reusedTokens >= first.promptTokens - bare - 16, `${added.reusedTokens} reused`);
      } finally {
        await engine.dispose();
      }
    });
  }
});
