// The order of tokens in a fill-in-the-middle prompt; the only place that knows it.

import type { FimMarkers } from './fim.ts';

/** Token lists of ordinary text: none of them holds a control token. */
export interface InfillParts {
  readonly bos: number | undefined;
  readonly markers: FimMarkers;
  /** Pieces of other files in the order of the prompt; `head` is the line that names the file. */
  readonly context: readonly { readonly head: readonly number[]; readonly text: readonly number[] }[];
  /** The line that names the file itself. */
  readonly head: readonly number[];
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
  readonly middle: readonly number[];
}

/**
 * Prefix first: `context PRE prefix SUF suffix MID middle`; suffix first: `context SUF suffix PRE prefix MID middle`
 * (llama.cpp's --spm-infill). Snippets stand in the order they came in, so that one added at the end leaves those
 * before it in the KV cache. Models with a file marker get it before each head, and the file's own head behind them.
 */
export function layOut(parts: InfillParts): number[] {
  const { markers } = parts;
  const tokens: number[] = parts.bos === undefined ? [] : [parts.bos];
  const file = markers.file === undefined ? [] : [markers.file];
  for (const { head, text } of parts.context) tokens.push(...file, ...head, ...text);
  if (parts.context.length > 0 && markers.file !== undefined) tokens.push(markers.file, ...parts.head);
  const middleMarker = markers.middle === undefined ? [] : [markers.middle];
  if (markers.order === 'suffix-first') {
    tokens.push(markers.suffix, ...parts.suffix, markers.prefix, ...parts.prefix, ...middleMarker, ...parts.middle);
  } else {
    tokens.push(markers.prefix, ...parts.prefix, markers.suffix, ...parts.suffix, ...middleMarker, ...parts.middle);
  }
  return tokens;
}
