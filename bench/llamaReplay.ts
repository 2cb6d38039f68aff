// Replays a trace through llama-server, asking as the llama.vscode extension asks.
// Its requests: https://github.com/ggml-org/llama.vscode (src/completion.ts, src/llama-server.ts)

import { setTimeout as sleep } from 'node:timers/promises';
import type { AskedKey, Replay } from './figures.ts';
import type { InfillBody, LlamaServer } from './llamaServer.ts';
import type { Moment, Place } from './moments.ts';

// llama.vscode's own defaults.
const linesAbove = 256;
const linesBelow = 64;
const maxLineSuffixChars = 8;
const memoryEntries = 250;
const requestSettings = {
  input_extra: [],
  n_predict: 128,
  top_k: 40,
  top_p: 0.99,
  samplers: ['top_k', 'top_p', 'infill'],
  cache_prompt: true,
  t_max_prompt_ms: 500,
  t_max_predict_ms: 500,
};

export async function replayLlamaServer(
  moments: Iterable<Moment>,
  server: LlamaServer,
  pauseMs: number,
): Promise<Replay> {
  const asked: AskedKey[] = [];
  const notAsked = new Map<string, number>();
  const memory = createMemory();
  const memoryMs: number[] = [];
  let totalEvaluated = 0;
  let totalGenerated = 0;
  for (const moment of moments) {
    // It reads nothing ahead when a file opens or the cursor moves.
    if (moment.kind === 'wait') await sleep(moment.ms);
    if (moment.kind !== 'key') continue;
    const pressedMs = performance.now();
    const body = toBody(moment.place);
    const missed = (reason: string): void => void notAsked.set(reason, (notAsked.get(reason) ?? 0) + 1);
    if (!body) {
      missed('long line suffix');
    } else if (memory.recall(body)) {
      memoryMs.push(performance.now() - pressedMs);
    } else {
      const answer = await server.infill(body);
      if (answer) {
        memory.keep(body, answer.text);
        totalEvaluated += answer.evaluatedTokens;
        totalGenerated += answer.generatedTokens;
        const { evaluatedTokens, promptTokens, firstByteMs: firstTokenMs, totalMs } = answer;
        asked.push({ evaluatedTokens, promptTokens, firstTokenMs, totalMs });
      } else {
        missed('longer than the context');
      }
    }
    await sleep(pauseMs);
  }
  return { asked, memoryMs, notAsked, totalEvaluated, totalGenerated };
}

/** Undefined where it asks nothing because too much stands behind the cursor. */
export function toBody({ text, offset }: Place): InfillBody | undefined {
  const above = text.slice(0, offset).split(/\r?\n/);
  const below = text.slice(offset).split(/\r?\n/);
  const linePrefix = above.pop() ?? '';
  const lineSuffix = below.shift() ?? '';
  if (lineSuffix.length > maxLineSuffixChars) return undefined;
  const line = linePrefix + lineSuffix;
  const indent = line.length - line.trimStart().length;
  return {
    input_prefix: `${above.slice(-linesAbove).join('\n')}\n`,
    input_suffix: `${lineSuffix}\n${below.slice(0, linesBelow).join('\n')}\n`,
    prompt: /^[ \t]*$/.test(linePrefix) ? '' : linePrefix,
    ...requestSettings,
    ...(indent > 0 && { n_indent: indent }),
  };
}

interface Memory {
  /** Whether an earlier answer goes on just as the user typed since. */
  recall(body: InfillBody): boolean;
  keep(body: InfillBody, answer: string): void;
}

function createMemory(): Memory {
  const answers = new Map<string, string>();
  const nameOf = (body: InfillBody, prompt: string): string =>
    JSON.stringify([body.input_prefix, body.input_suffix, prompt]);
  return {
    recall(body) {
      for (let length = body.prompt.length; length >= 0; length--) {
        const answer = answers.get(nameOf(body, body.prompt.slice(0, length)));
        if (answer?.startsWith(body.prompt.slice(length))) return true;
      }
      return false;
    },
    keep(body, answer) {
      if (answer.trim() === '') return;
      answers.set(nameOf(body, body.prompt), answer);
      const oldest = answers.keys().next();
      if (answers.size > memoryEntries && !oldest.done) answers.delete(oldest.value);
    },
  };
}
