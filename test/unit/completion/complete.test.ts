// From the cursor to the item with a scripted engine and the real redactor: places, memory, cancelling, failures.

import assert from 'node:assert/strict';
import { UserError } from '../../../src/base/errors.ts';
import { Priority } from '../../../src/engine/engine.ts';
import { isSafeText } from '../../../src/redaction/safeText.ts';
import { at, setUp, taken, textOf } from '../../support/completion.ts';
import type { Answer } from '../../support/scriptedEngine.ts';
import { noise } from '../../support/secrets.ts';

describe('completion/complete', () => {
  it('asks for what stands around the cursor, as SafeText, and gives the item with its figures', async () => {
    const { engine, completion, sent } = setUp('foo()');
    const outcome = await completion.complete(at('let x = |\nnext();\n'));
    assert.equal(textOf(outcome), 'foo()');
    assert.ok(outcome.kind === 'item' && !outcome.fromMemory && outcome.hiddenCount === 0);
    assert.deepEqual(outcome.item.range, { start: 8, end: 8 });
    assert.equal(outcome.figures?.promptTokens, 10);
    const [asked = assert.fail()] = engine.asked;
    for (const text of [asked.before, asked.after, asked.path]) assert.ok(isSafeText(text));
    assert.deepEqual(
      [asked.before.text, asked.after.text, asked.path.text, asked.session, asked.firstLine, asked.maxLines],
      ['let x = ', '\nnext();\n', 'src/a.ts', 'a', 0, 1],
    );
    assert.equal(asked.priority, Priority.completion);
    assert.equal(sent.length, 1);
  });

  it('asks for a block where one begins', async () => {
    const { engine, completion } = setUp('\n  a();\n}');
    await completion.complete(at('function f() {|}'));
    const [asked = assert.fail()] = engine.asked;
    assert.ok(asked.maxLines > 1 && asked.maxTokens > 32);
  });

  const ranges: readonly (readonly [title: string, code: string, answer: string, document: string])[] = [
    ['a closed bracket', 'foo(|)\n', 'bar)', 'foo(bar)\n'],
    ['quote and bracket', 'foo("|")\n', 'bar");', 'foo("bar");\n'],
    ['nothing that the answer does not close', 'foo(|)\n', 'bar', 'foo(bar)\n'],
    ['nothing in mid-line', 'foo(|, b)\n', 'bar, b)', 'foo(bar, b)\n'],
    ['line ends of CRLF documents not at all', 'foo(|)\r\nx\r\n', 'bar)', 'foo(bar)\r\nx\r\n'],
  ];
  for (const [title, code, answer, document] of ranges) {
    it(`covers ${title}`, async () => {
      assert.equal(taken(code, await setUp(answer).completion.complete(at(code))), document);
    });
  }

  it('goes on from what the suggest widget has selected, and replaces what it would replace', async () => {
    const { engine, completion } = setUp('(name)');
    const code = 'console.lo|';
    const outcome = await completion.complete(at(code, { selected: { text: 'log', range: { start: 8, end: 10 } } }));
    assert.equal(engine.asked[0]?.before.text, 'console.log');
    assert.ok(outcome.kind === 'item');
    assert.deepEqual(outcome.item, { text: 'log(name)', range: { start: 8, end: 10 } });
  });

  it('covers closed brackets behind a selected entry too', async () => {
    const code = 'f(na|)';
    const selected = { text: 'name', range: { start: 2, end: 4 } };
    assert.equal(taken(code, await setUp(', 1)').completion.complete(at(code, { selected }))), 'f(name, 1)');
  });

  it('keeps requests that overlap apart, of several documents and of one', async () => {
    const ends: ((text: string) => void)[] = [];
    const { completion, engine } = setUp(() => new Promise<string>((resolve) => ends.push(resolve)));
    const asked = [
      completion.complete(at('let a = |', { session: 'a' })),
      completion.complete(at('foo(|)', { session: 'b' })),
      completion.complete(at('let aa = |', { session: 'a' })),
    ];
    await new Promise((wake) => setImmediate(wake));
    assert.deepEqual(
      engine.asked.map(({ session, before }) => `${session} ${before.text}`),
      ['a let a = ', 'b foo(', 'a let aa = '],
    );
    for (const [number, text] of ['first', 'bar)', 'third'].entries()) ends[ends.length - 1 - number]?.(text);
    const outcomes = await Promise.all(asked);
    assert.deepEqual(outcomes.map(textOf), ['third', 'bar)', 'first']);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.kind === 'item' && outcome.item.range),
      [
        { start: 8, end: 8 },
        { start: 4, end: 5 },
        { start: 9, end: 9 },
      ],
    );
  });

  it('aborts one request and not the other', async () => {
    const stop = new AbortController();
    const ends: ((text: string) => void)[] = [];
    const { completion } = setUp(() => new Promise<string>((resolve) => ends.push(resolve)));
    const quitter = completion.complete(at('let a = |', { signal: stop.signal }));
    const patient = completion.complete(at('let b = |', { session: 'b' }));
    await new Promise((wake) => setImmediate(wake));
    stop.abort();
    assert.equal(textOf(await quitter), 'cancelled');
    ends[1]?.('here');
    assert.equal(textOf(await patient), 'here');
  });

  it('does not ask the engine for a request that is replaced while it waits for the next key', async () => {
    const stop = new AbortController();
    const { completion, engine } = setUp('foo()');
    const outcome = completion.complete(at('let a = |', { trigger: 'automatic', signal: stop.signal }));
    stop.abort();
    assert.equal(textOf(await outcome), 'cancelled');
    assert.equal(engine.asked.length, 0);
  });

  it('tells a failure that the user can mend, and throws any other', async () => {
    const missing = new UserError('model-missing', 'There is no such file.', 'choose-model');
    const outcome = await setUp(missing).completion.complete(at('let a = |'));
    assert.deepEqual(outcome, { kind: 'none', why: { reason: 'failed', error: missing } });
    await assert.rejects(setUp(new RangeError('bug')).completion.complete(at('let a = |')), RangeError);
  });

  it('asks nothing where there is nothing to complete', async () => {
    const { completion, engine } = setUp('foo()');
    for (const [code, reason] of [
      ['|', 'nothing-to-complete'],
      ['a();|', 'after-statement'],
      ['fo|o', 'inside-word'],
      ['a\0|', 'binary'],
    ] as const) {
      assert.equal(textOf(await completion.complete(at(code, { trigger: 'automatic' }))), reason);
    }
    assert.equal(engine.asked.length, 0);
  });

  const poor: readonly (readonly [reason: string, answer: Answer])[] = [
    ['repetition', { text: 'la la la', stopReason: 'repetition' }],
    ['empty-answer', ''],
    ['repeats-suffix', 'next();'],
  ];
  for (const [reason, answer] of poor) {
    it(`gives the reason for an answer that is no use: ${reason}`, async () => {
      assert.equal(textOf(await setUp(answer).completion.complete(at('x();\n|\nnext();\n'))), reason);
    });
  }

  it('takes any text that an editor may hold', async () => {
    const texts = [
      'a = \uD83D|',
      'a = |\uDE00',
      '\uDE00\uD83D|',
      '😀|',
      'a\r\n|b\rc\n',
      'x\u2028|',
      `${'x'.repeat(300_000)} |`,
    ];
    for (const code of texts) assert.equal(textOf(await setUp('foo').completion.complete(at(code))), 'foo');
  });
});

describe('completion/complete, memory', () => {
  it('serves what is typed along an answer, and what is deleted back, without the engine', async () => {
    const { completion, engine, sent } = setUp('foo(bar)');
    await completion.complete(at('x = |\n'));
    for (const [code, text] of [
      ['x = f|\n', 'oo(bar)'],
      ['x = foo(|)\n', 'bar)'],
      ['x = |\n', 'foo(bar)'],
    ] as const) {
      const outcome = await completion.complete(at(code, { trigger: 'automatic' }));
      assert.equal(textOf(outcome), text);
      assert.ok(outcome.kind === 'item' && outcome.fromMemory && outcome.figures === undefined);
    }
    assert.deepEqual([engine.asked.length, sent.length], [1, 1]);
  });

  it('remembers that there was nothing to say, at that place only', async () => {
    const { completion, engine } = setUp((_request, number) => (number === 0 ? '' : 'foo'));
    assert.equal(textOf(await completion.complete(at('x = |\n'))), 'empty-answer');
    assert.equal(textOf(await completion.complete(at('x = |\n', { trigger: 'automatic' }))), 'empty-answer');
    assert.equal(engine.asked.length, 1);
    assert.equal(textOf(await completion.complete(at('x = y|\n'))), 'foo');
  });

  it('takes no answer cut off before its first character for nothing to say', async () => {
    const { completion, engine } = setUp((_request, number) =>
      number === 0 ? { text: '', stopReason: 'time' } : 'foo',
    );
    assert.equal(textOf(await completion.complete(at('x = |\n'))), 'too-slow');
    assert.equal(textOf(await completion.complete(at('x = |\n'))), 'foo');
    assert.equal(engine.asked.length, 2);
  });

  it('remembers nothing of a model that is gone', async () => {
    const { completion, engine } = setUp((_request, number) => (number === 0 ? 'weak' : 'strong'));
    await completion.complete(at('x = |\n'));
    engine.tell({ kind: 'idle' });
    assert.equal(textOf(await completion.complete(at('x = |\n'))), 'strong');
  });

  it('asks again in another document, and after this one was closed', async () => {
    const { completion, engine } = setUp('foo');
    await completion.complete(at('x = |'));
    await completion.complete(at('x = |', { session: 'b' }));
    completion.forget('a');
    await completion.complete(at('x = |'));
    assert.equal(engine.asked.length, 3);
  });
});

describe('completion/complete, other answers', () => {
  const answers = { text: 'first()', alternatives: ['second()', 'first() ', ')', 'third()'] };

  it('asks for them when it is invoked, and offers those that differ and pass the filters', async () => {
    const { completion, engine } = setUp(answers);
    const outcome = await completion.complete(at('x = |\n'));
    assert.equal(engine.asked[0]?.alternatives, 2);
    assert.ok(outcome.kind === 'item');
    assert.deepEqual(
      [outcome.item, ...(outcome.alternatives ?? [])].map(({ text }) => text),
      ['first()', 'second()', 'third()'],
    );
  });

  it('asks for none while one types', async () => {
    const { completion, engine } = setUp(answers);
    await completion.complete(at('x = |\n', { trigger: 'automatic' }));
    assert.equal(engine.asked[0]?.alternatives, 0);
  });

  it('asks for them although the first is remembered', async () => {
    const { completion, engine } = setUp(answers);
    await completion.complete(at('x = |\n', { trigger: 'automatic' }));
    const outcome = await completion.complete(at('x = |\n'));
    assert.ok(outcome.kind === 'item' && !outcome.fromMemory && outcome.alternatives?.length === 2);
    assert.equal(engine.asked.filter(({ alternatives }) => alternatives === 2).length, 1);
  });

  it('puts each behind what the suggest widget has selected', async () => {
    const selected = { text: 'log', range: { start: 8, end: 10 } };
    const outcome = await setUp({ text: '(1)', alternatives: ['(2)'] }).completion.complete(
      at('console.lo|', { selected }),
    );
    assert.ok(outcome.kind === 'item');
    assert.deepEqual(outcome.alternatives, [{ text: 'log(2)', range: { start: 8, end: 10 } }]);
  });

  it('offers the next where the first is no use', async () => {
    const { completion } = setUp({ text: 'next();', alternatives: ['first();'] });
    assert.equal(textOf(await completion.complete(at('x();\n|\nnext();\n'))), 'first();');
  });

  it('drops one that looks like a secret', async () => {
    const token = `ghp_${noise(36)}`;
    const outcome = await setUp({ text: 'first()', alternatives: [`"${token}"`] }).completion.complete(at('x = |\n'));
    assert.ok(outcome.kind === 'item' && outcome.alternatives?.length === 0);
  });
});

describe('completion/complete, warm-up', () => {
  it('evaluates the same window as a request, generates nothing, and comes last', async () => {
    const { completion, engine } = setUp('foo');
    const code = 'a\nb(|)\nc\n';
    await completion.warmUp(at(code));
    await completion.complete(at(code));
    const [warm = assert.fail(), real = assert.fail()] = engine.asked;
    assert.deepEqual([warm.before.text, warm.after.text, warm.firstLine], [real.before.text, real.after.text, 0]);
    assert.deepEqual([warm.maxTokens, warm.priority, warm.session], [0, Priority.warmUp, real.session]);
  });

  it('does nothing where nothing would be asked', async () => {
    const { completion, engine } = setUp('foo');
    for (const code of ['|', '  \n|', 'a\0b|']) await completion.warmUp(at(code));
    assert.equal(engine.asked.length, 0);
  });
});
