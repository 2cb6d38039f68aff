// Who shows what is hidden waits until the syntax is known; no way that a thread may end leaves anybody waiting.

import assert from 'node:assert/strict';
import { createBindings, type SyntaxThread } from '../../../src/context/bindings.ts';
import type { SyntaxReply, SyntaxRequest } from '../../../src/context/syntaxMessages.ts';

function setUp() {
  const posted: SyntaxRequest[] = [];
  let reply: (reply: SyntaxReply) => void = () => assert.fail('no thread');
  let end: (error: unknown) => void = () => assert.fail('no thread');
  const thread: SyntaxThread = {
    post: (request) => void posted.push(request),
    onReply(listener) {
      reply = listener;
    },
    onEnd(listener) {
      end = listener;
    },
    dispose: () => undefined,
  };
  const bindings = createBindings({ startThread: () => thread, onError: () => undefined, now: () => 0 });
  const answer = () => {
    const last = posted.at(-1);
    if (last?.kind === 'edit') reply({ kind: 'bindings', id: last.id, bindings: [] });
  };
  const ask = (text: string) => bindings.bindingsOf('a', 'typescript', text);
  return { bindings, ask, answer, end: (error?: unknown) => end(error) };
}

const turn = () => new Promise((wake) => setImmediate(wake));

describe('createBindings, settled', () => {
  it('comes at once where nothing was asked', () => setUp().bindings.settled('a'));

  it('comes with the answer to what was asked last', async () => {
    const { bindings, ask, answer } = setUp();
    ask('let a');
    let isSettled = false;
    const settled = bindings.settled('a').then(() => {
      isSettled = true;
    });
    ask('let ab');
    answer();
    await turn();
    assert.equal(isSettled, false, 'the second edit is under way');
    answer();
    await settled;
  });

  for (const [title, way] of [
    ['the document is forgotten', ({ bindings }) => bindings.forget('a')],
    ['the thread ends', ({ end }) => end(new Error('gone'))],
    ['all is over', ({ bindings }) => bindings.dispose()],
  ] as readonly (readonly [string, (made: ReturnType<typeof setUp>) => void])[]) {
    it(`comes when ${title}`, async () => {
      const made = setUp();
      made.ask('let a');
      const settled = made.bindings.settled('a');
      way(made);
      await settled;
    });
  }
});
