// Replays a trace through our completion, as the editor's adapters would call it, and takes the figures of each key.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Completion, CompletionRequest } from '../src/completion/outcome.ts';
import type { AskedKey, Replay } from './figures.ts';
import { type Call, figuresOf, type MeasuredEngine } from './measuredEngine.ts';
import type { Moment, Place } from './moments.ts';

export interface OurReplay {
  readonly moments: Iterable<Moment>;
  readonly completion: Completion;
  readonly measured: MeasuredEngine;
  /** When the last request left the debounce, on the clock of `performance.now`. */
  readonly leftDebounceMs: () => number;
  /** Time between two keys, which is also the engine's for what it does ahead. */
  readonly pauseMs: number;
  readonly languageId: string;
}

export async function replayOurs(options: OurReplay): Promise<Replay> {
  const { completion, measured } = options;
  const asked: AskedKey[] = [];
  const notAsked = new Map<string, number>();
  let servedFromMemory = 0;
  for (const moment of options.moments) {
    if (moment.kind === 'wait') {
      await wait(moment.place, moment.ms, options);
    } else if (moment.kind === 'rest') {
      await completion.warmUp(toRequest(moment.place, options.languageId));
    } else {
      const found = await pressKey(moment.place, options);
      if (found === 'memory') servedFromMemory++;
      else if (typeof found === 'string') notAsked.set(found, (notAsked.get(found) ?? 0) + 1);
      else asked.push(found);
      await sleep(options.pauseMs);
    }
  }
  await Promise.all(measured.calls.map(({ ended }) => ended));
  const figures = measured.calls.map(figuresOf);
  return {
    asked,
    servedFromMemory,
    notAsked,
    totalEvaluated: figures.reduce((sum, call) => sum + (call?.evaluatedTokens ?? 0), 0),
    uncounted: figures.filter((call) => call === undefined).length,
  };
}

/** As the editor's adapter: a pause in typing is used after this time. */
const pauseUsedAfterMs = 2_000;

async function wait(place: Place, ms: number, { completion, languageId }: OurReplay): Promise<void> {
  const endMs = performance.now() + ms;
  await sleep(Math.min(ms, pauseUsedAfterMs));
  if (ms < pauseUsedAfterMs) return;
  await completion.warmUp(toRequest(place, languageId));
  await sleep(Math.max(0, endMs - performance.now()));
}

/** The figures of one key, `memory`, or the reason why no model was asked. */
async function pressKey(place: Place, options: OurReplay): Promise<AskedKey | string> {
  const { completion, measured, languageId } = options;
  const before = measured.calls.length;
  const outcome = await completion.complete(toRequest(place, languageId));
  const endMs = performance.now();
  if (outcome.kind === 'item' && outcome.fromMemory) return 'memory';
  if (outcome.kind === 'none' && outcome.why.reason === 'failed') throw outcome.why.error;
  // What the completion began and did not wait for is speculation: it counts in the sum of all tokens only.
  const calls = measured.calls.slice(before).filter((call) => !call.isWarmUp && call.endMs !== undefined);
  if (calls.length === 0) return outcome.kind === 'none' ? outcome.why.reason : 'memory';
  const sum = (count: (call: Call) => number): number => calls.reduce((total, call) => total + count(call), 0);
  const firstTokens = calls.flatMap((call) => firstTokenTimes(call));
  const startMs = options.leftDebounceMs();
  return {
    evaluatedTokens: sum((call) => figuresOf(call)?.evaluatedTokens ?? 0),
    promptTokens: sum((call) => figuresOf(call)?.promptTokens ?? 0) / calls.length,
    firstTokenMs: firstTokens.length > 0 ? Math.min(...firstTokens) - startMs : undefined,
    totalMs: endMs - startMs,
  };
}

/** A token that adds no text, such as the echo of what was typed, is not seen at the host: then the answer's end counts. */
function firstTokenTimes({ firstTextMs, endMs, result }: Call): number[] {
  if (firstTextMs !== undefined) return [firstTextMs];
  return result && result.figures.generatedTokens > 0 && endMs !== undefined ? [endMs] : [];
}

function toRequest({ path, text, offset }: Place, languageId: string): CompletionRequest {
  return {
    session: path,
    text,
    offset,
    languageId,
    displayPath: path,
    trigger: 'automatic',
    selected: undefined,
    signal: new AbortController().signal,
  };
}
