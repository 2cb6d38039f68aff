// An engine that passes everything on and keeps the figures of every call, so that no evaluated token goes uncounted.

import type { Engine, InfillFigures, InfillResult } from '../src/engine/engine.ts';
import { passOn } from './passOn.ts';

export interface Call {
  /** Nothing was to be generated: a warm-up. */
  readonly isWarmUp: boolean;
  readonly ended: Promise<void>;
  /** When the first text came, on the clock of `performance.now`. */
  firstTextMs: number | undefined;
  endMs: number | undefined;
  result: InfillResult | undefined;
  /** Undefined as long as it runs, and where it was cancelled before it began. */
  figures: InfillFigures | undefined;
}

export interface MeasuredEngine {
  readonly engine: Engine;
  /** In the order in which they began. */
  readonly calls: readonly Call[];
}

export function measureEngine(inner: Engine): MeasuredEngine {
  const calls: Call[] = [];
  const engine = passOn(inner, async (request, options) => {
    const { promise: ended, resolve } = withResolvers();
    const call: Call = {
      isWarmUp: request.maxTokens === 0,
      ended,
      firstTextMs: undefined,
      endMs: undefined,
      result: undefined,
      figures: undefined,
    };
    calls.push(call);
    try {
      call.result = await inner.infill(request, {
        signal: options.signal,
        onText(text) {
          call.firstTextMs ??= performance.now();
          options.onText?.(text);
        },
        onCancelled(figures) {
          call.figures = figures;
        },
      });
      call.figures = call.result.figures;
      return call.result;
    } finally {
      call.endMs = performance.now();
      resolve();
    }
  });
  return { engine, calls };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
