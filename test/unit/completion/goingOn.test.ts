// The answer before the question: a key along an answer under way waits for it, and behind an item the next one is ready.

import assert from 'node:assert/strict';
import { createCompletion } from '../../../src/completion/complete.ts';
import { type InfillOptions, type InfillRequest, Priority } from '../../../src/engine/engine.ts';
import { at as invokedAt, setUp, textOf } from '../../support/completion.ts';
import { eventually } from '../../support/wait.ts';

const at: typeof invokedAt = (code, change) => invokedAt(code, { trigger: 'automatic', ...change });
/** Who asks by key is not served from memory. */
const typed = (code: string, session = 'a') => at(code, { trigger: 'automatic', session });
const turn = (): Promise<void> => new Promise((wake) => setImmediate(wake));

interface Call {
  readonly request: InfillRequest;
  readonly signal: AbortSignal;
  /** Says what the model has so far. */
  write(text: string): void;
  end(text: string): void;
}

/** A completion whose engine answers when, and what, the test says. */
function slow() {
  const calls: Call[] = [];
  const made = setUp((request, _number, { signal, onText }: InfillOptions) => {
    return new Promise<string>((end) => {
      calls.push({ request, signal, end, write: (text) => onText?.(text) });
    });
  });
  const call = async (number: number): Promise<Call> => {
    await eventually(`call ${number}`, () => calls.length > number);
    return calls[number] ?? assert.fail();
  };
  return { ...made, calls, call };
}

describe('completion, an answer under way', () => {
  it('serves a key along it, though the editor cancelled the request that began it', async () => {
    const { completion, calls, call } = slow();
    const first = new AbortController();
    const cancelled = completion.complete(at('let x = |\n', { signal: first.signal }));
    const { write, end, signal } = await call(0);
    write('fo');
    first.abort();
    assert.equal(textOf(await cancelled), 'cancelled');
    const next = completion.complete(at('let x = f|\n'));
    await turn();
    end('foo()');
    const outcome = await next;
    assert.equal(textOf(outcome), 'oo()');
    assert.ok(!signal.aborted);
    assert.equal(calls.filter(({ request }) => request.priority === Priority.completion).length, 1);
  });

  it('serves several keys along it, each after the other', async () => {
    const { completion, call } = slow();
    const stops = [new AbortController(), new AbortController()];
    const gone = [completion.complete(at('x = |\n', { signal: stops[0]?.signal ?? assert.fail() }))];
    const { write, end } = await call(0);
    write('value');
    gone.push(completion.complete(at('x = v|\n', { signal: stops[1]?.signal ?? assert.fail() })));
    await turn();
    for (const stop of stops) stop.abort();
    const last = completion.complete(at('x = va|\n'));
    await turn();
    end('value.length');
    assert.deepEqual((await Promise.all(gone)).map(textOf), ['cancelled', 'cancelled']);
    assert.equal(textOf(await last), 'lue.length');
  });

  it('gives it up at once for a key that goes another way', async () => {
    const { completion, call } = slow();
    const first = new AbortController();
    const cancelled = completion.complete(at('let x = |\n', { signal: first.signal }));
    const { write, signal } = await call(0);
    write('fo');
    first.abort();
    const other = completion.complete(at('let x = g|\n'));
    const { request, end } = await call(1);
    assert.ok(signal.aborted);
    assert.equal(request.before.text, 'let x = g');
    end('o()');
    assert.equal(textOf(await other), 'o()');
    assert.equal(textOf(await cancelled), 'cancelled');
  });

  it('gives it up by itself when nobody asks again', async () => {
    const { completion, call } = slow();
    const first = new AbortController();
    const cancelled = completion.complete(at('let x = |\n', { signal: first.signal }));
    const { signal } = await call(0);
    first.abort();
    await cancelled;
    await eventually('the end of the answer', () => signal.aborted);
  });

  it('asks anew for who asks by key: one answer is not all that there is', async () => {
    const { completion, call } = slow();
    const first = new AbortController();
    const cancelled = completion.complete(at('let x = |\n', { signal: first.signal }));
    const { write, signal } = await call(0);
    write('fo');
    first.abort();
    await cancelled;
    const asked = completion.complete(invokedAt('let x = |\n'));
    const second = await call(1);
    assert.ok(signal.aborted);
    assert.ok((second.request.alternatives ?? 0) > 0);
    second.end('foo()');
    assert.equal(textOf(await asked), 'foo()');
  });

  it('ends with its document, and leaves nothing of it behind', async () => {
    const { completion, calls, call } = slow();
    const asked = completion.complete(at('let x = |\n'));
    const { signal, write } = await call(0);
    write('foo');
    const along = completion.complete(at('let x = f|\n'));
    const other = completion.complete(at('let y = |\n', { session: 'b' }));
    const { end, signal: stays } = await call(1);
    completion.forget('a');
    assert.ok(signal.aborted && !stays.aborted);
    end('bar()');
    assert.deepEqual([await asked, await along, await other].map(textOf), ['cancelled', 'cancelled', 'bar()']);
    await new Promise((wake) => setTimeout(wake, 200));
    assert.deepEqual(
      calls.map(({ request }) => request.session),
      ['a', 'b', 'b'],
    );
  });

  it('asks anew where it came to nothing', async () => {
    const { completion, call } = slow();
    const first = completion.complete(at('let x = |\n'));
    const { write, end } = await call(0);
    write('f');
    const next = completion.complete(at('let x = f|\n'));
    await turn();
    end('f');
    const second = await call(1);
    second.end('oo()');
    assert.equal(textOf(await next), 'oo()');
    await first;
  });
});

describe('completion, ahead of the question', () => {
  it('goes on behind the item while it shows, least urgently, and serves what follows from memory', async () => {
    const { completion, calls, call } = slow();
    const shown = completion.complete(at('  foo|\n}\n'));
    (await call(0)).end('(1);');
    assert.equal(textOf(await shown), '(1);');
    const { request, end } = await call(1);
    assert.equal(request.priority, Priority.ahead);
    assert.deepEqual([request.before.text, request.after.text], ['  foo(1);', '\n}\n']);
    end('\n  bar(2);');
    await turn();
    for (const [code, rest] of [
      ['  foo(1);\n  |\n}\n', 'bar(2);'],
      ['  foo(1);\n  bar|\n}\n', '(2);'],
    ] as const) {
      const outcome = await completion.complete(typed(code));
      assert.ok(outcome.kind === 'item' && outcome.fromMemory, code);
      assert.equal(textOf(outcome), rest);
    }
    assert.equal(calls.filter(({ request: asked }) => asked.priority === Priority.completion).length, 1);
  });

  it('finds its place in a document with the other line ends', async () => {
    const { completion, call } = slow();
    const shown = completion.complete(at('f() {|\r\n}\r\n'));
    (await call(0)).end('\n  a();');
    await shown;
    (await call(1)).end('\n  b();');
    await turn();
    const outcome = await completion.complete(typed('f() {\r\n  a();\r\n  |\r\n}\r\n'));
    assert.ok(outcome.kind === 'item' && outcome.fromMemory);
    assert.equal(textOf(outcome), 'b();');
  });

  it('serves an item that is taken word by word', async () => {
    const { completion, calls, call } = slow();
    const shown = completion.complete(at('x = |\n'));
    (await call(0)).end('first.second(third)');
    await shown;
    for (const [code, rest] of [
      ['x = first|\n', '.second(third)'],
      ['x = first.second|\n', '(third)'],
    ] as const) {
      assert.equal(textOf(await completion.complete(typed(code))), rest);
    }
    assert.equal(calls.filter(({ request }) => request.priority === Priority.completion).length, 1);
  });

  it('ends for a key that needs the model, and goes on for one along the item', async () => {
    const { completion, call } = slow();
    const shown = completion.complete(at('x = |\n'));
    (await call(0)).end('foo()');
    await shown;
    const { signal } = await call(1);
    assert.equal(textOf(await completion.complete(typed('x = f|\n'))), 'oo()');
    assert.ok(!signal.aborted);
    const other = completion.complete(at('x = fi|\n'));
    (await call(2)).end('rst');
    assert.ok(signal.aborted);
    await other;
  });

  it('does not go on in the middle of a line, nor twice behind one item', async () => {
    const { completion, calls, call } = slow();
    const middle = completion.complete(at('f(|, other)\n'));
    (await call(0)).end('first');
    assert.equal(textOf(await middle), 'first');
    const shown = completion.complete(at('x = |\n', { session: 'b' }));
    (await call(1)).end('foo()');
    await shown;
    (await call(2)).end(' + 1');
    await turn();
    assert.equal(textOf(await completion.complete(typed('x = |\n', 'b'))), 'foo()');
    await new Promise((wake) => setTimeout(wake, 200));
    assert.deepEqual(
      calls.map(({ request }) => request.session),
      ['a', 'b', 'b'],
    );
  });

  it('ends when nobody looks any more, and when the document is closed', async () => {
    for (const end of ['rest', 'forget'] as const) {
      const { completion, call } = slow();
      const shown = completion.complete(at('x = |\n'));
      (await call(0)).end('foo()');
      await shown;
      const { signal } = await call(1);
      completion[end]('a');
      assert.ok(signal.aborted, end);
    }
  });

  it('stays away on battery', async () => {
    const { engine, redactor } = setUp('foo()');
    const completion = createCompletion({ engine, redactor, onBattery: () => true });
    assert.equal(textOf(await completion.complete(at('x = |\n'))), 'foo()');
    await new Promise((wake) => setTimeout(wake, 200));
    assert.equal(engine.asked.length, 1);
  });

  it('remembers no answer that looks like a secret, and none that was cut before its first line ended', async () => {
    const made = setUp(({ priority, before }) => {
      if (priority === Priority.completion) return 'password';
      return before.text.startsWith('a')
        ? ` = "${['hunter', 'kX9', 'qq2Zt'].join('')}"`
        : { text: ' = "x', stopReason: 'tokens' };
    });
    for (const start of ['a', 'b']) {
      await made.completion.complete(at(`${start}.|\n`));
      await eventually('what goes ahead', () => made.sent.some(({ feature }) => feature === 'warm-up'));
      await turn();
      const asked = made.engine.asked.length;
      await made.completion.complete(at(`${start}.password|\n`));
      assert.equal(made.engine.asked.length, asked + 1, start);
      made.sent.length = 0;
    }
  });
});
