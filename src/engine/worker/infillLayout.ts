// The order of tokens in a fill-in-the-middle prompt; the only place that knows it.

import type { FimMarkers } from './fim.ts';

/** Token lists of ordinary text: none of them holds a control token. */
export interface InfillParts {
  readonly bos: number | undefined;
  readonly markers: FimMarkers;
  readonly context: readonly { readonly path: readonly number[]; readonly text: readonly number[] }[];
  readonly path: readonly number[];
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
  readonly middle: readonly number[];
  readonly lineBreak: readonly number[];
}

/**
 * Prefix first: `context PRE prefix SUF suffix MID middle`; suffix first: `context SUF suffix PRE prefix MID middle`
 * (llama.cpp's --spm-infill). Snippets come best first and are laid out best last, nearest to the code they serve.
 * Models with a file marker get `FILE path text` for each, others the path in a line of its own.
 */
export function layOut(parts: InfillParts): number[] {
  const { markers } = parts;
  const tokens: number[] = parts.bos === undefined ? [] : [parts.bos];
  const file = markers.file === undefined ? [] : [markers.file];
  for (const snippet of [...parts.context].reverse()) {
    tokens.push(...file, ...snippet.path, ...parts.lineBreak, ...snippet.text);
  }
  if (parts.context.length > 0 && markers.file !== undefined) {
    tokens.push(markers.file, ...parts.path, ...parts.lineBreak);
  }
  const middleMarker = markers.middle === undefined ? [] : [markers.middle];
  if (markers.order === 'suffix-first') {
    tokens.push(markers.suffix, ...parts.suffix, markers.prefix, ...parts.prefix, ...middleMarker, ...parts.middle);
  } else {
    tokens.push(markers.prefix, ...parts.prefix, markers.suffix, ...parts.suffix, ...middleMarker, ...parts.middle);
  }
  return tokens;
}
