// Plants secrets in random documents, moves, types and asks, and then looks for them in everything that left the editor's hands.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AuditReport, countByRule, createAudit } from '../../src/audit/audit.ts';
import { isAbortError } from '../../src/base/errors.ts';
import { describeError, type Log } from '../../src/base/log.ts';
import { createCompletion } from '../../src/completion/complete.ts';
import { type CompletionRequest, explain } from '../../src/completion/outcome.ts';
import type { SentPrompt } from '../../src/completion/prompt.ts';
import { createEngineClient } from '../../src/engine/client.ts';
import type { HostMessage, WorkerMessage } from '../../src/engine/protocol.ts';
import { createFakeWorker, type FakeWorker } from '../support/fakeWorker.ts';
import { plainResult } from '../support/infill.ts';
import { otherFiles } from '../support/otherFiles.ts';
import { knownPlants, plants } from '../support/plants.ts';

const otherPath = '/w/other.ts';
type Wire = Extract<HostMessage, { type: 'infill' }>;
/** What the worker says to a request; it knows what it was sent, and one planted secret from its training. */
type Answer = (
  asked: Wire['request'],
  trained: string,
) => string | { readonly bug: string } | { readonly sentence: string };

const answers: readonly Answer[] = [
  () => 'value',
  () => ' = 1;\nnext();',
  (_, trained) => trained,
  (_, trained) => `value;\n${trained}\n`,
  ({ before }) => before.slice(-40),
  ({ before, after }) => /HIDDEN_\w+/.exec(before + after)?.[0] ?? 'none',
  ({ before }) => ({ bug: before }),
  ({ after }) => ({ sentence: after }),
  ({ context }) => context.map(({ text }) => text).join(''),
];

/** The product from the request and the other file to the channel, with a worker that answers as told. */
function createProduct(answerOf: (number: number) => Answer, trained: string, other = '') {
  const logged: string[] = [];
  const note = (message: string, error?: unknown) =>
    void logged.push(message, error === undefined ? '' : describeError(error));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const audit = createAudit();
  const workers: FakeWorker[] = [];
  const launch = async (_options: unknown, receive: (message: WorkerMessage) => void) => {
    const worker = createFakeWorker(receive);
    workers.push(worker);
    return {
      ...worker,
      send(message: HostMessage) {
        worker.send(message);
        if (message.type !== 'infill') return;
        const answer = answerOf(message.id)(message.request, trained);
        setImmediate(() => receive(toMessage(message, answer)));
      },
    };
  };
  const engine = createEngineClient(
    {
      workerPath: 'never/worker.mjs',
      execPath: 'never/node',
      packagePaths: [],
      resolveModel: async () => ({ modelPath: '/m.gguf', fimOrder: 'auto', contextTokens: 0, threads: 0 }),
      unloadAfterMs: () => 0,
      log,
    },
    launch,
  );
  const { redactor, collector } = otherFiles({ [otherPath]: other });
  redactor.setKnownValues(knownPlants);
  const onSent = (sent: SentPrompt) => audit.record(reportOf(sent));
  const completion = createCompletion({ engine, redactor, collector, onSent });
  return { audit, completion, engine, log, logged, sent: () => workers.flatMap(({ sent }) => sent) };
}

function toMessage({ id, request }: Wire, answer: ReturnType<Answer>): WorkerMessage {
  const used = { ...plainResult.used, contextIds: request.context.map((snippet) => snippet.id) };
  if (typeof answer === 'string') return { type: 'done', id, result: { ...plainResult, text: answer, used } };
  const error =
    'bug' in answer
      ? ({ kind: 'bug', frames: answer.bug } as const)
      : ({ kind: 'user', code: 'engine-crashed', message: answer.sentence, action: 'open-log' } as const);
  return { type: 'failed', id, error };
}

function reportOf({ hiddenRules, result }: SentPrompt): AuditReport {
  const hiddenByRule = countByRule(hiddenRules.map((rule) => ({ rule })));
  return { feature: 'completion', contextFiles: 0, ...result.figures, totalMs: 1, hiddenByRule };
}

interface Part {
  readonly secret: string;
  readonly text: string;
}

const ordinary = fc.oneof(
  fc.constantFrom(
    'const a = 1;\n',
    'function f(user) {\r\n',
    '  return x;\n}\n',
    'password',
    'token = ',
    'HIDDEN_',
    '// "quoted',
    "it's\n",
    '`',
    '😀',
    '-----BEGIN PRIVATE ',
    '\n\n',
    'let longer = than(the, window);\n'.repeat(700),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const ordinaryPart = ordinary.map((text): Part => ({ secret: '', text }));
const names = Object.keys(plants);
const plantedPart = fc.tuple(fc.constantFrom(...names), fc.nat({ max: 99 })).map(([name, seed]): Part => {
  const { secret, text } = plants[name]?.(seed) ?? assert.fail(name);
  return { secret, text: `\n${text}\n` };
});
const part = fc.oneof({ weight: 3, arbitrary: ordinaryPart }, { weight: 2, arbitrary: plantedPart });

/** One edit and one request; a secret is put in or taken out as a whole, since half of one may be none. */
const step = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 2 }),
  insert: fc.option(part, { nil: undefined }),
  cursor: fc.nat(),
  kind: fc.constantFrom('complete', 'complete', 'warm-up', 'selected', 'same place'),
  session: fc.constantFrom('a', 'b'),
});

/** Eight characters of a secret are as good as all of them: none may show. */
function assertAbsent(secrets: ReadonlySet<string>, everything: string): void {
  for (const secret of secrets) {
    const width = Math.min(8, secret.length);
    for (let start = 0; start + width <= secret.length; start++) {
      const piece = secret.slice(start, start + width);
      assert.ok(!everything.includes(piece), `a piece of a planted value left: ${piece}`);
    }
  }
}

function requestAt(parts: readonly Part[], cursor: number, more: Partial<CompletionRequest>): CompletionRequest {
  const text = parts.map((one) => one.text).join('');
  return {
    session: 'a',
    text,
    offset: cursor % (text.length + 1),
    languageId: 'typescript',
    displayPath: 'src/a.ts',
    trigger: 'invoked',
    selected: undefined,
    signal: new AbortController().signal,
    ...more,
  };
}

describe('a planted secret', () => {
  for (const [name, make] of Object.entries(plants)) {
    it(`never reaches the channel as ${name}`, async () => {
      const { secret, text } = make(1);
      const product = createProduct(() => () => 'value', '', `before();\n${text}\nafter();\n`);
      for (const code of [`${text}\nlet x = `, `let x = \n${text}\n`, `a;\r\n\t${text}\r\nlet x = `]) {
        const offset = code.indexOf('let x = ') + 8;
        await product.completion.complete(requestAt([{ secret, text: code }], offset, {}));
      }
      const infills = product.sent().flatMap((message) => (message.type === 'infill' ? [message.request] : []));
      assert.deepEqual(
        infills.map(({ context }) => context.length),
        [1, 1, 1],
      );
      assertAbsent(new Set([secret]), JSON.stringify(product.sent()));
    });
  }

  it('shows in no prompt, outcome, log line, error, memory or audit entry, wherever one types and asks', async function () {
    // A busy machine is no failure.
    this.timeout(30_000);
    let asked = 0;
    const property = fc.asyncProperty(
      fc.array(part, { maxLength: 12 }),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 4 }),
      plantedPart,
      fc.array(part, { maxLength: 6 }),
      async (parts, steps, told, trained, otherParts) => {
        const other = otherParts.map(({ text }) => text).join('');
        const product = createProduct((number) => told[number % told.length] ?? (() => ''), trained.text.trim(), other);
        const out: unknown[] = [];
        const secrets = new Set([...knownPlants, trained.secret]);
        for (const { secret } of otherParts) if (secret !== '') secrets.add(secret);
        const current = [...parts];
        let place = 0;
        for (const { at, remove, insert, cursor, kind, session } of steps) {
          current.splice(at % (current.length + 1), remove, ...(insert ? [insert] : []));
          for (const { secret } of current) if (secret !== '') secrets.add(secret);
          if (kind !== 'same place') place = cursor;
          const request = requestAt(current, place, { session });
          const range = { start: request.offset, end: request.offset };
          const selected = kind === 'selected' ? { text: 'entry', range } : undefined;
          try {
            if (kind === 'warm-up') await product.completion.warmUp(request);
            else {
              const outcome = await product.completion.complete({ ...request, selected });
              out.push(outcome, outcome.kind === 'none' ? explain(outcome.why) : '');
              if (outcome.kind === 'none' && outcome.why.reason === 'failed') out.push(outcome.why.error.message);
            }
          } catch (error) {
            // As the editor's adapter takes it.
            if (!isAbortError(error)) product.log.error('A suggestion failed', error);
            out.push(error instanceof Error ? [error.name, error.message, error.stack] : error);
          }
        }
        asked += product.sent().length;
        assertAbsent(secrets, JSON.stringify([product.sent(), out, product.logged, product.audit.entries()]));
      },
    );
    await fc.assert(property, { numRuns: 200 });
    assert.ok(asked > 200, 'the property must reach the channel');
  });
});
