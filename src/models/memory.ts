// Estimates from the header alone what a model will take of this machine's memory, before a byte of it is loaded.

import type { GgufArray, GgufHeader } from './ggufHeader.ts';

export interface MemoryNeed {
  /** The weights, as they lie in the file. */
  readonly weightsBytes: number;
  /** Keys and values of every layer for the whole context, 16 bits each. */
  readonly cacheBytes: number;
  /** What evaluating one batch needs beside them; an upper estimate. */
  readonly batchBytes: number;
  readonly totalBytes: number;
}

export interface MemoryUse {
  /** Tokens in the KV cache, over all sequences. */
  readonly contextTokens: number;
  /** Tokens evaluated at once; llama.cpp's own default is 512. */
  readonly batchTokens: number;
}

/** Counts from the header are numbers of an unchecked file: the result is finite and not negative, whatever they are. */
export function estimateMemory(header: GgufHeader, use: MemoryUse): MemoryNeed {
  const shape = readShape(header);
  const weightsBytes = header.tensors.reduce((sum, tensor) => sum + (tensor.bytes ?? tensor.weights), 0);
  const cacheBytes = 2 * use.contextTokens * shape.cacheValuesPerToken;
  const scores = use.contextTokens * shape.heads;
  const batchBytes = 4 * use.batchTokens * (shape.vocabulary + 4 * shape.width + 3 * shape.feedForward + scores);
  return { weightsBytes, cacheBytes, batchBytes, totalBytes: weightsBytes + cacheBytes + batchBytes };
}

/** The context the model was trained for, in tokens; undefined when the header does not tell. */
export function trainedContext(header: GgufHeader): number | undefined {
  return positive(architectureValue(header, 'context_length'));
}

/** A text of the header such as `general.basename`; undefined when it is missing or no text. */
export function headerText(header: GgufHeader, key: string): string | undefined {
  const value = header.metadata.get(key)?.value;
  return typeof value === 'string' ? value : undefined;
}

interface Shape {
  readonly width: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly cacheValuesPerToken: number;
}

function readShape(header: GgufHeader): Shape {
  const number = (name: string): number => positive(architectureValue(header, name)) ?? 0;
  const layers = Math.min(number('block_count'), 4_096);
  const width = number('embedding_length');
  const heads = number('attention.head_count');
  const headWidth = heads > 0 ? width / heads : 0;
  const keyWidth = number('attention.key_length') || headWidth;
  const valueWidth = number('attention.value_length') || headWidth;
  const cacheHeads = headsOfCache(architectureValue(header, 'attention.head_count_kv'), layers, heads);
  return {
    width,
    heads,
    feedForward: number('feed_forward_length'),
    vocabulary: vocabularySize(header),
    cacheValuesPerToken: cacheHeads * (keyWidth + valueWidth),
  };
}

/** Sum over the layers; a file states one number for all of them, or one for each. */
function headsOfCache(value: unknown, layers: number, heads: number): number {
  if (isArray(value) && value.numbers) return value.numbers.reduce((sum, count) => sum + (positive(count) ?? 0), 0);
  return layers * (positive(value) ?? heads);
}

function vocabularySize(header: GgufHeader): number {
  const tokens = header.metadata.get('tokenizer.ggml.tokens')?.value;
  return isArray(tokens) ? tokens.length : 0;
}

function architectureValue(header: GgufHeader, name: string): unknown {
  const architecture = headerText(header, 'general.architecture') ?? '';
  return header.metadata.get(`${architecture}.${name}`)?.value;
}

/** Above any real count, and small enough that no product here overflows. */
const largestCount = 2 ** 32;

/** Feed-forward lengths and head counts are per layer in a few models: the largest counts. */
function positive(value: unknown): number | undefined {
  const number = isArray(value) ? Math.max(0, ...(value.numbers ?? [])) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0
    ? Math.min(number, largestCount)
    : undefined;
}

function isArray(value: unknown): value is GgufArray {
  return typeof value === 'object' && value !== null && 'elementType' in value;
}
