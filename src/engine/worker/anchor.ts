// Where the middle begins: keeps prefix and suffix still while the user types, so that a key costs a token or two.

import type { Budget } from './budget.ts';

/** What stands in the KV cache in front of the middle's typed part. */
export interface Anchor {
  /** Whole lines above the anchor, cut into pieces at grid lines: the pieces' token lists are cached one by one. */
  readonly prefixBlocks: readonly string[];
  /** Line number in the document of the first of them. */
  readonly startLine: number;
  readonly prefix: string;
  readonly suffix: string;
  readonly suffixHidden: number;
}

export interface Placement {
  readonly anchor: Anchor;
  /** From the anchor to the cursor. */
  readonly middle: string;
  /** How many characters of `before` the budget left out at its front. */
  readonly cutChars: number;
}

export interface PlaceOptions {
  readonly budget: Budget;
  /** The number of tokens of a text. */
  count(text: string): number;
  /** The editor is idle: the anchor moves as soon as that is worth it, so that it need not while somebody types. */
  readonly idle: boolean;
}

export interface Place {
  readonly before: string;
  readonly firstLine: number;
  readonly after: string;
  /** Placeholders in `after`. */
  readonly afterHidden: number;
}

/** The window starts at a multiple of so many lines: its pieces are the same from anchor to anchor. */
const gridLines = 8;
/** A changed suffix is kept, stale as it is, while it differs by less than this share (Copilot's rule). */
const staleSuffixShare = 0.1;
/** In an idle moment a middle that uses more than this share of its budget goes to the prefix. */
const idleMiddleShare = 0.5;
/** After the window overflowed it starts again with this share of its budget, so that the next overflow is far away. */
const refillShare = 0.75;

/** Keeps `previous` where it still fits the text, else anchors at the start of the cursor's line. */
export function placeAnchor(previous: Anchor | undefined, place: Place, options: PlaceOptions): Placement {
  return (previous && keepAnchor(previous, place, options)) ?? moveAnchor(previous, place, options);
}

function keepAnchor(previous: Anchor, place: Place, options: PlaceOptions): Placement | undefined {
  if (options.idle ? previous.suffix !== place.after : !servesAsSuffix(previous, place)) return undefined;
  const at = findPrefix(previous, place, options);
  if (at === undefined) return undefined;
  const middle = place.before.slice(at + previous.prefix.length);
  const budget = options.idle ? options.budget.middle * idleMiddleShare : options.budget.middle;
  if (options.count(middle) > budget) return undefined;
  return { anchor: previous, middle, cutChars: at };
}

/**
 * Where the old prefix stands: at its own line. Elsewhere, where lines came or went above it, only if it fills its
 * window: a short one is found again by chance, and would leave out what there is room for.
 */
function findPrefix(
  { prefix, prefixBlocks, startLine }: Anchor,
  { before, firstLine }: Place,
  { budget, count }: PlaceOptions,
): number | undefined {
  if (prefix === '') return firstLine === 0 && startLine === 0 ? 0 : undefined;
  const own = offsetOfLine(before, startLine - firstLine);
  if (own !== undefined && before.startsWith(prefix, own)) return own;
  const at = before.lastIndexOf(prefix);
  if (at < 0 || (at > 0 && before[at - 1] !== '\n')) return undefined;
  return prefixBlocks.reduce((sum, block) => sum + count(block), 0) < budget.prefix / 2 ? undefined : at;
}

function moveAnchor(previous: Anchor | undefined, place: Place, options: PlaceOptions): Placement {
  const lineStart = place.before.lastIndexOf('\n') + 1;
  const above = splitAtGrid(place.before.slice(0, lineStart), place.firstLine, gridLines);
  const window = chooseWindow(above, previous?.startLine, options);
  const prefix = window.map((block) => block.text).join('');
  const suffix = !options.idle && previous && servesAsSuffix(previous, place) ? previous.suffix : place.after;
  return {
    anchor: {
      prefixBlocks: window.map((block) => block.text),
      startLine: window[0]?.line ?? place.firstLine + lineCount(place.before.slice(0, lineStart)),
      prefix,
      suffix,
      suffixHidden: place.afterHidden,
    },
    middle: place.before.slice(lineStart),
    cutChars: lineStart - prefix.length,
  };
}

interface Block {
  readonly line: number;
  readonly text: string;
}

/** Cuts whole lines into blocks that end before lines whose number in the document is a multiple of `grid`. */
function splitAtGrid(text: string, firstLine: number, grid: number): Block[] {
  const blocks: Block[] = [];
  let line = firstLine;
  let blockLine = firstLine;
  let blockStart = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    line++;
    if (line % grid !== 0) continue;
    blocks.push({ line: blockLine, text: text.slice(blockStart, at + 1) });
    blockLine = line;
    blockStart = at + 1;
  }
  if (blockStart < text.length) blocks.push({ line: blockLine, text: text.slice(blockStart) });
  return blocks;
}

/** The blocks from the old start, while they fit and use half of the budget; else as many as the refill share holds. */
function chooseWindow(blocks: readonly Block[], oldStart: number | undefined, options: PlaceOptions): Block[] {
  const budget = options.budget.prefix;
  const counts = blocks.map((block) => options.count(block.text));
  const total = (from: number) => counts.slice(from).reduce((sum, count) => sum + count, 0);
  if (total(0) <= budget) return [...blocks];
  const old = blocks.findIndex((block) => block.line === oldStart);
  if (old >= 0 && total(old) <= budget && total(old) >= budget / 2) return blocks.slice(old);
  let from = blocks.length;
  for (let sum = 0; from > 0; from--) {
    sum += counts[from - 1] ?? 0;
    if (sum > budget * refillShare) break;
  }
  if (from < blocks.length) return blocks.slice(from);
  const last = blocks.at(-1);
  return last ? lastLines(last, options) : [];
}

/** Where one grid block alone is too long: as many of its last lines as the refill share holds. */
function lastLines(block: Block, options: PlaceOptions): Block[] {
  const lines = splitAtGrid(block.text, block.line, 1);
  let from = lines.length;
  for (let sum = 0; from > 0; from--) {
    sum += options.count(lines[from - 1]?.text ?? '');
    if (sum > options.budget.prefix * refillShare) break;
  }
  return lines.slice(from);
}

/** A value that became known as secret since the old suffix was taken must not stay in it. */
function servesAsSuffix(previous: Anchor, place: Place): boolean {
  return previous.suffixHidden === place.afterHidden && isSuffixKept(previous.suffix, place.after);
}

/** True when the old suffix may serve for the new one: same first line, and little changed behind it. */
export function isSuffixKept(old: string, now: string): boolean {
  if (old === now) return true;
  if (old === '' || now === '') return false;
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  const firstLineEnd = old.indexOf('\n', 1);
  if (head <= (firstLineEnd < 0 ? old.length - 1 : firstLineEnd)) return false;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return Math.max(old.length, now.length) - head - tail <= staleSuffixShare * old.length;
}

function offsetOfLine(text: string, line: number): number | undefined {
  if (line < 0) return undefined;
  let offset = 0;
  for (let left = line; left > 0; left--) {
    offset = text.indexOf('\n', offset) + 1;
    if (offset === 0) return undefined;
  }
  return offset;
}

function lineCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
