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
  languages: Object.freeze({ '*': true, plaintext: false, markdown: true, log: false, 'search-result': false }),
  model: '',
  fimOrder: 'auto',
  contextTokens: 0,
  threads: 0,
  unloadAfterMinutes: 10,
  excludeFiles: Object.freeze([]),
  allowFiles: Object.freeze([]),
});
