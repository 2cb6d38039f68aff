// Makes what retrieval found into text that the model may see: the file decided on and redacted whole, then cut to its pieces.

import { type Binding, type Range, uniteRanges } from '../base/range.ts';
import { within } from '../base/within.ts';
import { join, type Redaction, type Redactor, type SafeText, safe, slice } from '../redaction/safeText.ts';
import type { Bindings } from './bindings.ts';
import type { Exclusion } from './exclude.ts';
import type { FoundSnippet } from './retrieve/foundSnippet.ts';
import type { FileRef } from './workspace.ts';

/** A file as it is now: an open document's text with what is not saved yet, else the disk's. */
export interface FileText {
  readonly file: FileRef;
  readonly text: string;
  /** Workspace-relative path for the prompt. */
  readonly displayPath: string;
}

/** Whole lines of a file, as they stand in it when it is redacted. */
export interface Part {
  readonly text: SafeText;
  /** The rule of each value that a placeholder stands for in it. */
  readonly hiddenRules: readonly string[];
}

/** Parts of another file as the model may see them; each snippet has an `id` of its own. */
export interface Snippet {
  readonly id: string;
  readonly path: SafeText;
  /** All parts, in the order of the file. */
  readonly text: SafeText;
  readonly file: FileRef;
  readonly parts: readonly Part[];
}

export interface SnippetReader {
  /** Undefined where the file is gone, changed, too long or not for the model. */
  read(found: FoundSnippet): Promise<Snippet | undefined>;
  /** True while the model may see the file and all of the snippet still stands in it. */
  isCurrent(snippet: Snippet): Promise<boolean>;
  /** What is secret may have changed: nothing that was redacted before serves any more. */
  forgetRedacted(): void;
}

export interface SnippetReaderDeps {
  /** Undefined for what is missing, or longer than `maxBytes`. */
  readFile(path: string, maxBytes: number): Promise<FileText | undefined>;
  decide(file: FileRef, text: string): Promise<Exclusion>;
  readonly redactor: Redactor;
  /** What a file's syntax binds to names; the lexical way serves alone without it. */
  readonly syntax?: Pick<Bindings, 'bindingsOf' | 'settled' | 'forget'>;
}

/** Redacting and parsing a longer one would be felt, and it is data as a rule. */
const maxFileBytes = 256 * 1024;
const syntaxPatienceMs = 500;
/** UTF-16 code units of redacted files that are kept. */
const maxKeptChars = 4 * 1024 * 1024;

interface Kept {
  readonly source: FileText;
  readonly redaction: Redaction;
}

export function createSnippetReader({ readFile, decide, redactor, syntax }: SnippetReaderDeps): SnippetReader {
  const kept = new Map<string, Kept>();
  let keptChars = 0;
  let lastId = 0;
  /** Counts what changed all redactions, so that one under way is not kept. */
  let epoch = 0;

  async function bindingsOf({ file: { path, languageId }, text }: FileText): Promise<readonly Binding[] | undefined> {
    if (!syntax) return undefined;
    const key = `context ${++lastId} ${path}`;
    try {
      syntax.bindingsOf(key, languageId, text);
      await within(syntaxPatienceMs, syntax.settled(key));
      return syntax.bindingsOf(key, languageId, text);
    } finally {
      syntax.forget(key);
    }
  }

  function keep(path: string, entry: Kept): void {
    drop(path);
    kept.set(path, entry);
    keptChars += entry.source.text.length;
    for (const [oldest] of kept) {
      if (keptChars <= maxKeptChars) break;
      drop(oldest);
    }
  }

  function drop(path: string): void {
    keptChars -= kept.get(path)?.source.text.length ?? 0;
    kept.delete(path);
  }

  async function redacted(path: string, source: FileText): Promise<Redaction> {
    for (;;) {
      const known = kept.get(path);
      if (known?.source.text === source.text) return known.redaction;
      const began = epoch;
      const bindings = await bindingsOf(source);
      if (began !== epoch) continue;
      const redaction = redactor.redact({ text: source.text, ...(bindings && { bindings }) });
      keep(path, { source, redaction });
      return redaction;
    }
  }

  /** The file as the model may see it. */
  async function see(path: string): Promise<Kept | undefined> {
    const source = await readFile(path, maxFileBytes);
    if (source === undefined) return undefined;
    const isAllowed = await decide(source.file, source.text).then(
      ({ kind }) => kind === 'ok',
      // What cannot be decided on is not allowed.
      () => false,
    );
    return isAllowed ? { source, redaction: await redacted(path, source) } : undefined;
  }

  return {
    async read({ path, pieces, textLength }) {
      const seen = await see(path);
      if (seen?.source.text.length !== textLength) return undefined;
      const { source, redaction } = seen;
      const parts = cut(redaction, pieces);
      const text = textOf(parts);
      if (text.text.trim() === '') return undefined;
      return {
        id: `snippet-${++lastId}`,
        path: redactor.redact({ text: source.displayPath }).safe,
        text,
        file: source.file,
        parts,
      };
    },
    async isCurrent({ file, parts }) {
      const whole = (await see(file.path))?.redaction.safe.text;
      return whole !== undefined && parts.every(({ text }) => whole.includes(text.text));
    },
    forgetRedacted() {
      epoch++;
      kept.clear();
      keptChars = 0;
    },
  };
}

/** What is left out between two parts. */
const elision = safe`...\n`;

/** The text of parts of one file. */
export function textOf(parts: readonly Part[]): SafeText {
  return join(
    parts.map(({ text }) => text),
    elision,
  );
}

/** The pieces, neighbours as one. */
function cut({ safe: whole, hidden, toSafe }: Redaction, pieces: readonly Range[]): Part[] {
  const inHidden = (offset: number) => hidden.find(({ range }) => range.start < offset && offset < range.end)?.range;
  return uniteRanges(pieces).flatMap((piece) => {
    // A hidden value that the piece's edge would cut is left out: a placeholder stands for all of it.
    const [from, to] = [inHidden(piece.start)?.end ?? piece.start, inHidden(piece.end)?.start ?? piece.end];
    const [start, end] = [toSafe(from), toSafe(to)];
    if (start === undefined || end === undefined || start >= end) return [];
    const inside = hidden.filter(({ range }) => from <= range.start && range.end <= to);
    return [{ text: slice(whole, start, end), hiddenRules: inside.map(({ rule }) => rule) }];
  });
}
