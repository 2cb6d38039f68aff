// Plans a model of a given shape with random weights around a given vocabulary: it knows nothing, but it loads, runs
// and takes its time just as a trained model of that shape does.

import { createRandom, fillConstant, fillRandom } from './randomWeights.ts';
import { type GgufPlan, type Metadata, type TensorPlan, type WrittenType, writeGguf } from './write.ts';

export interface ModelShape {
  readonly architecture: 'llama' | 'qwen2';
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly feedForward: number;
  readonly context: number;
  readonly ropeBase: number;
  /** Whether the output takes the embedding's weights. */
  readonly tied: boolean;
}

export interface Vocabulary {
  /** All keys under `tokenizer.`, as records or values. */
  readonly metadata: Metadata;
  readonly size: number;
}

export interface RandomModel {
  readonly path: string;
  /** Becomes `general.basename`, by which the order of the fill-in-the-middle markers may be known. */
  readonly name: string;
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  readonly type: WrittenType;
  readonly seed: number;
}

/** The real shapes of models that people use, and two for tests and benchmarks. */
export const presets: Readonly<Record<string, ModelShape>> = {
  tiny: llama({ layers: 2, width: 64, heads: 4, kvHeads: 2, feedForward: 128, context: 2_048, ropeBase: 10_000 }),
  '268m': llama({
    layers: 16,
    width: 1_024,
    heads: 16,
    kvHeads: 16,
    feedForward: 2_752,
    context: 16_384,
    ropeBase: 1e5,
  }),
  'deepseek-coder-1.3b': llama({
    layers: 24,
    width: 2_048,
    heads: 16,
    kvHeads: 16,
    feedForward: 5_504,
    context: 16_384,
    ropeBase: 1e5,
  }),
  'deepseek-coder-6.7b': llama({
    layers: 32,
    width: 4_096,
    heads: 32,
    kvHeads: 32,
    feedForward: 11_008,
    context: 16_384,
    ropeBase: 1e5,
  }),
  'qwen2.5-coder-0.5b': qwen({ layers: 24, width: 896, heads: 14, feedForward: 4_864 }),
  'qwen2.5-coder-1.5b': qwen({ layers: 28, width: 1_536, heads: 12, feedForward: 8_960 }),
};

function llama(shape: Omit<ModelShape, 'architecture' | 'tied'>): ModelShape {
  return { ...shape, architecture: 'llama', tied: false };
}

function qwen(shape: Pick<ModelShape, 'layers' | 'width' | 'heads' | 'feedForward'>): ModelShape {
  return { ...shape, architecture: 'qwen2', kvHeads: 2, context: 32_768, ropeBase: 1e6, tied: true };
}

/** Writes the model and returns how many weights and bytes it has. */
export function writeRandomModel(model: RandomModel): { weights: number; bytes: number } {
  const tensors = planTensors(model);
  const weights = tensors.reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
  const plan: GgufPlan = { path: model.path, metadata: [...describe(model), ...model.vocabulary.metadata], tensors };
  return { weights, bytes: writeGguf(plan) };
}

/** The keys outside the tokenizer's. */
export function describe({ name, shape, vocabulary, seed }: Omit<RandomModel, 'path' | 'type'>): Metadata {
  const key = (suffix: string): string => `${shape.architecture}.${suffix}`;
  const count = (suffix: string, value: number): Metadata[number] => [key(suffix), { type: 'uint32', value }];
  return [
    ['general.architecture', { type: 'string', value: shape.architecture }],
    ['general.name', { type: 'string', value: `${name}, random weights, seed ${seed}` }],
    ['general.basename', { type: 'string', value: name }],
    count('block_count', shape.layers),
    count('context_length', shape.context),
    count('embedding_length', shape.width),
    count('feed_forward_length', shape.feedForward),
    count('attention.head_count', shape.heads),
    count('attention.head_count_kv', shape.kvHeads),
    count('rope.dimension_count', shape.width / shape.heads),
    count('vocab_size', vocabulary.size),
    [key('rope.freq_base'), { type: 'float32', value: shape.ropeBase }],
    [key('attention.layer_norm_rms_epsilon'), { type: 'float32', value: 1e-6 }],
  ];
}

function planTensors({ shape, vocabulary, type, seed }: RandomModel): TensorPlan[] {
  const tensors: TensorPlan[] = [];
  const weights = (name: string, rowLength: number, rows: number, gain = 1): void => {
    const random = createRandom(seed, tensors.length);
    // With this spread a vector of unit size stays of unit size, so that no layer overflows and none falls silent.
    const deviation = gain / Math.sqrt(rowLength);
    const fill = (chunk: Uint8Array): void => fillRandom(chunk, type, deviation, random);
    tensors.push({ name: `${name}.weight`, shape: [rowLength, rows], type, fill });
  };
  const constant = (name: string, length: number, value: number): void => {
    tensors.push({ name, shape: [length], type: 'f32', fill: (chunk) => fillConstant(chunk, value) });
  };
  const kvWidth = (shape.width / shape.heads) * shape.kvHeads;
  weights('token_embd', shape.width, vocabulary.size);
  constant('output_norm.weight', shape.width, 1);
  // Logits further apart than rounding errors make the answer the same from run to run.
  if (!shape.tied) weights('output', shape.width, vocabulary.size, 4);
  for (let layer = 0; layer < shape.layers; layer++) {
    const block = `blk.${layer}.`;
    constant(`${block}attn_norm.weight`, shape.width, 1);
    weights(`${block}attn_q`, shape.width, shape.width);
    weights(`${block}attn_k`, shape.width, kvWidth);
    weights(`${block}attn_v`, shape.width, kvWidth);
    if (shape.architecture === 'qwen2') {
      constant(`${block}attn_q.bias`, shape.width, 0);
      constant(`${block}attn_k.bias`, kvWidth, 0);
      constant(`${block}attn_v.bias`, kvWidth, 0);
    }
    weights(`${block}attn_output`, shape.width, shape.width);
    constant(`${block}ffn_norm.weight`, shape.width, 1);
    weights(`${block}ffn_gate`, shape.width, shape.feedForward);
    weights(`${block}ffn_up`, shape.width, shape.feedForward);
    weights(`${block}ffn_down`, shape.feedForward, shape.width);
  }
  return tensors;
}
