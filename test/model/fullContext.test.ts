// An answer ends within the context, however full the prompt made it.

import assert from 'node:assert/strict';
import { createTestEngine } from '../support/engine.ts';
import { randomModel } from '../support/randomModel.ts';

const lines = (count: number, text: string): string =>
  Array.from({ length: count }, (_, i) => `${text}${i};\n`).join('');

describe('a full context', () => {
  it('ends the answer in time, with every part of the prompt at its limit', async () => {
    // Random weights go on for ever, so that only the limit can end the answer.
    const model = await randomModel({ vocabulary: 'deepseek-coder', seed: 3 });
    const { engine, ask } = createTestEngine({ model, load: { contextTokens: 256 } });
    try {
      const above = `${lines(60, 'const value')}\n`;
      const after = `\n${lines(40, 'const other')}`;
      await ask({ before: above, after, maxTokens: 1 });
      let longest = 0;
      for (let typed = 0; typed < 10; typed++) {
        const before = `${above}f() {\n${lines(typed, '  q = a')}  x = [`;
        const { figures } = await ask({ before, after, maxLines: 500, maxTokens: 120 });
        assert.ok(figures.promptTokens + figures.generatedTokens <= 256);
        longest = Math.max(longest, figures.generatedTokens);
      }
      assert.ok(longest > 8, `${longest} tokens at most`);
    } finally {
      await engine.dispose();
    }
  });
});
