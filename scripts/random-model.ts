// Writes a GGUF model with random weights: `npm run random-model -- --vocab V.gguf --out M.gguf --preset 268m`.

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type ModelShape, presets, writeRandomModel } from './gguf/randomModel.ts';
import { readVocabulary } from './gguf/readVocabulary.ts';
import { type Metadata, type WrittenType, writtenTypes } from './gguf/write.ts';

const usage = `npm run random-model -- --vocab V.gguf --out M.gguf
  [--preset ${Object.keys(presets).join(' | ')}]   (default tiny)
  [--layers N] [--width N] [--heads N] [--kv-heads N] [--feed-forward N] [--context N]
  [--type ${Object.keys(writtenTypes).join(' | ')}]   (default q8_0)
  [--seed N]   (default 1)
  [--fim PREFIX_ID,SUFFIX_ID,MIDDLE_ID]   for a vocabulary whose markers the file does not name`;

const number = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    vocab: { type: 'string' },
    out: { type: 'string' },
    preset: { type: 'string', default: 'tiny' },
    type: { type: 'string', default: 'q8_0' },
    seed: { type: 'string', default: '1' },
    fim: { type: 'string' },
    layers: number,
    width: number,
    heads: number,
    'kv-heads': number,
    'feed-forward': number,
    context: number,
  },
});

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) fail(`Not a whole number: ${text}`);
  return value;
}

function fail(message: string): never {
  console.error(`${message}\n${usage}`);
  process.exit(1);
}

function readShape(): ModelShape {
  const preset = presets[values.preset];
  if (!preset) fail(`There is no preset ${values.preset}.`);
  return {
    ...preset,
    layers: whole(values.layers, preset.layers),
    width: whole(values.width, preset.width),
    heads: whole(values.heads, preset.heads),
    kvHeads: whole(values['kv-heads'], preset.kvHeads),
    feedForward: whole(values['feed-forward'], preset.feedForward),
    context: whole(values.context, preset.context),
  };
}

function isWrittenType(type: string): type is WrittenType {
  return type in writtenTypes;
}

function markerIds(ids: string | undefined): Metadata {
  if (ids === undefined) return [];
  const [prefix, suffix, middle] = ids.split(',').map((id) => whole(id, 0));
  const names = { fim_pre: prefix, fim_suf: suffix, fim_mid: middle };
  return Object.entries(names).map(([name, value]) => {
    if (value === undefined) fail('--fim needs three ids.');
    return [`tokenizer.ggml.${name}_token_id`, { type: 'uint32', value }] as const;
  });
}

const { vocab, out, type } = values;
if (!vocab || !out) fail('--vocab and --out are needed.');
if (!isWrittenType(type)) fail(`There is no type ${type}.`);
const vocabulary = await readVocabulary(vocab);
const metadata = [...vocabulary.metadata, ...markerIds(values.fim)];
const written = writeRandomModel({
  path: out,
  name: `random-${values.preset}-${basename(vocab, '.gguf')}`,
  shape: readShape(),
  vocabulary: { ...vocabulary, metadata },
  type,
  seed: whole(values.seed, 1),
});
console.log(`${out}: ${(written.weights / 1e6).toFixed(1)} M weights, ${(written.bytes / 1e6).toFixed(1)} MB`);
