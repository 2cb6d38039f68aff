// Syntax trees of documents, kept up to date edit by edit; the only file that knows tree-sitter.

import { Edit, Language, Parser, Query, type Tree } from 'web-tree-sitter';
import type { Range } from '../base/range.ts';
import { changeBetween, type TextChange } from '../base/textChange.ts';
import { type GrammarName, grammarFile, grammarOf, runtimeFile } from './grammars.ts';

export type { Node, Tree } from 'web-tree-sitter';

/** A document's tree; valid until the document is parsed again or forgotten. */
export interface Parsed {
  readonly grammar: GrammarName;
  readonly tree: Tree;
  readonly text: string;
  /** How it came out of an older text: what was edited, and where the structure became another. */
  readonly since:
    | { readonly text: string; readonly change: TextChange; readonly changed: readonly Range[] }
    | undefined;
}

/** A named part of a match, as offsets: it outlives the tree. */
export interface Capture extends Range {
  readonly name: string;
}

export interface Match {
  /** Which of the query's patterns it is, counted from 0. */
  readonly pattern: number;
  readonly captures: readonly Capture[];
}

export interface SyntaxQuery {
  /** Matches that touch `within`, in the order of their starts; undefined when `isOver` says that it takes too long. */
  matches(parsed: Parsed, within: Range, isOver: () => boolean): readonly Match[] | undefined;
}

export interface SyntaxParser {
  /** Resolves to whether the language can be parsed; the first time it loads the grammar. Never rejects. */
  load(languageId: string): Promise<boolean>;
  /**
   * Brings the document's tree up to date. Only for a language that is loaded. Undefined when `isOver`, asked all the
   * while, says that it takes too long; the document then keeps the tree that it had.
   */
  parse(source: ParseSource, isOver: () => boolean): Parsed | undefined;
  /**
   * Parses the document that stands as `text` with an edit in it; the document keeps its own text and tree, and the edited
   * one is valid while `use` runs. Undefined as with `parse`, and where the document has another text.
   */
  parseWith<T>(source: EditedSource, isOver: () => boolean, use: (edited: Parsed, own: Parsed) => T): T | undefined;
  /** Parses a text whose tree nobody keeps: it is valid while `use` runs. Undefined as with `parse`. */
  parseOnce<T>(source: Omit<ParseSource, 'key'>, isOver: () => boolean, use: (parsed: Parsed) => T): T | undefined;
  /** Only for a language that is loaded; throws where the query does not fit the grammar. */
  compile(grammar: GrammarName, query: string): SyntaxQuery;
  forget(key: string): void;
}

export interface ParseSource {
  readonly key: string;
  readonly languageId: string;
  readonly text: string;
}

export interface EditedSource {
  readonly key: string;
  readonly text: string;
  /** Replaces `[start, oldEnd)` of the text. */
  readonly start: number;
  readonly oldEnd: number;
  readonly inserted: string;
}

export interface ParserDeps {
  /** Reads one of the files that `grammars.ts` names. */
  readGrammar(file: string): Promise<Uint8Array>;
  onError(error: unknown): void;
}

/** Characters handed to the parser at a time: after an edit it reads little, and copying is what a read costs. */
const chunkLength = 1024;

/** A place whose row is known, from which others are counted: edits stand close together. */
interface Place {
  readonly offset: number;
  readonly row: number;
}

function placeOf(text: string, offset: number, from: Place): Place {
  let { row } = from;
  for (let at = text.indexOf('\n', from.offset); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) row++;
  for (let at = from.offset; at > offset; row--) {
    at = text.lastIndexOf('\n', at - 1);
    if (at < offset) break;
  }
  return { offset, row };
}

/** Row and column as the parser counts them. */
function pointOf(text: string, { offset, row }: Place): { row: number; column: number } {
  return { row, column: offset === 0 ? 0 : offset - 1 - text.lastIndexOf('\n', offset - 1) };
}

interface Document {
  readonly parsed: Parsed;
  /** Where it was edited last. */
  readonly place: Place;
}

/** The edit in the parser's terms, and where it ends in the new text. */
function editOf({ parsed, place }: Document, text: string, { start, oldEnd, newEnd }: TextChange) {
  const begins = placeOf(parsed.text, start, place);
  const ended = placeOf(parsed.text, oldEnd, begins);
  const ends = placeOf(text, newEnd, begins);
  const edit = new Edit({
    ...{ startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd },
    startPosition: pointOf(text, begins),
    oldEndPosition: pointOf(parsed.text, ended),
    newEndPosition: pointOf(text, ends),
  });
  return { edit, ends };
}

function createQuery(language: Language, source: string): SyntaxQuery {
  const query = new Query(language, source);
  return {
    matches({ tree }, { start, end }, isOver) {
      let stopped = false;
      const progressCallback = (): boolean => {
        stopped ||= isOver();
        return stopped;
      };
      // The library takes these two in bytes, though its names and all else say code units.
      const found = query.matches(tree.rootNode, { startIndex: start * 2, endIndex: end * 2, progressCallback });
      if (stopped) return undefined;
      return found.map(({ patternIndex, captures }) => ({
        pattern: patternIndex,
        captures: captures.map(({ name, node }) => ({ name, start: node.startIndex, end: node.endIndex })),
      }));
    },
  };
}

export function createParser({ readGrammar, onError }: ParserDeps): SyntaxParser {
  let runtime: Promise<void> | undefined;
  const loading = new Map<GrammarName, Promise<boolean>>();
  const languages = new Map<GrammarName, Language>();
  const documents = new Map<string, Document>();
  let parser: Parser | undefined;

  async function loadGrammar(name: GrammarName): Promise<boolean> {
    try {
      runtime ??= readGrammar(runtimeFile).then((wasmBinary) => Parser.init({ wasmBinary }));
      await runtime;
      languages.set(name, await Language.load(await readGrammar(grammarFile(name))));
      return true;
    } catch (error) {
      onError(error);
      return false;
    }
  }

  function load(languageId: string): Promise<boolean> {
    const name = grammarOf(languageId);
    if (name === undefined) return Promise.resolve(false);
    const begun = loading.get(name) ?? loadGrammar(name);
    loading.set(name, begun);
    return begun;
  }

  function forget(key: string): void {
    documents.get(key)?.parsed.tree.delete();
    documents.delete(key);
  }

  function parseText(language: Language, text: string, old: Tree | null, isOver: () => boolean): Tree | null {
    parser ??= new Parser();
    parser.setLanguage(language);
    const read = (index: number): string => text.slice(index, index + chunkLength);
    const tree = parser.parse(read, old, { progressCallback: isOver });
    // Otherwise it would go on with this text when it is given the next one.
    if (!tree) parser.reset();
    return tree;
  }

  function parseAgain(document: Document, language: Language, text: string, isOver: () => boolean) {
    const { parsed } = document;
    const change = changeBetween(parsed.text, text);
    if (!change) return document;
    // The document keeps its own tree until the new one is there; a copy shares all nodes.
    const edited = parsed.tree.copy();
    try {
      const { edit, ends } = editOf(document, text, change);
      edited.edit(edit);
      const tree = parseText(language, text, edited, isOver);
      if (!tree) return undefined;
      const changed = edited
        .getChangedRanges(tree)
        .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
      const since = { text: parsed.text, change, changed };
      return { parsed: { grammar: parsed.grammar, tree, text, since }, place: ends };
    } finally {
      edited.delete();
    }
  }

  function parseFirst(grammar: GrammarName, language: Language, text: string, isOver: () => boolean) {
    const tree = parseText(language, text, null, isOver);
    if (!tree) return undefined;
    return { parsed: { grammar, tree, text, since: undefined }, place: { offset: 0, row: 0 } };
  }

  function languageOf(languageId: string): readonly [GrammarName, Language] {
    const grammar = grammarOf(languageId);
    const language = grammar && languages.get(grammar);
    if (!language) throw new Error(`The grammar for ${languageId} is not loaded`);
    return [grammar, language];
  }

  return {
    load,
    parse({ key, languageId, text }, isOver) {
      const [grammar, language] = languageOf(languageId);
      const known = documents.get(key);
      const document: Document | undefined =
        known?.parsed.grammar === grammar
          ? parseAgain(known, language, text, isOver)
          : parseFirst(grammar, language, text, isOver);
      if (!document || document === known) return document?.parsed;
      forget(key);
      documents.set(key, document);
      return document.parsed;
    },
    parseWith({ key, text, start, oldEnd, inserted }, isOver, use) {
      const known = documents.get(key);
      const language = known && languages.get(known.parsed.grammar);
      if (!language || known.parsed.text !== text) return undefined;
      const edited = parseAgain(known, language, text.slice(0, start) + inserted + text.slice(oldEnd), isOver);
      if (!edited || edited === known) return edited && use(known.parsed, known.parsed);
      try {
        return use(edited.parsed, known.parsed);
      } finally {
        edited.parsed.tree.delete();
      }
    },
    parseOnce({ languageId, text }, isOver, use) {
      const [grammar, language] = languageOf(languageId);
      const document = parseFirst(grammar, language, text, isOver);
      if (!document) return undefined;
      try {
        return use(document.parsed);
      } finally {
        document.parsed.tree.delete();
      }
    },
    compile(grammar, query) {
      const language = languages.get(grammar);
      if (!language) throw new Error(`The grammar ${grammar} is not loaded`);
      return createQuery(language, query);
    },
    forget,
  };
}
