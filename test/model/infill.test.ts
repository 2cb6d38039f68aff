// What must hold of every answer, whatever a model's taste: on the starter model through the real worker.

import assert from 'node:assert/strict';
import type { InfillResult } from '../../src/engine/engine.ts';
import { createTestEngine } from '../support/engine.ts';

const head = `'use strict';

/** Adds two numbers. */
function add(a, b) {
  return a + b;
}

function subtract(a, b) {
`;
const tail = '\n}\n\nmodule.exports = { add, subtract };\n';

describe('fill-in-the-middle with the starter model', () => {
  const { engine, ask } = createTestEngine();
  after(() => engine.dispose());

  it('gives text that ends, holds no special token and says what it cost', async () => {
    const result = await ask({ before: `${head}  ret`, after: tail });
    assert.notEqual(result.text, '');
    assert.doesNotMatch(result.text, /<\|/);
    assert.doesNotMatch(result.text, /\n/);
    assertFigures(result);
    assert.equal(result.figures.evaluatedTokens, result.figures.promptTokens);
    assert.ok(result.figures.generatedTokens > 0 && result.figures.generatedTokens <= 24);
    assert.ok(result.lineProbability && result.lineProbability > 0 && result.lineProbability <= 1);
  });

  it('is deterministic', async () => {
    const first = await ask({ before: `${head}  const sum = `, after: tail });
    const second = await ask({ before: `${head}  const sum = `, after: tail });
    assert.equal(second.text, first.text);
  });

  it('gives other answers that differ, without evaluating the prompt again, and the same first one', async () => {
    const where = { session: 'others', before: `${head}  const sum = `, after: tail };
    const alone = await ask(where);
    const result = await ask({ ...where, alternatives: 2 });
    assert.equal(result.text, alone.text);
    const { alternatives = [] } = result;
    assert.ok(alternatives.length > 0 && alternatives.length <= 2, `${alternatives.length}`);
    assert.equal(new Set([result.text, ...alternatives]).size, alternatives.length + 1);
    assert.ok(result.figures.evaluatedTokens <= 1, `${result.figures.evaluatedTokens}`);
    assert.equal((await ask(where)).text, alone.text);
    assert.equal(alone.alternatives, undefined);
  });

  it('gives other answers within a word that is being typed', async () => {
    const { text, alternatives = [] } = await ask({ before: `${head}  ret`, after: tail, alternatives: 2 });
    assert.match(text, /^urn/);
    for (const other of alternatives) assert.notEqual(other, text);
  });

  it('answers in another document as if the first did not exist', async () => {
    const alone = await ask({ session: 'b', before: `${head}  const sum = `, after: tail });
    await ask({ session: 'c', before: 'const entirely = "different";\nlet x = ', after: '' });
    const again = await ask({ session: 'b', before: `${head}  const sum = `, after: tail });
    assert.equal(again.text, alone.text);
  });

  it('goes on inside a word with what makes the word whole', async () => {
    const { text } = await ask({ before: `${head}  retu`, after: tail });
    assert.match(text, /^rn/);
  });

  it('evaluates one or two tokens for a key, and for a new line', async () => {
    const typed = '  const result = a - b;\n  return res';
    const costs: number[] = [];
    await ask({ session: 'keys', before: head, after: tail });
    for (let length = 1; length <= typed.length; length++) {
      const result = await ask({ session: 'keys', before: head + typed.slice(0, length), after: tail, maxTokens: 4 });
      assertFigures(result);
      costs.push(result.figures.evaluatedTokens);
    }
    costs.sort((a, b) => a - b);
    assert.ok((costs[costs.length >> 1] ?? 99) <= 2, `median of ${costs}`);
    assert.ok((costs.at(-1) ?? 99) <= 4, `most of ${costs}`);
  });

  it('evaluates the window once when it was warmed up', async () => {
    const warm = await ask({ session: 'warm', before: head, after: tail, maxTokens: 0 });
    assert.equal(warm.text, '');
    assert.equal(warm.figures.generatedTokens, 0);
    const { figures } = await ask({ session: 'warm', before: `${head}  r`, after: tail });
    assert.ok(figures.evaluatedTokens <= 3, `${figures.evaluatedTokens}`);
  });

  it('fits a document far beyond its context, and says how much it left out', async () => {
    const long = Array.from({ length: 400 }, (_, i) => `const value${i} = compute(${i});`).join('\n');
    const result = await ask({ session: 'long', before: `${long}\nconst last = `, after: `\n${long}` });
    assert.ok(result.figures.promptTokens <= 512);
    assert.ok(result.used.prefixCutChars > 0);
    assert.ok(result.used.suffixCutChars > 0);
  });

  it('stops after the lines, the tokens that were asked for', async () => {
    const lines = await ask({ session: 'lines', before: head, after: '', maxLines: 2, maxTokens: 60 });
    assert.ok(lines.text.split('\n').length <= 2);
    const tokens = await ask({ session: 'tokens', before: `${head}  const total = `, after: tail, maxTokens: 2 });
    assert.ok(tokens.figures.generatedTokens <= 2);
  });

  it('streams a text that only grows into the answer', async () => {
    const seen: string[] = [];
    const { text } = await ask(
      { session: 'stream', before: `${head}  return `, after: tail },
      { onText: (t) => seen.push(t) },
    );
    for (const part of seen) assert.ok(text.startsWith(part), `${text} begins with ${part}`);
  });

  for (const [name, before] of [
    ['unpaired surrogates', 'const x = "\ud83d";\nconst y = "\udc00'],
    ['emoji', 'const x = "👩‍👩‍👧";\nconst y = "👩‍'],
    ['NUL', 'const x = "\0";\nconst y = '],
    ['mixed line ends', 'a();\r\nb();\nc();\r\nd'],
    ['a marker as text', 'const marker = "<|fim_middle|>";\nconst end = "<|endoftext|>'],
    ['nothing', ''],
  ] as const) {
    it(`survives ${name} at the cursor`, async () => {
      const result = await ask({ session: name, before, after: '' });
      assert.doesNotMatch(result.text, /<\|fim_|<\|endoftext/);
      assertFigures(result);
    });
  }
});

function assertFigures({ figures }: InfillResult): void {
  assert.equal(figures.evaluatedTokens + figures.reusedTokens, figures.promptTokens);
  for (const [name, value] of Object.entries(figures)) assert.ok(value >= 0, name);
}
