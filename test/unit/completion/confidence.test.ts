// What is not likely enough is not offered by itself, and always offered to who asks for it.

import assert from 'node:assert/strict';
import { leastProbability } from '../../../src/completion/confidence.ts';
import { explain } from '../../../src/completion/outcome.ts';
import type { InfillRequest } from '../../../src/engine/engine.ts';
import { at, setUp, textOf } from '../../support/completion.ts';
import type { Answer } from '../../support/scriptedEngine.ts';

const anyModel = { name: 'a model that nobody measured' };
const leastOf = (request: InfillRequest): number => request.leastProbability(anyModel);
const unsure = (request: InfillRequest): Answer =>
  leastOf(request) > 0
    ? { text: '', stopReason: 'unsure', lineProbability: 0.01 }
    : { text: 'foo()', lineProbability: 0.01 };

describe('completion/confidence', () => {
  it('asks a model that nobody measured to be surer than one that was', () => {
    const measured = leastProbability({ name: 'Sotto starter v0' });
    const other = leastProbability(anyModel);
    assert.ok(0 < measured && measured < other && other < 1, `${measured}, ${other}`);
  });

  it('offers nothing that the model is not sure of, and says so', async () => {
    const outcome = await setUp(unsure).completion.complete(at('let x = |\n', { trigger: 'automatic' }));
    assert.ok(outcome.kind === 'none');
    assert.equal(outcome.why.reason, 'not-confident');
    assert.match(explain(outcome.why), /not sure enough/);
  });

  it('offers it to who asks, at the same place too', async () => {
    const { completion, engine } = setUp(unsure);
    await completion.complete(at('let x = |\n', { trigger: 'automatic' }));
    assert.equal(textOf(await completion.complete(at('let x = |\n'))), 'foo()');
    assert.deepEqual(
      engine.asked.map((request) => leastOf(request) > 0),
      [true, false],
    );
  });

  it('offers the lines before the one that the model is not sure of', async () => {
    const { completion } = setUp({ text: '\n  a();', stopReason: 'unsure' });
    assert.match(textOf(await completion.complete(at('function f() {|\n}\n', { trigger: 'automatic' }))), /a\(\);/);
  });

  it('keeps what is shown while it is typed, behind a bracket too where nothing would be asked for', async () => {
    const { completion, engine } = setUp('foo(a).bar();');
    const automatic = { trigger: 'automatic' } as const;
    await completion.complete(at('x = |\n', automatic));
    assert.equal(textOf(await completion.complete(at('x = foo(a)|\n', automatic))), '.bar();');
    assert.equal(engine.asked.length, 1);
    assert.equal(textOf(await setUp('never').completion.complete(at('x = foo(a)|\n', automatic))), 'after-statement');
  });
});
