// How well suggestions serve their user, as counts per day and language: no code, no path, no time of day.

/** Where the time of a suggestion goes, in the order of its way. */
export const stages = ['queue', 'prefill', 'firstToken', 'generate', 'total'] as const;
export type Stage = (typeof stages)[number];

/** Bucket `i` counts what took less than `2^i` ms and no less than the one before; the last one all that is longer. */
export const bucketCount = 14;

export interface Counts {
  readonly offered: number;
  /** Of those, answered without the model. */
  readonly fromMemory: number;
  readonly accepted: number;
  readonly acceptedChars: number;
  /** Accepted ones whose document was still open then, and those of them that still stood in it. */
  readonly checkedAfter30s: number;
  readonly keptAfter30s: number;
  readonly checkedAfter5min: number;
  readonly keptAfter5min: number;
}

export interface Day {
  /** Local date, `2026-11-20`. */
  readonly date: string;
  /** By VS Code language id. */
  readonly languages: Readonly<Record<string, Counts>>;
  readonly latency: Readonly<Record<Stage, readonly number[]>>;
}

export interface Offer {
  readonly languageId: string;
  readonly fromMemory: boolean;
  /** Stages that this suggestion went through; one from memory has its total only. */
  readonly ms: Partial<Readonly<Record<Stage, number>>>;
}

export type Moment = '30s' | '5min';

export interface Statistics {
  /** Oldest first; days without a suggestion are not in it. */
  readonly days: readonly Day[];
  offered(offer: Offer): void;
  accepted(languageId: string, chars: number): void;
  checked(languageId: string, moment: Moment, kept: boolean): void;
  clear(): void;
}

export interface StatisticsOptions {
  /** What `days` was when it was stored last; whatever is not of that form is left out. */
  readonly stored?: unknown;
  readonly now?: () => Date;
}

const mostDays = 90;
const mostLanguages = 40;
const languageForm = /^[\w.+#-]{1,40}$/;

const noCounts: Counts = Object.freeze({
  offered: 0,
  fromMemory: 0,
  accepted: 0,
  acceptedChars: 0,
  checkedAfter30s: 0,
  keptAfter30s: 0,
  checkedAfter5min: 0,
  keptAfter5min: 0,
});
const countNames = Object.keys(noCounts) as (keyof Counts)[];

/** Creates the record; it keeps the newest 90 days. */
export function createStatistics({ stored, now = () => new Date() }: StatisticsOptions = {}): Statistics {
  let days = readDays(stored);

  function add(languageId: string, more: Partial<Counts>, ms: Offer['ms'] = {}): void {
    const date = localDate(now());
    const last = days.at(-1);
    const today = last?.date === date ? last : emptyDay(date);
    const language = nameFor(languageId, today);
    const counts = sum(today.languages[language] ?? noCounts, more);
    const next = { date, languages: { ...today.languages, [language]: counts }, latency: counted(today.latency, ms) };
    days = [...(today === last ? days.slice(0, -1) : days), next].slice(-mostDays);
  }

  return {
    get days() {
      return days;
    },
    offered: ({ languageId, fromMemory, ms }) => add(languageId, { offered: 1, fromMemory: fromMemory ? 1 : 0 }, ms),
    accepted: (languageId, chars) => add(languageId, { accepted: 1, acceptedChars: chars }),
    checked(languageId, moment, kept) {
      const one = kept ? 1 : 0;
      add(
        languageId,
        moment === '30s' ? { checkedAfter30s: 1, keptAfter30s: one } : { checkedAfter5min: 1, keptAfter5min: one },
      );
    },
    clear() {
      days = [];
    },
  };
}

/** The counts of several days or languages together. */
export function total(all: Iterable<Counts>): Counts {
  let result = noCounts;
  for (const one of all) result = sum(result, one);
  return result;
}

function sum(counts: Counts, more: Partial<Counts>): Counts {
  const entries = countNames.map((name) => [name, counts[name] + (more[name] ?? 0)]);
  return Object.fromEntries(entries) as unknown as Counts;
}

function emptyDay(date: string): Day {
  const none = stages.map((stage) => [stage, new Array<number>(bucketCount).fill(0)]);
  return { date, languages: {}, latency: Object.fromEntries(none) as unknown as Day['latency'] };
}

/** Extensions may name languages as they like; what is no plain name, or one too many, counts as `other`. */
function nameFor(languageId: string, { languages }: Day): string {
  const known = Object.keys(languages);
  return known.includes(languageId) || (languageForm.test(languageId) && known.length < mostLanguages)
    ? languageId
    : 'other';
}

function counted(latency: Day['latency'], ms: Offer['ms']): Day['latency'] {
  const entries = stages.map((stage) => {
    const took = ms[stage];
    if (took === undefined || !(took >= 0)) return [stage, latency[stage]];
    const bucket = Math.min(bucketCount - 1, Math.max(0, Math.floor(Math.log2(Math.max(took, 0.5))) + 1));
    return [stage, latency[stage].map((count, index) => count + (index === bucket ? 1 : 0))];
  });
  return Object.fromEntries(entries) as unknown as Day['latency'];
}

function localDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function readDays(stored: unknown): readonly Day[] {
  if (!Array.isArray(stored)) return [];
  const days = stored.map(readDay).filter((day) => day !== undefined);
  return days.sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-mostDays);
}

function readDay(stored: unknown): Day | undefined {
  const { date, languages, latency } = fields(stored);
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const named = Object.entries(fields(languages)).filter(([name]) => languageForm.test(name));
  const byLanguage = named.slice(0, mostLanguages + 1).map(([name, counts]) => [name, readCounts(counts)]);
  const byStage = stages.map((stage) => [stage, readBuckets(fields(latency)[stage])]);
  return {
    date,
    languages: Object.fromEntries(byLanguage),
    latency: Object.fromEntries(byStage) as unknown as Day['latency'],
  };
}

function readCounts(stored: unknown): Counts {
  const found = fields(stored);
  return Object.fromEntries(countNames.map((name) => [name, wholeNumber(found[name])])) as unknown as Counts;
}

function readBuckets(stored: unknown): number[] {
  const found: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return Array.from({ length: bucketCount }, (_, index) => wholeNumber(found[index]));
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
