// What a model is not sure of: generation stops at the first token too much, and costs no more than those before it.

import assert from 'node:assert/strict';
import { createTestEngine } from '../support/engine.ts';

const head = 'function add(a, b) {\n  return a + b;\n}\n\nfunction subtract(a, b) {\n';
const tail = '\n}\n\nmodule.exports = { add, subtract };\n';

describe('certainty with the starter model', () => {
  const { engine, ask } = createTestEngine();
  after(() => engine.dispose());

  const line = { before: `${head}  return `, after: tail };

  it('says how likely its line is right, and never gives up where nothing is asked for', async () => {
    const { stopReason, lineProbability } = await ask(line);
    assert.notEqual(stopReason, 'unsure');
    assert.ok(lineProbability && lineProbability > 0 && lineProbability <= 1, `${lineProbability}`);
  });

  it('gives the whole line that is just likely enough', async () => {
    const { text, lineProbability = 0 } = await ask(line);
    const again = await ask({ ...line, leastProbability: () => lineProbability * 0.99 });
    assert.equal(again.text, text);
  });

  it('says nothing of a line that is just not likely enough, and generates no token behind the weak one', async () => {
    const { figures, lineProbability = 0 } = await ask(line);
    const again = await ask({ ...line, leastProbability: () => Math.min(1, lineProbability * 1.01) });
    assert.deepEqual([again.text, again.stopReason], ['', 'unsure']);
    assert.ok(again.figures.generatedTokens <= figures.generatedTokens);
    const none = await ask({ ...line, leastProbability: () => 1 });
    assert.deepEqual([none.text, none.stopReason], ['', 'unsure']);
    assert.ok(none.figures.generatedTokens <= again.figures.generatedTokens);
  });

  it('keeps the whole lines before a weak one', async () => {
    const block = { before: head, after: '', maxLines: 6, maxTokens: 60 };
    const { text } = await ask(block);
    for (const least of [0.001, 0.01, 0.1, 0.3]) {
      const part = await ask({ ...block, leastProbability: () => least });
      assert.ok(text.startsWith(part.text), `${part.text} begins ${text}`);
      if (part.stopReason !== 'unsure' || part.text === '') continue;
      assert.equal(text[part.text.length], '\n');
    }
  });
});
