// The one maker of SafeText: text without secrets, frozen, and known to this file by identity, so that no cast can forge it.

import type { Binding, Range } from '../base/range.ts';
import type { Allows } from './allowed.ts';
import { createBindingDetector, type Finding } from './detect.ts';
import { type Detectors, type ScannedLines, scanLines, uniteFindings } from './documentScan.ts';
import { createKnownValues } from './knownValues.ts';
import { createVault, placeholderWidth, type Vault } from './placeholders.ts';

declare const brand: unique symbol;

/** Text that passed redaction. Only objects made here are it: a copy, a cast or parsed JSON is not. */
export interface SafeText {
  readonly [brand]: true;
  readonly text: string;
  /** How many placeholders `text` holds. */
  readonly hiddenCount: number;
}

export interface Source {
  readonly text: string;
  /** Names a document, so that only what changed since its last redaction is scanned; omitted: scan all. */
  readonly key?: string;
  /** What the syntax tree binds to names; the lexical way serves in addition, and alone without it. */
  readonly bindings?: readonly Binding[];
  /**
   * What stands for text that already has the form of a live placeholder. `escape` (the default) hides it like a
   * value, so that `restore(redact(x)) = x` for every x. `keep` is for text that was redacted before, such as a
   * model's answer: redacting it again changes nothing; a finding that touches a placeholder is dropped.
   */
  readonly placeholders?: 'escape' | 'keep';
}

export interface Hidden {
  /** Id of the rule that found it. */
  readonly rule: string;
  /** Where it stands in the source. */
  readonly range: Range;
}

export interface Redaction {
  readonly safe: SafeText;
  readonly hidden: readonly Hidden[];
  /** Offset in the source → offset in `safe.text`; undefined inside a hidden range. */
  toSafe(offset: number): number | undefined;
  /** Offset in `safe.text` → offset in the source; undefined inside a placeholder and the line breaks it stands for. */
  toSource(offset: number): number | undefined;
}

export interface Redactor {
  redact(source: Source): Redaction;
  /** For one accepted edit only, never for chat, log, terminal or URL: puts the values back; exact, in one pass. */
  restore(text: string): string;
  /** The placeholders in `text`, in order, so that an edit whose set of them changed can be refused. */
  placeholdersIn(text: string): readonly string[];
  holdsPlaceholder(text: string): boolean;
  /** True when a detector finds something beside placeholders; give whole lines, since a name tells what its literal is. */
  holdsSecret(text: string): boolean;
  setKnownValues(values: readonly string[]): void;
  /** What the user called no secret counts from the next redaction on, for every detector; undefined: nothing is. */
  setAllowed(allows: Allows | undefined): void;
  forget(key: string): void;
}

/** Start of each placeholder in each SafeText; having an entry is what makes an object SafeText. */
const placeholderStarts = new WeakMap<object, readonly number[]>();
const noStarts: readonly number[] = Object.freeze([]);

function make(text: string, starts: readonly number[]): SafeText {
  // The only cast: the brand exists in the type alone, membership in the map is the proof.
  const made = Object.freeze({ text, hiddenCount: starts.length }) as unknown as SafeText;
  placeholderStarts.set(made, starts);
  return made;
}

/** True for the very objects that this file made. */
export function isSafeText(value: unknown): value is SafeText {
  return typeof value === 'object' && value !== null && placeholderStarts.has(value);
}

function startsOf(value: SafeText): readonly number[] {
  const starts = placeholderStarts.get(value);
  if (!starts) throw new TypeError('Not a SafeText');
  return starts;
}

/** Index of the first element above `value` in a sorted list. */
function upperBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An offset inside a placeholder counts as the placeholder's start. */
function snap(starts: readonly number[], offset: number): number {
  const start = starts[upperBound(starts, offset) - 1];
  return start !== undefined && offset < start + placeholderWidth ? start : offset;
}

/**
 * The part `[start, end)` in offsets of `source.text`, clamped to it. An offset inside a placeholder counts as the
 * placeholder's start: no placeholder is ever cut, and neighbouring slices still join to the whole.
 */
export function slice(source: SafeText, start: number, end = source.text.length): SafeText {
  const starts = startsOf(source);
  const clamp = (offset: number) => Math.min(Math.max(Math.trunc(offset) || 0, 0), source.text.length);
  const from = snap(starts, clamp(start));
  const to = Math.max(from, snap(starts, clamp(end)));
  if (from === 0 && to === source.text.length) return source;
  const inside = starts.slice(upperBound(starts, from - 1), upperBound(starts, to - 1));
  return make(source.text.slice(from, to), inside.length === 0 ? noStarts : inside.map((at) => at - from));
}

/** Joins texts, with `separator` between them. */
export function join(parts: readonly SafeText[], separator?: SafeText): SafeText {
  let text = '';
  const starts: number[] = [];
  const add = (part: SafeText) => {
    for (const start of startsOf(part)) starts.push(text.length + start);
    text += part.text;
  };
  for (const [index, part] of parts.entries()) {
    if (index > 0 && separator) add(separator);
    add(part);
  }
  return make(text, starts);
}

/** A real tagged template: its texts are static, frozen, and have a hidden, frozen `raw`, which no cast array has. */
function isTemplate(strings: unknown): strings is TemplateStringsArray {
  if (!Array.isArray(strings) || !Object.isFrozen(strings)) return false;
  const raw = Object.getOwnPropertyDescriptor(strings, 'raw');
  return (
    raw !== undefined &&
    !raw.enumerable &&
    Array.isArray(raw.value) &&
    Object.isFrozen(raw.value) &&
    raw.value.length === strings.length
  );
}

/** Static text with SafeText in it; anything else throws TypeError, whatever the compiler was told. */
export function safe(strings: TemplateStringsArray, ...values: SafeText[]): SafeText {
  if (!isTemplate(strings) || strings.length !== values.length + 1)
    throw new TypeError('safe needs a template literal');
  const parts: SafeText[] = [];
  for (const [index, text] of strings.entries()) {
    if (typeof text !== 'string') throw new TypeError('safe needs valid escapes');
    parts.push(make(text, noStarts));
    const value = values[index];
    if (index < values.length) {
      if (!isSafeText(value)) throw new TypeError('safe takes SafeText only');
      parts.push(value);
    }
  }
  return join(parts);
}

/** Where each hidden span stands in the source and what stands for it in the safe text; parallel lists, sorted. */
interface Layout {
  readonly sourceStarts: readonly number[];
  readonly sourceEnds: readonly number[];
  readonly safeStarts: readonly number[];
  readonly safeEnds: readonly number[];
}

/** Maps an offset from one side to the other; undefined inside a span. */
function mapOffset(
  offset: number,
  fromStarts: readonly number[],
  fromEnds: readonly number[],
  toStarts: readonly number[],
  toEnds: readonly number[],
): number | undefined {
  const index = upperBound(fromStarts, offset) - 1;
  const start = fromStarts[index];
  const end = fromEnds[index];
  if (start === undefined || end === undefined) return offset;
  if (offset === start) return toStarts[index];
  return offset < end ? undefined : (toEnds[index] ?? 0) + offset - end;
}

function buildRedaction(text: string, spans: readonly Finding[], vault: Vault): Redaction {
  const layout = {
    sourceStarts: [] as number[],
    sourceEnds: [] as number[],
    safeStarts: [] as number[],
    safeEnds: [] as number[],
  };
  let safeText = '';
  let from = 0;
  for (const { start, end } of spans) {
    safeText += text.slice(from, start);
    layout.sourceStarts.push(start);
    layout.sourceEnds.push(end);
    layout.safeStarts.push(safeText.length);
    safeText += vault.standIn(text.slice(start, end));
    layout.safeEnds.push(safeText.length);
    from = end;
  }
  const { sourceStarts, sourceEnds, safeStarts, safeEnds }: Layout = layout;
  const made = make(from === 0 ? text : safeText + text.slice(from), safeStarts);
  const inside = (offset: number, length: number) => offset >= 0 && offset <= length;
  return Object.freeze({
    safe: made,
    hidden: Object.freeze(
      spans.map(({ rule, start, end }) => Object.freeze({ rule, range: Object.freeze({ start, end }) })),
    ),
    toSafe: (offset: number) =>
      inside(offset, text.length) ? mapOffset(offset, sourceStarts, sourceEnds, safeStarts, safeEnds) : undefined,
    toSource: (offset: number) =>
      inside(offset, made.text.length) ? mapOffset(offset, safeStarts, safeEnds, sourceStarts, sourceEnds) : undefined,
  });
}

interface Document {
  readonly lines: ScannedLines;
  readonly bindings: readonly Binding[] | undefined;
  readonly allows: Allows | undefined;
  readonly redaction: Redaction;
}

/** Creates the redactor of one session: it holds the map of placeholders, the known values and what it knows of each document. */
export function createRedactor(): Redactor {
  const vault = createVault();
  const known = createKnownValues();
  const detectBindings = createBindingDetector();
  const detectors: Detectors = { known, placeholders: vault.find };
  const documents = new Map<string, Document>();
  let allows: Allows | undefined;

  /** All that is to be hidden; what the user allowed is judged by the whole of a united span. */
  function spansOf(lines: ScannedLines, bindings: readonly Binding[] | undefined): readonly Finding[] {
    const spans = uniteFindings(lines, bindings ? detectBindings(lines.text, bindings) : []);
    const judge = allows;
    if (!judge) return spans;
    return spans.filter(({ rule, start, end }) => {
      const value = lines.text.slice(start, end);
      // What holds a live placeholder stays hidden, or `restore` would turn it into something else.
      return !judge(value, rule) || vault.find(value).length > 0;
    });
  }

  /** The spans that touch no live placeholder. */
  function besidePlaceholders(text: string, spans: readonly Finding[]): readonly Finding[] {
    const live = vault.find(text);
    if (live.length === 0) return spans;
    return spans.filter((span) => !live.some(({ start, end }) => start < span.end && span.start < end));
  }

  function redactOnce({ text, bindings, placeholders }: Source): Redaction {
    const spans = spansOf(scanLines(text, detectors), bindings);
    if (placeholders !== 'keep') return buildRedaction(text, spans, vault);
    const redaction = buildRedaction(text, besidePlaceholders(text, spans), vault);
    const starts = vault.find(redaction.safe.text).map(({ start }) => start);
    return Object.freeze({ ...redaction, safe: make(redaction.safe.text, starts) });
  }

  return {
    redact(source) {
      const { text, key, bindings } = source;
      if (key === undefined || source.placeholders === 'keep') return redactOnce(source);
      const previous = documents.get(key);
      const lines = scanLines(text, detectors, previous?.lines);
      const isSame = lines === previous?.lines && bindings === previous.bindings && allows === previous.allows;
      if (isSame) return previous.redaction;
      const redaction = buildRedaction(text, spansOf(lines, bindings), vault);
      documents.set(key, { lines, bindings, allows, redaction });
      return redaction;
    },
    restore: vault.restore,
    placeholdersIn: (text) => vault.find(text).map(({ start, end }) => text.slice(start, end)),
    holdsPlaceholder: vault.holdsPlaceholder,
    holdsSecret: (text) => besidePlaceholders(text, spansOf(scanLines(text, detectors), undefined)).length > 0,
    setKnownValues: known.set,
    setAllowed(next) {
      allows = next;
    },
    forget: (key) => void documents.delete(key),
  };
}
