// Replays a trace through our completion, as the editor's adapters would call it, and takes the figures of each key.

import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Completion, CompletionRequest } from '../src/completion/outcome.ts';
import type { AskedKey, Replay } from './figures.ts';
import type { Call, MeasuredEngine } from './measuredEngine.ts';
import type { Moment, Place } from './moments.ts';

export interface OurReplay {
  readonly moments: Iterable<Moment>;
  readonly completion: Completion;
  readonly measured: MeasuredEngine;
  /** When the last request left the debounce, on the clock of `performance.now`. */
  readonly leftDebounceMs: () => number;
  /** Time between two keys, which is also the engine's for what it does ahead. */
  readonly pauseMs: number;
  /** Goes before the paths, so that files of two traces are never taken for one. */
  readonly name: string;
}

export async function replayOurs(options: OurReplay): Promise<Replay> {
  const { completion, measured } = options;
  const firstCall = measured.calls.length;
  const asked: AskedKey[] = [];
  const memoryMs: number[] = [];
  const notAsked = new Map<string, number>();
  for (const moment of options.moments) {
    if (moment.kind === 'wait') {
      await wait(moment.place, moment.ms, options);
    } else if (moment.kind === 'rest') {
      await completion.warmUp(toRequest(moment.place, options.name));
    } else {
      const found = await pressKey(moment.place, options);
      if ('memoryMs' in found) memoryMs.push(found.memoryMs);
      else if ('reason' in found) notAsked.set(found.reason, (notAsked.get(found.reason) ?? 0) + 1);
      else asked.push(found);
      await sleep(options.pauseMs);
    }
  }
  const calls = measured.calls.slice(firstCall);
  await Promise.all(calls.map(({ ended }) => ended));
  return {
    asked,
    memoryMs,
    notAsked,
    totalEvaluated: calls.reduce((sum, { figures }) => sum + (figures?.evaluatedTokens ?? 0), 0),
    totalGenerated: calls.reduce((sum, { figures }) => sum + (figures?.generatedTokens ?? 0), 0),
  };
}

/** As the editor's adapter: a pause in typing is used after this time. */
const pauseUsedAfterMs = 2_000;

async function wait(place: Place, ms: number, { completion, name }: OurReplay): Promise<void> {
  const endMs = performance.now() + ms;
  await sleep(Math.min(ms, pauseUsedAfterMs));
  if (ms < pauseUsedAfterMs) return;
  await completion.warmUp(toRequest(place, name));
  await sleep(Math.max(0, endMs - performance.now()));
}

/** The figures of one key, how long memory took to serve it, or the reason why no model was asked. */
async function pressKey(
  place: Place,
  options: OurReplay,
): Promise<AskedKey | { memoryMs: number } | { reason: string }> {
  const { completion, measured, name } = options;
  const before = measured.calls.length;
  const pressedMs = performance.now();
  const outcome = await completion.complete(toRequest(place, name));
  const endMs = performance.now();
  if (outcome.kind === 'item' && outcome.fromMemory) return { memoryMs: endMs - pressedMs };
  if (outcome.kind === 'none' && outcome.why.reason === 'failed') throw outcome.why.error;
  // What the completion began and did not wait for is speculation: it counts in the sums over all calls only.
  const calls = measured.calls.slice(before).filter((call) => !call.isWarmUp && call.endMs !== undefined);
  if (calls.length === 0) {
    return outcome.kind === 'none' ? { reason: outcome.why.reason } : { memoryMs: endMs - pressedMs };
  }
  const sum = (count: (call: Call) => number): number => calls.reduce((total, call) => total + count(call), 0);
  const firstTokens = calls.flatMap((call) => firstTokenTimes(call));
  const startMs = options.leftDebounceMs();
  return {
    evaluatedTokens: sum(({ figures }) => figures?.evaluatedTokens ?? 0),
    promptTokens: sum(({ figures }) => figures?.promptTokens ?? 0) / calls.length,
    firstTokenMs: firstTokens.length > 0 ? Math.min(...firstTokens) - startMs : undefined,
    totalMs: endMs - startMs,
  };
}

/** A token that adds no text, such as the echo of what was typed, is not seen at the host: then the answer's end counts. */
function firstTokenTimes({ firstTextMs, endMs, figures }: Call): number[] {
  if (firstTextMs !== undefined) return [firstTextMs];
  return figures && figures.generatedTokens > 0 && endMs !== undefined ? [endMs] : [];
}

/** VS Code's names for the languages of the traces, by the file's ending. */
const languageIds: Readonly<Record<string, string>> = {
  '.c': 'c',
  '.go': 'go',
  '.java': 'java',
  '.md': 'markdown',
  '.py': 'python',
  '.rs': 'rust',
  '.ts': 'typescript',
};

function toRequest({ path, text, offset }: Place, name: string): CompletionRequest {
  return {
    session: `${name}/${path}`,
    text,
    offset,
    languageId: languageIds[extname(path)] ?? 'plaintext',
    displayPath: path,
    trigger: 'automatic',
    selected: undefined,
    signal: new AbortController().signal,
  };
}
