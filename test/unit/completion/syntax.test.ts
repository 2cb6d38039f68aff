// What the syntax tells of a document reaches its first prompt, and only the first one waits for it.

import assert from 'node:assert/strict';
import type { Binding } from '../../../src/base/range.ts';
import { createCompletion } from '../../../src/completion/complete.ts';
import type { Judged } from '../../../src/context/bindings.ts';
import type { SyntaxPlace } from '../../../src/context/syntaxMessages.ts';
import { createRedactor } from '../../../src/redaction/safeText.ts';
import { at, seenBy, textOf } from '../../support/completion.ts';
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

describe('completion, an answer that its file would not bear', () => {
  function answered(first: readonly (number | undefined)[], answer = 'const a = 1;\n  b c d') {
    const asked: Judged[] = [];
    const syntax = {
      bindingsOf: () => [],
      settled: async () => undefined,
      judge: async (_key: string, _text: string, judged: Judged) => first[asked.push(judged) - 1],
    };
    const engine = createScriptedEngine(() => answer);
    return { asked, engine, completion: createCompletion({ engine, redactor: createRedactor(), syntax }) };
  }
  const place = 'function f() {\n  |\n}\n';

  it('is offered where the syntax bears it, or does not tell', async () => {
    for (const first of [0, undefined]) {
      const { completion, asked } = answered([first]);
      assert.equal(textOf(await completion.complete(at(place))), 'const a = 1;\n  b c d');
      assert.equal(asked.length, 1);
      assert.deepEqual(asked[0]?.start, place.indexOf('|'));
    }
  });

  it('is cut to its last good statement, and remembered so', async () => {
    const { completion, engine, asked } = answered([-1, 0]);
    for (const trigger of ['invoked', 'automatic'] as const) {
      assert.equal(textOf(await completion.complete(at(place, { trigger }))), 'const a = 1;');
    }
    assert.deepEqual([engine.asked.length, asked.length], [1, 2]);
  });

  it('is dropped where no statement is good, and not asked for again', async () => {
    const { completion, engine } = answered([-1, -1]);
    assert.equal(textOf(await completion.complete(at(place))), 'breaks-syntax');
    assert.equal(textOf(await completion.complete(at(place, { trigger: 'automatic' }))), 'empty-answer');
    assert.equal(engine.asked.length, 1);
  });

  it('is offered where the judgement does not come', async () => {
    const syntax = {
      bindingsOf: () => [],
      settled: async () => undefined,
      judge: () => new Promise<undefined>(() => undefined),
    };
    const engine = createScriptedEngine(() => 'b c d');
    const completion = createCompletion({ engine, redactor: createRedactor(), syntax });
    assert.equal(textOf(await completion.complete(at(place))), 'b c d');
  });

  it('is judged with what it leaves open closed', async () => {
    const { completion, asked } = answered([0], ' {');
    await completion.complete(at('if (a)|\n'));
    assert.deepEqual(
      asked[0]?.candidates.map(({ inserted, length }) => [inserted, length]),
      [
        [' {}', 2],
        [' {', 2],
      ],
    );
  });
});

describe('completion, one line or a block by syntax', () => {
  async function linesFor(code: string, place: SyntaxPlace | undefined): Promise<number | undefined> {
    const syntax = { bindingsOf: () => [], settled: async () => undefined, placeAt: async () => place };
    const engine = createScriptedEngine(() => 'foo()');
    const completion = createCompletion({ engine, redactor: createRedactor(), syntax });
    await completion.complete(at(code));
    return engine.asked[0]?.maxLines;
  }

  it('asks for a line within a text, and for a block in an empty body, where the lines alone told otherwise', async () => {
    assert.equal(await linesFor('`a\n|\nb`', 'text'), 1);
    assert.ok(Number(await linesFor('`a\n|\nb`', undefined)) > 1);
    assert.ok(Number(await linesFor('class A extends f() // {|}', 'empty-body')) > 1);
    assert.equal(await linesFor('class A extends f() // {|}', 'code'), 1);
    assert.equal(await linesFor('f() {| a }', 'empty-body'), 1);
  });

  it('does not wait long for it', async () => {
    const syntax = {
      bindingsOf: () => [],
      settled: async () => undefined,
      placeAt: () => new Promise<undefined>(() => undefined),
    };
    const engine = createScriptedEngine(() => 'foo()');
    const completion = createCompletion({ engine, redactor: createRedactor(), syntax });
    assert.equal(textOf(await completion.complete(at('x = |'))), 'foo()');
  });
});
