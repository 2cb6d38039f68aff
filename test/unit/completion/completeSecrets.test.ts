// No secret of the document reaches the model, and no answer that holds one reaches the document.

import assert from 'node:assert/strict';
import { at, seenBy, setUp, taken, textOf } from '../../support/completion.ts';
import { noise } from '../../support/secrets.ts';

describe('completion/complete, secrets', () => {
  const canary = `hX7!${noise(14)}`;
  const token = `ghp_${noise(36)}`;
  const places: Readonly<Record<string, string>> = {
    above: `const password = "${canary}";\nconst a = |;\n`,
    below: `const a = |;\nconst password = "${canary}";\n`,
    'in the line, before the cursor': `login({ password: "${canary}", user: | });\n`,
    'in the line, behind the cursor': `login({ user: |, password: "${canary}" });\n`,
    'in the line below, half out of the window': `const a = |;\n${'x;\n'.repeat(2044)}const password = "${canary}";\n`,
  };
  for (const [title, code] of Object.entries(places)) {
    it(`never shows the model a secret ${title}`, async () => {
      const { completion, engine, sent } = setUp('value');
      assert.equal(textOf(await completion.complete(at(code))), 'value');
      await completion.warmUp(at(code));
      assert.equal(engine.asked.length, 2);
      const seen = seenBy(engine.asked);
      for (let start = 0; start + 6 <= canary.length; start++)
        assert.ok(!seen.includes(canary.slice(start, start + 6)));
      // A line that the window's edge would cut is left out whole, and with it what it hides.
      assert.equal(sent[0]?.hiddenRules.length, title.endsWith('out of the window') ? 0 : 1);
    });
  }

  it('never shows the model a secret in the path, or in what the suggest widget selected', async () => {
    const { completion, engine } = setUp('value');
    const selected = { text: `"${token}"`, range: { start: 4, end: 4 } };
    await completion.complete(at('x = |;', { displayPath: `tmp/${token}/a.ts`, selected }));
    assert.equal(engine.asked.length, 1);
    assert.ok(!seenBy(engine.asked).includes(token.slice(4)));
  });

  it('gives the item its place in the document, not in the text the model saw', async () => {
    const code = `const password = "${canary}";\nfoo(|)\n`;
    const outcome = await setUp('bar)').completion.complete(at(code));
    assert.equal(taken(code, outcome), `const password = "${canary}";\nfoo(bar)\n`);
    assert.ok(outcome.kind === 'item' && outcome.hiddenCount === 1);
  });

  it('asks nothing inside a secret', async () => {
    const { completion, engine } = setUp('value');
    const code = `const password = "${canary.slice(0, 6)}|${canary.slice(6)}";\n`;
    assert.equal(textOf(await completion.complete(at(code))), 'inside-secret');
    await completion.warmUp(at(code));
    assert.equal(engine.asked.length, 0);
  });

  const unsafe: Readonly<Record<string, readonly [code: string, answer: string]>> = {
    'a token': ['const a = |', `"${token}"`],
    'a password for the name in the line': ['const password = |', `"${canary}"`],
    'the rest of a password': ['const password = "|"', `${canary}";`],
    'a placeholder of another session': ['const a = |', 'HIDDEN_a1b2c3_00000'],
  };
  for (const [title, [code, answer]] of Object.entries(unsafe)) {
    it(`drops an answer that holds ${title}, and does not remember it`, async () => {
      const { completion, engine } = setUp(answer);
      assert.equal(textOf(await completion.complete(at(code))), 'unsafe-answer');
      assert.equal(textOf(await completion.complete(at(code))), 'unsafe-answer');
      assert.equal(engine.asked.length, 2);
    });
  }

  it('drops an answer that echoes a placeholder from the prompt, or the beginning of one', async () => {
    const { completion, redactor } = setUp(({ before }) => /HIDDEN_\w+/.exec(before.text)?.[0] ?? assert.fail());
    const code = `const password = "${canary}";\nconst a = |\n`;
    assert.equal(textOf(await completion.complete(at(code))), 'unsafe-answer');
    const [placeholder = assert.fail()] = redactor.placeholdersIn(redactor.redact({ text: code }).safe.text);
    const cut = setUp(placeholder.slice(0, -3));
    assert.equal(textOf(await cut.completion.complete(at('const a = |'))), 'unsafe-answer');
  });

  it('drops an answer whose own name the line before it would swallow', async () => {
    const { completion } = setUp(`API_TOKEN="${canary}"`);
    assert.equal(textOf(await completion.complete(at('if (is|'))), 'unsafe-answer');
  });

  it('asks nothing with an entry of the suggest widget that would uncover a secret', async () => {
    const { completion, engine } = setUp('value');
    const renames = `const pass| = "${canary}";\n`;
    const range = { start: 6, end: 10 };
    const outcome = await completion.complete(at(renames, { selected: { text: 'path', range } }));
    assert.equal(textOf(outcome), 'inside-secret');
    assert.equal(engine.asked.length, 0);
    const elsewhere = at(`${renames.replace('|', '')}foo(x|)`);
    const x = { start: elsewhere.offset - 1, end: elsewhere.offset };
    await completion.complete({ ...elsewhere, selected: { text: 'xs', range: x } });
    assert.equal(engine.asked.length, 1);
  });

  it('lets an ordinary answer pass in a line that holds a secret', async () => {
    const { completion } = setUp('user });');
    assert.equal(textOf(await completion.complete(at(`login({ password: "${canary}", user: |`))), 'user });');
  });
});
