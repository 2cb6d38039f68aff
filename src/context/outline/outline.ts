// What a source file is made of, as plain names and offsets: definitions, imports, scopes, comments and chunks.

import type { Range } from '../../base/range.ts';

export type DefinitionKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'module'
  | 'constant'
  | 'variable'
  /** A field, property, enum member, or a method's signature without a body. */
  | 'member'
  /** A style rule, a section of settings, or what else has a head and a body. */
  | 'section';

export interface Definition {
  readonly name: string;
  readonly kind: DefinitionKind;
  /** Where the name stands. */
  readonly nameRange: Range;
  /** The whole unit with decorators, attributes and modifiers, without its comment. */
  readonly range: Range;
  /** From the unit's start to where its body begins; the whole unit where it has none. */
  readonly signature: Range;
  /** The comment right above it (or the doc string right below its head). */
  readonly doc: Range | undefined;
  /** Index in `Outline.definitions` of what it stands in; always smaller than its own. */
  readonly parent: number | undefined;
  /** Other files can name it: exported, public, or not private by the language's convention. */
  readonly isExported: boolean;
}

export interface ImportedName {
  /** As the other file calls it: `*` for all of it, `default` for what it exports without a name. */
  readonly name: string;
  /** As this file calls it. */
  readonly alias: string;
}

/** One import, include, use, require or re-export. */
export interface Import {
  /** As written, without quotes: `./engine.ts`, `os.path`, `fmt`, `crate::index`, `stdio.h`. */
  readonly source: string;
  /** Empty where the whole is imported without a name. */
  readonly names: readonly ImportedName[];
  readonly range: Range;
  /** The file gives it on under its own name: `export … from`, `pub use`. */
  readonly isReexport: boolean;
}

/** All ranges are in UTF-16 code units of the text; lists are in the order of their starts. */
export interface Outline {
  readonly definitions: readonly Definition[];
  readonly imports: readonly Import[];
  /** What a name can be local to: bodies of functions, classes, blocks of branches and loops. */
  readonly scopes: readonly Range[];
  readonly comments: readonly Range[];
  /**
   * Syntactic pieces, whole lines, without gaps or overlap from the first code line to the last: a function, the head of a
   * class, a run of small statements. None is longer than about 60 lines where the syntax allows.
   */
  readonly chunks: readonly Range[];
}
