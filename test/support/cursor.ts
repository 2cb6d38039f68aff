// Code with its cursor written as `|`, for tests of what depends on the cursor's place.

export interface CodeAtCursor {
  readonly text: string;
  readonly offset: number;
}

/** Takes the first `|` out of the code and says where it stood. */
export function atCursor(code: string): CodeAtCursor {
  const offset = code.indexOf('|');
  if (offset < 0) throw new RangeError('The code has no cursor');
  return { text: code.slice(0, offset) + code.slice(offset + 1), offset };
}
