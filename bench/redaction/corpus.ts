// The labelled rows that the redaction benchmark reads: their form, and errors that say where a file breaks it.

export interface Row {
  /** Line in its file, from 1. */
  readonly line: number;
  /** The corpus's own word for what the row shows. */
  readonly rule: string;
  readonly text: string;
  /** The part of `text` that must be hidden; undefined where the row does not tell. */
  readonly secret: string | undefined;
  readonly label: 'secret' | 'clean';
  readonly path: string | undefined;
}

/** Rows of a JSON Lines text; `file` names it in errors, which never quote what the row holds. */
export function parseCorpus(jsonLines: string, file: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of jsonLines
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const wrong = (what: string): Error => new Error(`${file}:${index + 1}: ${what}`);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw wrong('not a JSON object on one line.');
    }
    rows.push(toRow(value, index + 1, wrong));
  }
  return rows;
}

function toRow(value: unknown, line: number, wrong: (what: string) => Error): Row {
  if (!isRecord(value)) throw wrong('a row is a JSON object.');
  const { text, secret, label, path, rule } = value;
  if (typeof text !== 'string') throw wrong('`text` is a text.');
  if (label !== 'secret' && label !== 'clean') throw wrong('`label` is "secret" or "clean".');
  if (typeof secret !== 'string' && secret !== null && secret !== undefined)
    throw wrong('`secret` is a text, or null.');
  if (secret === '') throw wrong('`secret` is not empty; null says that the row does not tell it.');
  if (typeof path !== 'string' && path !== null && path !== undefined) throw wrong('`path` is a text, or left out.');
  return {
    line,
    rule: typeof rule === 'string' ? rule : '',
    text,
    secret: secret ?? undefined,
    label,
    path: path || undefined,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
