// Chooses the number of threads while running: llama.cpp's threads meet at spin barriers, so that one busy program
// beside us makes "all cores" slower than one (measured: 16 tokens in 14 s with two threads, in 14 ms with one).

export interface ThreadGovernor {
  readonly threads: number;
  /** What evaluating `tokens` tokens took with `threads`. */
  report(tokens: number, ms: number): void;
  /** No more threads than these from now on, where their number is not fixed. */
  limit(most: number): void;
}

/** A new measure's weight in the running mean. */
const weight = 0.3;
/** After so many reports the neighbouring count is tried once. */
const probeEvery = 48;
/** One measure so much slower than the mean is a collapse: step down at once. */
const collapse = 3;

/** A fixed count when `fixed` > 0; else starts at `start` and climbs or steps down within 1 … `most`. */
export function createThreadGovernor(options: { fixed: number; start: number; most: number }): ThreadGovernor {
  let most = Math.max(1, options.most);
  const msPerToken = new Map<number, number>();
  let threads = options.fixed > 0 ? options.fixed : Math.min(Math.max(1, options.start), most);
  let reports = 0;
  let probing: number | undefined;
  /** Milliseconds a token of the count that was just left for the half of it; undefined when not on the way down. */
  let leftMs: number | undefined;

  function stepDown(used: number, ms: number): void {
    threads = Math.max(1, used >> 1);
    leftMs = ms;
    // What was measured in quieter times is no guide now.
    msPerToken.clear();
    msPerToken.set(used, ms);
  }

  function settle(): void {
    let best = threads;
    for (const [count, ms] of msPerToken) {
      if (ms < (msPerToken.get(best) ?? Number.POSITIVE_INFINITY)) best = count;
    }
    threads = best;
  }

  return {
    get threads() {
      return probing ?? threads;
    },
    limit(count) {
      if (options.fixed > 0) return;
      most = Math.max(1, Math.min(options.most, count));
      threads = Math.min(threads, most);
      probing = undefined;
      for (const known of msPerToken.keys()) if (known > most) msPerToken.delete(known);
    },
    report(tokens, ms) {
      if (options.fixed > 0 || most === 1 || tokens === 0) return;
      const used = probing ?? threads;
      const before = msPerToken.get(used);
      const now = ms / tokens;
      // A probe is seldom: what the same count took long ago, under another load, would outweigh it.
      const isFresh = before === undefined || probing !== undefined;
      const mean = isFresh ? now : before + weight * (now - before);
      msPerToken.set(used, mean);
      if (probing !== undefined) {
        probing = undefined;
        settle();
        return;
      }
      const isCollapse = before !== undefined && now > before * collapse;
      const isNoBetter = leftMs !== undefined && now * collapse > leftMs;
      if (used > 1 && (isCollapse || isNoBetter)) {
        stepDown(used, now);
        return;
      }
      leftMs = undefined;
      settle();
      reports++;
      if (reports % probeEvery === 0) {
        const up = (reports / probeEvery) % 2 === 1;
        const neighbour = Math.min(most, Math.max(1, threads + (up ? 1 : -1)));
        if (neighbour !== threads) probing = neighbour;
      }
    },
  };
}
