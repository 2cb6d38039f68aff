// Who waits for whom, in slices: a conversation and the completion beside it, on one model.

import assert from 'node:assert/strict';
import { isAbortError } from '../../src/base/errors.ts';
import { Priority } from '../../src/engine/engine.ts';
import type { WireInfill } from '../../src/engine/protocol.ts';
import { type InProcess, loadInProcess, wireChat, wireInfill } from '../support/inProcess.ts';
import { randomModel } from '../support/randomModel.ts';

const long = Array.from({ length: 120 }, (_, i) => `value${i}`).join(' ');
const template =
  '{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n';
const quiet = { onText: () => undefined, onProgress: () => undefined, onFigures: () => undefined };

describe('the slices of a conversation', () => {
  let worker: InProcess;
  before(async () => {
    // It can do both.
    worker = await loadInProcess(await randomModel({ vocabulary: 'Qwen2.5-Coder', template }));
  });
  after(() => worker.dispose());

  it('run in a context that can be given back and made again beside completion', async () => {
    for (const round of [1, 2]) {
      const context = await worker.loaded.openChatContext();
      await context.sequence.evaluateWithoutGeneratingNewTokens([...worker.loaded.tokenizer.encode(long)]);
      assert.ok(context.sequence.nextTokenIndex > 600, `round ${round}`);
      await context.dispose();
      await complete(wireInfill('let x = ', Priority.completion));
    }
  });

  const complete = (request: WireInfill) =>
    worker.infiller.run(request, {
      signal: new AbortController().signal,
      onText: () => undefined,
      onFigures: () => undefined,
    });

  /** Chat's slices from the completion's request up to the completion's last. */
  function chatSlicesWithin(from: number): number {
    const since = worker.slices.slice(from);
    const within = since.slice(0, since.lastIndexOf(Priority.completion) + 1);
    assert.ok(within.length > 3, 'the completion had slices of its own');
    return within.filter((priority) => priority === Priority.chat).length;
  }

  it('delay a completion by one at most, while its prompt is read', async () => {
    let from: number | undefined;
    let completed: Promise<unknown> = Promise.resolve();
    const { figures } = await worker.chatter.run(wireChat(long), {
      ...quiet,
      signal: new AbortController().signal,
      onProgress() {
        if (from !== undefined) return;
        from = worker.slices.length;
        completed = complete(wireInfill(`${long}\nlet first = `, Priority.completion));
      },
    });
    await completed;
    assert.ok(from !== undefined && figures.evaluatedTokens > 600);
    const later = worker.slices.slice(from).filter((priority) => priority === Priority.chat).length;
    assert.ok(later > 8, `${later} slices of chat were still to come`);
    assert.ok(chatSlicesWithin(from) <= 1, `${chatSlicesWithin(from)}`);
  });

  it('delay a completion by one at most, while the answer is written', async () => {
    let from: number | undefined;
    let completed: Promise<unknown> = Promise.resolve();
    await worker.chatter.run(wireChat('Why?', { maxTokens: 60 }), {
      ...quiet,
      signal: new AbortController().signal,
      onText() {
        if (from !== undefined) return;
        from = worker.slices.length;
        completed = complete(wireInfill(`${long}\nlet second = `, Priority.completion));
      },
    });
    await completed;
    assert.ok(from !== undefined);
    assert.ok(chatSlicesWithin(from) <= 1, `${chatSlicesWithin(from)}`);
  });

  it('end with the one that runs when a long prompt is given up', async () => {
    const controller = new AbortController();
    let from = 0;
    const given = worker.chatter.run(wireChat(long, { session: 'given up' }), {
      ...quiet,
      signal: controller.signal,
      onProgress() {
        // The next slice is asked for by then.
        if (from > 0) return;
        from = worker.slices.length;
        setImmediate(() => controller.abort());
      },
    });
    await assert.rejects(given, isAbortError);
    assert.ok(worker.slices.length - from <= 1, `${worker.slices.length - from}`);
  });
});
