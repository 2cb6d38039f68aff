// Plays a trace into the moments at which an editor would turn to its completion, the same for every peer.

import type { RichTrace, Step } from './trace.ts';

/** A document at one moment. */
export interface Place {
  readonly path: string;
  readonly text: string;
  /** The cursor, in UTF-16 code units. */
  readonly offset: number;
}

export type Moment =
  /** A key was pressed, or a suggestion taken: the editor asks. */
  | { readonly kind: 'key'; readonly place: Place }
  /** A file was opened or the cursor moved without typing: the editor comes to rest here. */
  | { readonly kind: 'rest'; readonly place: Place }
  | { readonly kind: 'wait'; readonly place: Place; readonly ms: number };

export interface OpenFile {
  readonly path: string;
  text: string;
  offset: number;
}

/** Throws when a step names a file or a place that is not there. */
export function* playTrace(trace: RichTrace): Generator<Moment> {
  const open = new Map(trace.files.map(({ path, text }) => [path, { path, text, offset: 0 }]));
  let file = openFile(open, trace.files[0]?.path ?? '');
  // A first step that moves the cursor is where the file was opened.
  const first = trace.steps[0];
  if (!first || !('move' in first)) yield rest(file);
  for (const step of trace.steps) {
    if ('switch' in step) {
      file = openFile(open, step.switch);
      yield rest(file);
    } else {
      yield* playStep(file, step);
    }
  }
}

function openFile(open: ReadonlyMap<string, OpenFile>, path: string): OpenFile {
  const file = open.get(path);
  if (!file) throw new Error(`The trace has no file ${path}.`);
  return file;
}

/** Changes `file` as the step says. */
export function* playStep(file: OpenFile, step: Exclude<Step, { readonly switch: string }>): Generator<Moment> {
  if ('wait' in step) {
    yield { kind: 'wait', place: placeOf(file), ms: step.wait };
  } else if ('move' in step) {
    file.offset = offsetOf(file.text, step.move);
    yield rest(file);
  } else if ('accept' in step) {
    yield insert(file, step.accept);
  } else if ('delete' in step) {
    for (let count = 0; count < step.delete && file.offset > 0; count++) yield deleteOne(file);
  } else {
    for (const character of step.type) yield insert(file, character);
  }
}

function insert(file: OpenFile, text: string): Moment {
  file.text = file.text.slice(0, file.offset) + text + file.text.slice(file.offset);
  file.offset += text.length;
  return { kind: 'key', place: placeOf(file) };
}

function deleteOne(file: OpenFile): Moment {
  const last = [...file.text.slice(Math.max(0, file.offset - 2), file.offset)].at(-1) ?? '';
  const start = file.offset - last.length;
  file.text = file.text.slice(0, start) + file.text.slice(file.offset);
  file.offset = start;
  return { kind: 'key', place: placeOf(file) };
}

function rest(file: OpenFile): Moment {
  return { kind: 'rest', place: placeOf(file) };
}

function placeOf({ path, text, offset }: OpenFile): Place {
  return { path, text, offset };
}

function offsetOf(text: string, move: number | { readonly line: number; readonly character: number }): number {
  if (typeof move === 'number') return Math.min(move, text.length);
  let start = 0;
  for (let line = 0; line < move.line; line++) {
    const end = text.indexOf('\n', start);
    if (end < 0) throw new Error(`The trace moves to line ${move.line}, which is not there.`);
    start = end + 1;
  }
  return Math.min(start + move.character, text.length);
}

/** The moments up to the `most`-th key; all of them where `most` is 0. */
export function* firstKeys(moments: Iterable<Moment>, most: number): Generator<Moment> {
  let keys = 0;
  for (const moment of moments) {
    if (most > 0 && moment.kind === 'key' && ++keys > most) return;
    yield moment;
  }
}
