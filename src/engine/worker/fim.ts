// Finds a model's fill-in-the-middle markers among its own tokens and says in which order they go.

/** What is needed of a model to find its markers. */
export interface Vocabulary {
  /** The markers that the GGUF's metadata or llama.cpp's own list names. */
  readonly named: { readonly prefix: number | null; readonly suffix: number | null; readonly middle: number | null };
  /** The id of the control token with exactly this text; undefined when the text is ordinary text to the model. */
  controlToken(text: string): number | undefined;
  textOf(token: number): string;
  /** `general.basename`, or what comes closest in the metadata; never the file's name. */
  readonly baseName: string;
}

export type FimOrder = 'prefix-first' | 'suffix-first';

export interface FimMarkers {
  readonly prefix: number;
  readonly suffix: number;
  /** Codestral has none: its middle follows the prefix. */
  readonly middle: number | undefined;
  /** Stands before each file of a repository, in models that were trained with it. */
  readonly file: number | undefined;
  /** Stands before the repository's name, which precedes the first file. */
  readonly repository: number | undefined;
  readonly order: FimOrder;
  /** False: neither the markers nor the base name tell the order; prefix first is assumed. */
  readonly orderKnown: boolean;
}

interface MarkerSet {
  readonly prefix: string;
  readonly suffix: string;
  readonly middle?: string;
  readonly file?: string;
  readonly repository?: string;
  /** The order by base name, first match; a set that only one order uses has one row for all names. */
  readonly orders: readonly { readonly baseName: RegExp; readonly order: FimOrder }[];
}

const anyName = /^/;

/** Marker texts as their makers document them; two sets can share texts and differ in order only (StarCoder, Mellum). */
const markerSets: readonly MarkerSet[] = [
  {
    prefix: '<|fim_prefix|>',
    suffix: '<|fim_suffix|>',
    middle: '<|fim_middle|>',
    file: '<|file_sep|>',
    repository: '<|repo_name|>',
    orders: [
      { baseName: /sotto/i, order: 'suffix-first' },
      { baseName: /qwen|codegemma|gemma|granite/i, order: 'prefix-first' },
    ],
  },
  {
    prefix: '<fim_prefix>',
    suffix: '<fim_suffix>',
    middle: '<fim_middle>',
    file: '<file_sep>',
    repository: '<repo_name>',
    orders: [
      { baseName: /mellum/i, order: 'suffix-first' },
      { baseName: /star.?coder|granite|refact/i, order: 'prefix-first' },
    ],
  },
  {
    prefix: '<fim-prefix>',
    suffix: '<fim-suffix>',
    middle: '<fim-middle>',
    orders: [{ baseName: /santa|star.?coder/i, order: 'prefix-first' }],
  },
  {
    prefix: '<｜fim▁begin｜>',
    suffix: '<｜fim▁hole｜>',
    middle: '<｜fim▁end｜>',
    orders: [{ baseName: anyName, order: 'prefix-first' }],
  },
  { prefix: '▁<PRE>', suffix: '▁<SUF>', middle: '▁<MID>', orders: [{ baseName: anyName, order: 'prefix-first' }] },
  { prefix: '<PRE>', suffix: '<SUF>', middle: '<MID>', orders: [{ baseName: anyName, order: 'prefix-first' }] },
  { prefix: '[PREFIX]', suffix: '[SUFFIX]', orders: [{ baseName: anyName, order: 'suffix-first' }] },
];

/** Undefined for a model that was not trained to fill in; `wanted` overrides the order. */
export function findFimMarkers(vocabulary: Vocabulary, wanted: FimOrder | 'auto'): FimMarkers | undefined {
  const found = namedMarkers(vocabulary) ?? knownMarkers(vocabulary);
  if (!found) return undefined;
  const row = found.set?.orders.find(({ baseName }) => baseName.test(vocabulary.baseName));
  // Without a marker between them, only the prefix can stand in front of the middle.
  const only = found.middle === undefined ? 'suffix-first' : undefined;
  const asked = wanted === 'auto' ? undefined : wanted;
  return {
    prefix: found.prefix,
    suffix: found.suffix,
    middle: found.middle,
    file: found.set?.file === undefined ? undefined : vocabulary.controlToken(found.set.file),
    repository: found.set?.repository === undefined ? undefined : vocabulary.controlToken(found.set.repository),
    order: only ?? asked ?? row?.order ?? 'prefix-first',
    orderKnown: (only ?? asked ?? row) !== undefined,
  };
}

interface Found {
  readonly prefix: number;
  readonly suffix: number;
  readonly middle: number | undefined;
  readonly set: MarkerSet | undefined;
}

function namedMarkers({ named, textOf }: Vocabulary): Found | undefined {
  if (named.prefix === null || named.suffix === null) return undefined;
  const text = textOf(named.prefix);
  const set = markerSets.find(({ prefix }) => prefix === text);
  const middle = named.middle ?? undefined;
  if (middle === undefined && set?.middle !== undefined) return undefined;
  return { prefix: named.prefix, suffix: named.suffix, middle: set && !set.middle ? undefined : middle, set };
}

function knownMarkers({ controlToken }: Vocabulary): Found | undefined {
  for (const set of markerSets) {
    const prefix = controlToken(set.prefix);
    const suffix = controlToken(set.suffix);
    const middle = set.middle === undefined ? undefined : controlToken(set.middle);
    if (prefix === undefined || suffix === undefined) continue;
    if (set.middle !== undefined && middle === undefined) continue;
    return { prefix, suffix, middle, set };
  }
  return undefined;
}
