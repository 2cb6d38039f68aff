// What a replay found, reduced to the figures that the benchmark prints.

/** One key for which a model was asked. */
export interface AskedKey {
  /** Tokens of the prompt that had to be evaluated for this key. */
  readonly evaluatedTokens: number;
  /** Tokens of the whole prompt. */
  readonly promptTokens: number;
  /** From the request leaving the debounce to the first token at the host; undefined when there was none. */
  readonly firstTokenMs: number | undefined;
  readonly totalMs: number;
}

export interface Replay {
  readonly asked: readonly AskedKey[];
  /** How long each key took that was served from memory, from the key to the item. */
  readonly memoryMs: readonly number[];
  /** Keys at which nothing was asked, by reason. */
  readonly notAsked: ReadonlyMap<string, number>;
  /** Prompt tokens evaluated from the start to the end: warm-up, speculation and cancelled calls included. */
  readonly totalEvaluated: number;
  /** Tokens generated in the same calls. */
  readonly totalGenerated: number;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export interface Summary {
  readonly evaluatedTokens: Percentiles;
  readonly firstTokenMs: Percentiles;
  readonly totalMs: Percentiles;
  readonly totalEvaluated: number;
  readonly servedFromMemory: number;
}

/** By the nearest rank; NaN of nothing. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: round(rank(0.5)), p95: round(rank(0.95)) };
}

export function summarize({ asked, totalEvaluated, memoryMs }: Replay): Summary {
  const firstTokens = asked.flatMap(({ firstTokenMs }) => (firstTokenMs === undefined ? [] : [firstTokenMs]));
  return {
    evaluatedTokens: percentiles(asked.map((key) => key.evaluatedTokens)),
    firstTokenMs: percentiles(firstTokens),
    totalMs: percentiles(asked.map((key) => key.totalMs)),
    totalEvaluated,
    servedFromMemory: memoryMs.length,
  };
}

/** All keys of several replays as those of one. */
export function together(replays: readonly Replay[]): Replay {
  const notAsked = new Map<string, number>();
  for (const [reason, count] of replays.flatMap((replay) => [...replay.notAsked])) {
    notAsked.set(reason, (notAsked.get(reason) ?? 0) + count);
  }
  return {
    asked: replays.flatMap(({ asked }) => asked),
    memoryMs: replays.flatMap(({ memoryMs }) => memoryMs),
    notAsked,
    totalEvaluated: replays.reduce((sum, { totalEvaluated }) => sum + totalEvaluated, 0),
    totalGenerated: replays.reduce((sum, { totalGenerated }) => sum + totalGenerated, 0),
  };
}

/** The median prompt, in tokens. */
export function windowOf({ asked }: Replay): number {
  return percentiles(asked.map((key) => key.promptTokens)).p50;
}

/** Columns side by side, the first to the left and the others to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widthOf = (index: number): number => Math.max(...rows.map((row) => row[index]?.length ?? 0));
  const pad = (cell: string, index: number): string =>
    index === 0 ? cell.padEnd(widthOf(index)) : cell.padStart(widthOf(index));
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** One column of the table: what a replay found, in the order of `rowNames`. */
export function column(name: string, replay: Replay): string[] {
  const summary = summarize(replay);
  const notAsked = [...replay.notAsked].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return [
    name,
    `${windowOf(replay)}`,
    both(summary.evaluatedTokens),
    both(summary.firstTokenMs),
    both(summary.totalMs),
    `${summary.totalEvaluated}`,
    `${replay.totalGenerated}`,
    `${replay.asked.length}`,
    `${summary.servedFromMemory}`,
    both(percentiles(replay.memoryMs)),
    notAsked || '0',
  ];
}

export const rowNames = [
  '',
  'window, tokens (median prompt)',
  'evaluated tokens per key, p50 / p95',
  'first token ms, p50 / p95',
  'total ms, p50 / p95',
  'tokens evaluated in all',
  'tokens generated in all',
  'keys asked',
  'keys served from memory',
  'memory ms, p50 / p95',
  'keys not asked',
];

/** One row for each trace: what each side evaluated and how soon it began to answer. */
export function traceRow(name: string, replays: readonly Replay[]): string[] {
  return [
    name,
    ...replays.flatMap((replay) => {
      const { evaluatedTokens, firstTokenMs, totalEvaluated, servedFromMemory } = summarize(replay);
      return [both(evaluatedTokens), both(firstTokenMs), `${totalEvaluated}`, `${servedFromMemory}`];
    }),
  ];
}

/** The head of the table of traces, for sides of these names. */
export function traceHead(sides: readonly string[]): string[] {
  return ['', ...sides.flatMap((side) => [`${side}: evaluated`, 'first token ms', 'in all', 'memory'])];
}

function both({ p50, p95 }: Percentiles): string {
  return Number.isNaN(p50) ? '–' : `${p50} / ${p95}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
