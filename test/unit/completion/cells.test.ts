// A cell of a notebook is completed in the light of the cells above it.

import assert from 'node:assert/strict';
import { type Cell, textAbove } from '../../../src/completion/cells.ts';
import { at, setUp, taken, textOf } from '../../support/completion.ts';
import { noise } from '../../support/secrets.ts';

const python = (text: string): Cell => ({ languageId: 'python', text });

describe('completion/cells', () => {
  it('takes the cells above of the same language, each with an empty line behind it', () => {
    const cells = [
      python('import os\n'),
      { languageId: 'sql', text: 'select 1' },
      python(' '),
      python('a = 1'),
      python('b'),
    ];
    assert.equal(textAbove(cells, 4), 'import os\n\na = 1\n\n');
    assert.equal(textAbove(cells, 0), '');
  });

  it('takes the nearest that fit', () => {
    const cells = [python('far'), python('x'.repeat(19_998)), python('near'), python('b')];
    assert.equal(textAbove(cells, 3), 'near\n\n');
  });

  const above = 'import os\n\n';

  it('shows them to the model, and lays the item into the cell', async () => {
    const { completion, engine } = setUp('getcwd()');
    const code = 'x = os.|)\n';
    const outcome = await completion.complete(at(code, { above, languageId: 'python' }));
    assert.equal(engine.asked[0]?.before.text, `${above}x = os.`);
    assert.ok(outcome.kind === 'item');
    assert.equal(taken(code, outcome), 'x = os.getcwd())\n');
    await completion.warmUp(at(code, { above, languageId: 'python' }));
    assert.equal(engine.asked[1]?.before.text, `${above}x = os.`);
  });

  it('completes a cell that is still empty', async () => {
    const { completion } = setUp('print(os.name)');
    assert.equal(textOf(await completion.complete(at('|', { above, languageId: 'python' }))), 'print(os.name)');
  });

  it('keeps the place of what the suggest widget selected', async () => {
    const { completion, engine } = setUp('(1)');
    const code = 'os.ge|';
    const selected = { text: 'getpid', range: { start: 3, end: 5 } };
    const outcome = await completion.complete(at(code, { above, selected }));
    assert.equal(engine.asked[0]?.before.text, `${above}os.getpid`);
    assert.equal(taken(code, outcome), 'os.getpid(1)');
  });

  it('hides what is secret in them', async () => {
    const secret = `hX7!${noise(12)}`;
    const { completion, engine } = setUp('1');
    await completion.complete(at('x = |', { above: `password = "${secret}"\n\n`, languageId: 'python' }));
    assert.ok(engine.asked[0] && !engine.asked[0].before.text.includes(secret));
  });
});
