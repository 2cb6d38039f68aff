// The editor's side of parsing: what it tells the thread, and what it serves until the thread has answered.

import assert from 'node:assert/strict';
import type { Binding } from '../../../src/base/range.ts';
import { createBindings, type SyntaxThread } from '../../../src/context/bindings.ts';
import type { EditMessage, SyntaxReply, SyntaxRequest } from '../../../src/context/syntaxMessages.ts';

/** A thread that answers when it is told to. */
function createScriptedThread() {
  const posted: SyntaxRequest[] = [];
  let listener: (reply: SyntaxReply) => void = () => undefined;
  let ended: (error: unknown) => void = () => undefined;
  const state = { starts: 0, disposals: 0 };
  const start = (): SyntaxThread => {
    state.starts++;
    return {
      post: (request) => void posted.push(request),
      onReply: (given) => {
        listener = given;
      },
      onEnd: (given) => {
        ended = given;
      },
      dispose: () => void state.disposals++,
    };
  };
  const edits = (): EditMessage[] => posted.filter((request) => request.kind === 'edit');
  return {
    state,
    start,
    posted,
    edits,
    answer: (bindings: readonly Binding[] | undefined, id = edits().at(-1)?.id ?? 0) =>
      listener({ kind: 'bindings', id, bindings }),
    fail: (error: unknown) => listener({ kind: 'failure', error }),
    end: (error: unknown) => ended(error),
  };
}

function binding(start: number, end: number): Binding {
  return { nameRange: { start, end: start + 1 }, valueRange: { start: start + 2, end }, kind: 'assignment' };
}

describe('context/bindings', () => {
  let thread: ReturnType<typeof createScriptedThread>;
  let errors: unknown[];
  let nowMs: number;
  let bindings: ReturnType<typeof createBindings>;
  const of = (text: string, key = 'a') => bindings.bindingsOf(key, 'typescript', text);

  beforeEach(() => {
    thread = createScriptedThread();
    errors = [];
    nowMs = 0;
    bindings = createBindings({ startThread: thread.start, onError: (error) => errors.push(error), now: () => nowMs });
  });

  it('starts no thread for a language without a grammar, nor for a text of more than 1 MB', () => {
    assert.equal(bindings.bindingsOf('a', 'yaml', 'x: y'), undefined);
    assert.equal(of('x'.repeat(1024 * 1024 + 1)), undefined);
    assert.equal(thread.state.starts, 0);
  });

  it('sends the whole text first, and then what changed', () => {
    assert.equal(of('a = "b"'), undefined);
    thread.answer([binding(0, 7)]);
    of('a = "bc"');
    assert.deepEqual(
      thread.edits().map(({ start, oldEnd, inserted }) => ({ start, oldEnd, inserted })),
      [
        { start: 0, oldEnd: 0, inserted: 'a = "b"' },
        { start: 6, oldEnd: 6, inserted: 'c' },
      ],
    );
  });

  it('serves what was answered, as the same object', () => {
    of('a = "b"');
    const found = [binding(0, 7)];
    thread.answer(found);
    assert.equal(of('a = "b"'), found);
    assert.equal(thread.posted.length, 1);
  });

  it('moves what it knows until the answer to an edit is there', () => {
    of('a="b"; c="d"');
    thread.answer([binding(0, 5), binding(7, 12)]);
    const moved = of('a="bx"; c="d"');
    assert.deepEqual(moved, [binding(0, 6), binding(8, 13)]);
    assert.equal(of('a="bx"; c="d"'), moved);
    thread.answer([binding(8, 13)]);
    assert.deepEqual(of('a="bx"; c="d"'), [binding(8, 13)]);
  });

  it('has one edit under way, and sends what was typed meanwhile as one', () => {
    of('a');
    of('ab');
    of('abc');
    assert.equal(thread.edits().length, 1);
    thread.answer([]);
    assert.deepEqual(thread.edits().at(-1)?.inserted, 'bc');
    thread.answer([]);
    assert.equal(thread.edits().length, 2);
  });

  it('ignores the answer for a document that was closed meanwhile', () => {
    of('a="b"');
    const stale = thread.edits().at(-1)?.id;
    bindings.forget('a');
    of('c="d"');
    thread.answer([binding(0, 5)], stale);
    assert.equal(of('c="d"'), undefined);
    assert.deepEqual(thread.posted[1], { kind: 'forget', key: 'a' });
  });

  it('begins anew when the language becomes another', () => {
    of('a="b"');
    thread.answer([binding(0, 5)]);
    assert.equal(bindings.bindingsOf('a', 'python', 'a="b"'), undefined);
    assert.deepEqual(
      thread.posted.map(({ kind }) => kind),
      ['edit', 'forget', 'edit'],
    );
  });

  it('forgets the document used longest ago when there are more than 16', () => {
    for (let index = 0; index < 16; index++) of('x', `document-${index}`);
    of('xy', 'document-0');
    of('x', 'one-more');
    assert.deepEqual(
      thread.posted.filter(({ kind }) => kind === 'forget'),
      [{ kind: 'forget', key: 'document-1' }],
    );
  });

  it('goes on after a failure, and reports it', () => {
    of('a="b"');
    thread.fail('no grammar');
    thread.answer(undefined);
    assert.equal(of('a="b"'), undefined);
    assert.deepEqual(errors, ['no grammar']);
  });

  it('leaves a thread that ended alone for half a minute, and then tells a new one everything', () => {
    of('a="b"');
    thread.answer([binding(0, 5)]);
    thread.end('broken');
    assert.equal(of('a="bc"'), undefined);
    nowMs = 29_000;
    assert.equal(of('a="bc"'), undefined);
    assert.equal(thread.state.starts, 1);
    nowMs = 31_000;
    of('a="bc"');
    assert.equal(thread.state.starts, 2);
    assert.equal(thread.edits().at(-1)?.inserted, 'a="bc"');
    assert.deepEqual(errors, ['broken']);
  });

  it('never throws when no thread can be started', () => {
    const broken = createBindings({
      startThread: () => {
        throw new Error('no threads here');
      },
      onError: (error) => errors.push(error),
      now: () => nowMs,
    });
    assert.equal(broken.bindingsOf('a', 'go', 'x'), undefined);
    assert.equal(broken.bindingsOf('a', 'go', 'xy'), undefined);
    assert.equal(errors.length, 1);
  });

  it('ends its thread, and takes that for no failure', () => {
    of('x');
    bindings.dispose();
    thread.end(undefined);
    assert.equal(thread.state.disposals, 1);
    assert.deepEqual(errors, []);
  });
});
