// The recorded typing that a benchmark replays: its format, and the check that a file holds just that.

/** One file, text typed at one place in it. */
export interface SimpleTrace {
  readonly file: string;
  readonly before: string;
  readonly typed: string;
  readonly after: string;
}

export interface TraceFile {
  readonly path: string;
  readonly text: string;
}

/** Exactly one key each. */
export type Step =
  /** Types the text, one request for each code point. */
  | { readonly type: string }
  /** Deletes so many code points before the cursor, one request for each. */
  | { readonly delete: number }
  /** Inserts the text at once, as a suggestion that was taken; one request. */
  | { readonly accept: string }
  /** Moves the cursor: an offset in UTF-16 code units, or a line and a character, both from 0. */
  | { readonly move: number | { readonly line: number; readonly character: number } }
  /** Goes to another file, where its cursor last stood (at first: at the start). */
  | { readonly switch: string }
  /** Waits so many milliseconds. */
  | { readonly wait: number };

/** The first file is open at the start. */
export interface RichTrace {
  readonly files: readonly TraceFile[];
  readonly steps: readonly Step[];
}

/** Throws an error that says where the JSON is no trace. */
export function parseTrace(json: string): RichTrace {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) throw new Error('A trace is an object.');
  return 'typed' in value ? fromSimple(value) : fromRich(value);
}

function fromSimple(value: Readonly<Record<string, unknown>>): RichTrace {
  const trace: SimpleTrace = {
    file: textOf(value, 'file'),
    before: textOf(value, 'before'),
    typed: textOf(value, 'typed'),
    after: textOf(value, 'after'),
  };
  return {
    files: [{ path: trace.file, text: trace.before + trace.after }],
    steps: [{ move: trace.before.length }, { type: trace.typed }],
  };
}

function fromRich(value: Readonly<Record<string, unknown>>): RichTrace {
  const { files, steps } = value;
  if (!Array.isArray(files) || files.length === 0) throw new Error('A trace has `typed`, or a list `files`.');
  if (!Array.isArray(steps)) throw new Error('A trace with `files` has a list `steps`.');
  return {
    files: files.map((file: unknown) => {
      if (!isRecord(file)) throw new Error('A file of a trace is an object.');
      return { path: textOf(file, 'path'), text: textOf(file, 'text') };
    }),
    steps: steps.map((step: unknown, index) => parseStep(step, index)),
  };
}

/** The value may also stand in an object, such as `{"type": {"text": "a"}}`. */
function parseStep(step: unknown, index: number): Step {
  const wrong = (): Error =>
    new Error(`Step ${index} of the trace is none of type, delete, accept, move, switch, wait.`);
  if (!isRecord(step)) throw wrong();
  const [entry, ...others] = Object.entries(step);
  if (!entry || others.length > 0) throw wrong();
  const [kind, value] = entry;
  const text = isRecord(value) ? (value.text ?? value.path) : value;
  const count = isRecord(value) ? (value.count ?? value.ms ?? value.offset) : value;
  if (kind === 'type' && typeof text === 'string') return { type: text };
  if (kind === 'accept' && typeof text === 'string') return { accept: text };
  if (kind === 'switch' && typeof text === 'string') return { switch: text };
  if (kind === 'delete' && isCount(count)) return { delete: count };
  if (kind === 'wait' && isCount(count)) return { wait: count };
  if (kind === 'move' && isCount(count)) return { move: count };
  if (kind === 'move' && isRecord(value) && isCount(value.line) && isCount(value.character)) {
    return { move: { line: value.line, character: value.character } };
  }
  throw wrong();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function textOf(value: Readonly<Record<string, unknown>>, key: string): string {
  const text = value[key];
  if (typeof text !== 'string') throw new Error(`The trace's \`${key}\` is a text.`);
  return text;
}
