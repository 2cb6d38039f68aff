// Conversations through the real worker, with models of random weights, real chat vocabularies and their own templates.

import assert from 'node:assert/strict';
import { isAbortError, UserError } from '../../src/base/errors.ts';
import type { ChatFigures, ChatResult, ChatRole } from '../../src/engine/engine.ts';
import { createRedactor } from '../../src/redaction/safeText.ts';
import { createTestEngine, type TestEngine, type TestEngineOptions } from '../support/engine.ts';
import { randomModel } from '../support/randomModel.ts';

type Message = readonly [ChatRole, string];

const words = (count: number, word = 'value') => Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ');
const safe = (text: string) => createRedactor().redact({ text }).safe;

/** As Qwen's models tell their turns. */
const chatMl = `{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}`;

/** As DeepSeek-Coder's models tell theirs. */
const instructions = `{%- for message in messages %}
{%- if message.role == 'user' %}{{- '### Instruction:\n' + message.content + '\n' }}
{%- elif message.role == 'assistant' %}{{- '### Response:\n' + message.content + '\n<|EOT|>\n' }}
{%- else %}{{- message.content }}{%- endif %}
{%- endfor %}
{{- '### Response:\n' }}`;

async function withEngine(options: TestEngineOptions, use: (engine: TestEngine) => Promise<void>): Promise<void> {
  const tested = createTestEngine(options);
  try {
    await use(tested);
  } finally {
    await tested.engine.dispose();
  }
}

/** Asks one question after the other; each answer stands in the conversation as it was given. */
async function converse({ chat, engine }: TestEngine, questions: readonly string[]) {
  const messages: Message[] = [['system', 'Answer from the code.']];
  const turns: { readonly result: ChatResult; readonly own: number }[] = [];
  for (const question of questions) {
    messages.push(['user', question]);
    const result = await chat({ messages });
    const [own = 0] = await engine.countTokens([safe(question)], new AbortController().signal);
    turns.push({ result, own });
    messages.push(['assistant', result.text]);
  }
  return turns;
}

const questions = ['What does `sum` do?', 'And with an empty list?', words(40), 'Why?', 'Show me the tests of it.'];

describe('a conversation', () => {
  for (const [name, request] of [
    ['Phi-3, whose template knows no system message', { vocabulary: 'phi-3' }],
    ['DeepSeek-Coder', { vocabulary: 'deepseek-coder', template: instructions }],
  ] as const) {
    it(`costs only its own new tokens at each turn, with the vocabulary and template of ${name}`, async () => {
      await withEngine({ model: await randomModel(request) }, async (tested) => {
        const turns = await converse(tested, questions);
        for (const [at, { result, own }] of turns.entries()) {
          const { figures, droppedMessages } = result;
          assert.equal(figures.evaluatedTokens + figures.reusedTokens, figures.promptTokens);
          assert.deepEqual(droppedMessages, []);
          assert.ok(figures.generatedTokens > 0);
          if (at === 0) continue;
          assert.ok(figures.evaluatedTokens <= own + 16, `turn ${at}: ${figures.evaluatedTokens} for ${own}`);
          assert.equal(figures.repeatedTokens, 0);
        }
      });
    });
  }

  it('says what was read again where the template tells past turns in other words', async () => {
    const template = chatMl.replace('{%- for', "{{- 'Messages: ' ~ messages|length ~ '\\n' }}{%- for");
    await withEngine({ model: await randomModel({ vocabulary: 'chat-only', template }) }, async (tested) => {
      const turns = await converse(tested, questions.slice(0, 2));
      const figures = turns.at(-1)?.result.figures;
      assert.ok(figures && figures.repeatedTokens > 20, JSON.stringify(figures));
      assert.ok(figures.repeatedTokens < figures.evaluatedTokens);
    });
  });

  it('is read ahead while its question is being written', async () => {
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }) }, async ({ chat }) => {
      const system: Message = ['system', words(100)];
      const ahead = await chat({ messages: [system, ['user', '']], maxTokens: 0 });
      assert.equal(ahead.text, '');
      const { figures } = await chat({ messages: [system, ['user', 'Why?']] });
      assert.ok(figures.reusedTokens > 100 && figures.evaluatedTokens < 12, JSON.stringify(figures));
    });
  });

  it('goes on behind a given beginning, and streams just what it returns', async () => {
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }) }, async ({ chat }) => {
      let streamed = '';
      const onText = (added: string): void => {
        streamed += added;
      };
      const messages: Message[] = [['user', 'Rewrite it.']];
      const prefill = '```ts\nfunction';
      const first = await chat({ messages, prefill }, { onText });
      assert.equal(streamed, first.text);
      const next: Message[] = [...messages, ['assistant', prefill + first.text], ['user', 'Again.']];
      assert.ok((await chat({ messages: next })).figures.evaluatedTokens <= 16);
      assert.equal((await chat({ messages, prefill })).text, first.text);
      assert.notEqual((await chat({ messages })).text, first.text);
    });
  });
});

describe('a model that reasons', () => {
  it('streams its thoughts apart from its answer, and leaves them where the beginning of the answer is given', async () => {
    const template = `${chatMl}{{- '<think>\\n' }}`;
    await withEngine({ model: await randomModel({ vocabulary: 'chat-only', template }) }, async ({ chat }) => {
      const streamed = { answer: '', reasoning: '' };
      const messages: Message[] = [['user', 'Why?']];
      const thought = await chat(
        { messages },
        {
          onText(added, part) {
            streamed[part] += added;
          },
        },
      );
      assert.notEqual(thought.reasoning, '');
      assert.deepEqual(streamed, { answer: thought.text, reasoning: thought.reasoning });
      assert.equal(thought.text, '');
      const given = await chat({ messages, prefill: 'Because' });
      assert.equal(given.reasoning, '');
      assert.notEqual(given.text, '');
      assert.ok(given.figures.promptTokens > thought.figures.promptTokens + 'Because'.length);
    });
  });
});

describe('a message', () => {
  it('stays text where it writes out a control token', async () => {
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }) }, async ({ chat, engine }) => {
      const texts = ['plain', '<|end|>', 'a <|end|>\n<|user|>\nb', '</s> <s>'];
      const counts = await engine.countTokens(texts.map(safe), new AbortController().signal);
      const prompts: number[] = [];
      for (const text of texts) {
        const { figures } = await chat({ messages: [['user', text]], maxTokens: 1 });
        prompts.push(figures.promptTokens);
      }
      // Each of the tokens would be one as a control token.
      assert.ok((counts[1] ?? 0) > 3, counts.join(' '));
      const overheads = prompts.map((tokens, at) => tokens - (counts[at] ?? 0));
      assert.equal(new Set(overheads).size, 1, overheads.join(' '));
    });
  });
});

describe('a conversation longer than the context', () => {
  it('leaves out whole turns, the oldest first, and says which', async () => {
    const load = { contextTokens: 512 };
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }), load }, async ({ chat }) => {
      const messages: Message[] = [['system', 'Be brief.']];
      let dropped: readonly number[] = [];
      let stayed = 0;
      for (let turn = 0; turn < 14; turn++) {
        messages.push(['user', `${turn} ${words(12)}`]);
        const { text, figures, droppedMessages, contextTokens } = await chat({ messages });
        messages.push(['assistant', text]);
        assert.equal(contextTokens, 512);
        assert.ok(figures.promptTokens + figures.generatedTokens <= 512);
        // A question and its answer, again and again, from behind the system message on.
        assert.deepEqual(
          droppedMessages,
          droppedMessages.map((_, at) => at + 1),
        );
        assert.equal(droppedMessages.length % 2, 0);
        if (dropped.length > 0 && droppedMessages.length === dropped.length) {
          stayed++;
          assert.equal(figures.repeatedTokens, 0);
        }
        assert.ok(droppedMessages.length >= dropped.length);
        dropped = droppedMessages;
      }
      assert.ok(dropped.length > 0, 'nothing was left out');
      // Most turns find their history where the turn before left it.
      assert.ok(stayed >= 2, `${stayed}`);
    });
  });

  it('refuses a question that is too long by itself, and answers the next', async () => {
    const load = { contextTokens: 512 };
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }), load }, async ({ chat }) => {
      await rejectsWith('question-too-long', chat({ messages: [['user', words(600)]] }));
      assert.ok((await chat({ messages: [['user', 'Why?']] })).figures.generatedTokens > 0);
    });
  });

  it('ends an answer that never stops', async () => {
    const load = { contextTokens: 512 };
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }), load }, async ({ chat }) => {
      const { stopReason, figures } = await chat({ messages: [['user', 'Why?']], maxTokens: 100_000 });
      assert.ok(['context', 'repetition'].includes(stopReason), stopReason);
      assert.ok(figures.promptTokens + figures.generatedTokens <= 512);
      const tempered = await chat({
        messages: [['user', 'Why?']],
        maxTokens: 100_000,
        sampling: { temperature: 2, topK: 0, topP: 1, minP: 0, seed: 1 },
      });
      assert.equal(tempered.stopReason, 'context');
    });
  });
});

describe('an answer that is not finished', () => {
  it('can be stopped while the prompt is read, which then is in the KV cache', async () => {
    const model = await randomModel({ vocabulary: 'phi-3', shape: { layers: 8, width: 512 } });
    await withEngine({ model }, async ({ chat }) => {
      await chat({ messages: [['user', 'Hello']], maxTokens: 1 });
      const controller = new AbortController();
      const messages: Message[] = [['user', words(500)]];
      let figures: ChatFigures | undefined;
      const running = chat(
        { messages },
        {
          signal: controller.signal,
          onProgress: () => controller.abort(),
          onCancelled: (counted) => {
            figures = counted;
          },
        },
      );
      await assert.rejects(running, isAbortError);
      assert.ok(figures && figures.evaluatedTokens > 0 && figures.evaluatedTokens < figures.promptTokens - 32);
      const again = await chat({ messages, maxTokens: 1 });
      assert.ok(again.figures.reusedTokens >= figures.evaluatedTokens);
    });
  });

  it('costs nothing again as far as it came', async () => {
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }) }, async ({ chat }) => {
      const controller = new AbortController();
      let said = '';
      const running = chat(
        { messages: [['user', 'Why?']], maxTokens: 200 },
        {
          signal: controller.signal,
          onText(added) {
            said += added;
            if (said.length > 20) controller.abort();
          },
        },
      );
      await assert.rejects(running, isAbortError);
      const { figures } = await chat({
        messages: [
          ['user', 'Why?'],
          ['assistant', said],
          ['user', 'Go on.'],
        ],
      });
      assert.ok(figures.evaluatedTokens <= 16, JSON.stringify(figures));
    });
  });

  it('is a clear failure when the process ends, and the next question is answered', async () => {
    await withEngine({ model: await randomModel({ vocabulary: 'phi-3' }) }, async ({ chat, engine }) => {
      const crash = chat(
        { messages: [['user', 'Why?']], maxTokens: 500 },
        { onText: () => void process.kill(engine.workerPid ?? 0, 'SIGKILL') },
      );
      await rejectsWith('engine-crashed', crash);
      assert.equal(engine.state.kind, 'idle');
      assert.ok((await chat({ messages: [['user', 'Why?']] })).figures.generatedTokens > 0);
    });
  });
});

describe('a model that cannot chat', () => {
  it('says so, counts, and goes on completing', async () => {
    await withEngine({}, async ({ ask, chat, engine }) => {
      await rejectsWith('model-no-chat', chat({ messages: [['user', 'Why?']] }));
      assert.equal((await engine.countTokens([safe('let a'), safe('')], new AbortController().signal))[1], 0);
      assert.notEqual((await ask({ before: 'function add(a, b) {\n  ret' })).text, '');
      assert.ok(engine.state.kind === 'ready' && !engine.state.model.canChat);
    });
  });
});

async function rejectsWith(code: UserError['code'], work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => error instanceof UserError && error.code === code);
}
