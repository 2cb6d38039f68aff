// How answers are drawn: as the request says, else as the model's own file recommends, else so that code stays code.

import type { GgufFileInfo } from 'node-llama-cpp';
import type { Sampling } from '../engine.ts';

/** Low enough that names are copied, not made up; above 0, at which small models fall into loops. */
const plainSampling: Sampling = { temperature: 0.3, topK: 40, topP: 0.95, minP: 0.05 };

/** What llama.cpp's converter writes, by our names. */
const keys = { temperature: 'temp', topK: 'top_k', topP: 'top_p', minP: 'min_p' } as const;

/** `general.sampling.*` of the file; a value that is no number, or out of its range, counts as absent. */
export function samplingOf(file: Pick<GgufFileInfo, 'metadata'>): Sampling {
  const general: object = file.metadata.general ?? {};
  const said = 'sampling' in general ? general.sampling : undefined;
  if (typeof said !== 'object' || said === null) return plainSampling;
  const values = new Map<string, unknown>(Object.entries(said));
  const found: { -readonly [key in keyof Sampling]: Sampling[key] } = {};
  for (const [name, key] of Object.entries(keys) as [keyof typeof keys, string][]) {
    const value = values.get(key);
    const most = name === 'topK' ? 1_000_000 : name === 'temperature' ? 5 : 1;
    if (typeof value === 'number' && value >= 0 && value <= most) found[name] = value;
  }
  return { ...plainSampling, ...found };
}
