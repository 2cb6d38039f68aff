// What the syntax tells of a document reaches its first prompt, and only the first one waits for it.

import assert from 'node:assert/strict';
import type { Binding } from '../../../src/base/range.ts';
import { createCompletion } from '../../../src/completion/complete.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { at, seenBy } from '../../support/completion.ts';
import { createScriptedEngine } from '../../support/scriptedEngine.ts';
import { noise } from '../../support/secrets.ts';

const secret = `hX7!${noise(12)}`;
/** The name stands too far from its value for the lexical way. */
const code = `login({\n  password:\n    // of the old account\n    "${secret}",\n});\nlet x = |\n`;

function bindingIn(text: string): Binding {
  const name = text.indexOf('password');
  const value = text.indexOf(`"${secret}"`);
  return {
    nameRange: { start: name, end: name + 'password'.length },
    valueRange: { start: value, end: value + secret.length + 2 },
    kind: 'property',
  };
}

/** Knows nothing before `tell` was called, and then everything. */
function createScriptedSyntax() {
  let isKnown = false;
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    tell = () => {
      isKnown = true;
      resolve();
    };
  });
  let waits = 0;
  return {
    bindingsOf: (_key: string, _languageId: string, text: string) => (isKnown ? [bindingIn(text)] : undefined),
    settled: () => {
      waits++;
      return told;
    },
    tell: () => tell(),
    waits: () => waits,
  };
}

function setUp() {
  const syntax = createScriptedSyntax();
  const engine = createScriptedEngine(() => 'foo()');
  return { syntax, engine, completion: createCompletion({ engine, redactor: createRedactor(), syntax }) };
}

describe('completion, with syntax', () => {
  it('waits with the first prompt of a document until its syntax is known, and no longer', async () => {
    const { syntax, engine, completion } = setUp();
    const outcome = completion.complete(at(code));
    await new Promise(setImmediate);
    assert.equal(engine.asked.length, 0);
    syntax.tell();
    assert.equal((await outcome).kind, 'item');
    assert.ok(seenBy(engine.asked).includes('password'));
    assert.ok(!seenBy(engine.asked).includes(secret));
    await completion.complete(at(code.replace('let x', 'let y')));
    assert.equal(engine.asked.length, 2);
    assert.equal(syntax.waits(), 1);
  });

  it('waits with a warm-up as well', async () => {
    const { syntax, engine, completion } = setUp();
    const warm = completion.warmUp(at(code));
    syntax.tell();
    await warm;
    assert.equal(engine.asked.length, 1);
    assert.ok(!seenBy(engine.asked).includes(secret));
  });

  it('asks without it when it does not come', async () => {
    const { engine, completion } = setUp();
    assert.equal((await completion.complete(at(code))).kind, 'item');
    assert.equal(engine.asked.length, 1);
  });

  it('ends the wait when it is cancelled', async () => {
    const { engine, completion } = setUp();
    const cancelling = new AbortController();
    const outcome = completion.complete(at(code, { signal: cancelling.signal }));
    cancelling.abort();
    assert.deepEqual(await outcome, { kind: 'none', why: { reason: 'cancelled' } });
    assert.equal(engine.asked.length, 0);
  });
});
