// The settings as one frozen value; `editor/settings.ts` alone reads them from VS Code, and a test holds both equal.

export type FimOrder = 'auto' | 'prefix-first' | 'suffix-first';

export interface Settings {
  /** Whether ghost text is offered at all. */
  readonly enable: boolean;
  /** Language id → offered or not; `*` is every other language. */
  readonly languages: Readonly<Record<string, boolean>>;
  /** Absolute path of a GGUF file; empty: the starter model. */
  readonly model: string;
  readonly fimOrder: FimOrder;
  /** Context size in tokens; 0: what the model was trained for, within what this machine serves quickly. */
  readonly contextTokens: number;
  /** Threads for evaluation; 0: chosen and adapted while running. */
  readonly threads: number;
  /** Minutes without a request after which the model leaves memory; 0: never. */
  readonly unloadAfterMinutes: number;
  /** Glob patterns (gitignore syntax) of files that Sotto never reads, beside the built-in secret files. */
  readonly excludeFiles: readonly string[];
  /** Glob patterns (gitignore syntax) of files that the built-in rules take for secret and the user does not. */
  readonly allowFiles: readonly string[];
}

export const defaultSettings: Settings = Object.freeze({
  enable: true,
  languages: Object.freeze({
    '*': true,
    plaintext: false,
    markdown: true,
    log: false,
    'search-result': false,
  }),
  model: '',
  fimOrder: 'auto',
  contextTokens: 0,
  threads: 0,
  unloadAfterMinutes: 10,
  excludeFiles: Object.freeze([]),
  allowFiles: Object.freeze([]),
});

const fimOrders: readonly FimOrder[] = ['auto', 'prefix-first', 'suffix-first'];

/** Builds the settings from a reader of single values; what has the wrong type counts as its default. */
export function settingsFrom(read: (key: keyof Settings) => unknown): Settings {
  return Object.freeze({
    enable: flag(read('enable'), defaultSettings.enable),
    languages: flags(read('languages')),
    model: text(read('model'), defaultSettings.model),
    fimOrder: fimOrders.find((order) => order === read('fimOrder')) ?? defaultSettings.fimOrder,
    contextTokens: count(read('contextTokens'), defaultSettings.contextTokens),
    threads: count(read('threads'), defaultSettings.threads),
    unloadAfterMinutes: count(read('unloadAfterMinutes'), defaultSettings.unloadAfterMinutes),
    excludeFiles: texts(read('excludeFiles')),
    allowFiles: texts(read('allowFiles')),
  });
}

/** True when the engine has to load afresh to follow the change. */
export function changesModel(before: Settings, after: Settings): boolean {
  return (
    before.model !== after.model ||
    before.fimOrder !== after.fimOrder ||
    before.contextTokens !== after.contextTokens ||
    before.threads !== after.threads
  );
}

/** Whether suggestions are offered for a language: its own entry, else the one of `*`. */
export function languageIsOn(settings: Settings, languageId: string): boolean {
  const own = Object.hasOwn(settings.languages, languageId) ? settings.languages[languageId] : undefined;
  return own ?? settings.languages['*'] ?? true;
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function flags(value: unknown): Readonly<Record<string, boolean>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return defaultSettings.languages;
  const entries = Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean');
  return Object.freeze(Object.fromEntries(entries));
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value.trim() : fallback;
}

function texts(value: unknown): readonly string[] {
  return Object.freeze(Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
}

function count(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.floor(value) : fallback;
}
