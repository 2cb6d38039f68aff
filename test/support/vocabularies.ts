// Vocabularies for model tests: real ones, unpacked from the fixtures, and small made ones that hold the marker
// texts which each family of models documents, over a vocabulary that can spell any text.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, presets, type Vocabulary } from '../../scripts/gguf/randomModel.ts';
import { type Metadata, writeGguf } from '../../scripts/gguf/write.ts';

export const realVocabularies = ['deepseek-coder', 'starcoder', 'phi-3'] as const;
export type RealVocabulary = (typeof realVocabularies)[number];

interface Family {
  readonly kind: 'bpe' | 'spm';
  /** llama.cpp's name for how the text is split before it is tokenised. */
  readonly split: string;
  readonly start: string;
  readonly end: string;
  /** The fill-in-the-middle markers and their kin, as the family documents them. */
  readonly markers: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
  readonly middle: string;
  readonly order: 'prefix-first' | 'suffix-first';
  readonly addsStart: boolean;
}

const starCoderMarkers = ['<fim_prefix>', '<fim_middle>', '<fim_suffix>', '<fim_pad>'];
const starCoderNames = { prefix: '<fim_prefix>', suffix: '<fim_suffix>', middle: '<fim_middle>' };
const qwenNames = { prefix: '<|fim_prefix|>', suffix: '<|fim_suffix|>', middle: '<|fim_middle|>' };
const endOfText = { start: '<|endoftext|>', end: '<|endoftext|>', addsStart: false };

/** The key is the model's base name, as its GGUF file states it. */
export const families = {
  'Qwen2.5-Coder': {
    kind: 'bpe',
    split: 'qwen2',
    ...endOfText,
    ...qwenNames,
    markers: [
      ...Object.values(qwenNames),
      '<|fim_pad|>',
      '<|repo_name|>',
      '<|file_sep|>',
      '<|im_start|>',
      '<|im_end|>',
    ],
    order: 'prefix-first',
  },
  CodeLlama: {
    kind: 'spm',
    split: 'default',
    start: '<s>',
    end: '</s>',
    addsStart: true,
    prefix: '▁<PRE>',
    suffix: '▁<SUF>',
    middle: '▁<MID>',
    markers: ['▁<PRE>', '▁<MID>', '▁<SUF>', '▁<EOT>'],
    order: 'prefix-first',
  },
  Codestral: {
    kind: 'spm',
    split: 'default',
    start: '<s>',
    end: '</s>',
    addsStart: true,
    prefix: '[PREFIX]',
    suffix: '[SUFFIX]',
    middle: '[MIDDLE]',
    markers: ['[PREFIX]', '[MIDDLE]', '[SUFFIX]'],
    order: 'suffix-first',
  },
  CodeGemma: {
    kind: 'spm',
    split: 'default',
    start: '<bos>',
    end: '<eos>',
    addsStart: true,
    ...qwenNames,
    markers: [...Object.values(qwenNames), '<|file_separator|>'],
    order: 'prefix-first',
  },
  Granite: {
    kind: 'bpe',
    split: 'refact',
    ...endOfText,
    ...starCoderNames,
    markers: [...starCoderMarkers, '<filename>', '<reponame>'],
    order: 'prefix-first',
  },
  StarCoder2: {
    kind: 'bpe',
    split: 'starcoder',
    ...endOfText,
    ...starCoderNames,
    markers: [...starCoderMarkers, '<repo_name>', '<file_sep>'],
    order: 'prefix-first',
  },
  Mellum: {
    kind: 'bpe',
    split: 'mellum',
    ...endOfText,
    ...starCoderNames,
    markers: [...starCoderMarkers, '<filename>', '<reponame>'],
    order: 'suffix-first',
  },
} as const satisfies Readonly<Record<string, Family>>;
export type FamilyName = keyof typeof families;

/** A family, or the vocabulary of a model that was trained to chat and not to fill in. */
export type MadeVocabulary = FamilyName | 'chat-only';
const chatOnly: Family = { ...families['Qwen2.5-Coder'], markers: ['<|im_start|>', '<|im_end|>'] };

/** Writes a real vocabulary, as llama.cpp carries it, to `path`. */
export function unpackVocabulary(name: RealVocabulary, path: string): void {
  const packed = fileURLToPath(new URL(`../fixtures/vocab/${name}.gguf.gz`, import.meta.url));
  writeFileSync(path, gunzipSync(readFileSync(packed)));
}

/** Writes a made vocabulary as a GGUF file without weights. */
export function writeMadeVocabulary(name: MadeVocabulary, path: string): void {
  const shape = presets.tiny;
  if (!shape) throw new Error('There is no tiny shape.');
  const vocabulary = makeVocabulary(name);
  writeGguf({
    path,
    tensors: [],
    metadata: [...describe({ name, shape, vocabulary, seed: 0 }), ...vocabulary.metadata],
  });
}

/** The same on each call: every byte, some words with all their beginnings, and the family's markers. */
export function makeVocabulary(name: MadeVocabulary): Vocabulary {
  const family: Family = name === 'chat-only' ? chatOnly : families[name];
  const { tokens, types, ...lists } = family.kind === 'bpe' ? makeBpe(family) : makeSpm(family);
  const metadata: Metadata = [
    ['tokenizer.ggml.model', { type: 'string', value: family.kind === 'bpe' ? 'gpt2' : 'llama' }],
    ['tokenizer.ggml.pre', { type: 'string', value: family.split }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.token_type', { type: 'int32s', value: types }],
    ['tokenizer.ggml.bos_token_id', { type: 'uint32', value: tokens.indexOf(family.start) }],
    ['tokenizer.ggml.eos_token_id', { type: 'uint32', value: tokens.indexOf(family.end) }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: family.addsStart }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: false }],
  ];
  if ('merges' in lists) return { size: tokens.length, metadata: [...metadata, mergesOf(lists.merges)] };
  return { size: tokens.length, metadata: [...metadata, scoresOf(lists.scores)] };
}

function mergesOf(merges: readonly string[]): Metadata[number] {
  return ['tokenizer.ggml.merges', { type: 'strings', value: merges }];
}

function scoresOf(scores: readonly number[]): Metadata[number] {
  return ['tokenizer.ggml.scores', { type: 'float32s', value: scores }];
}

/** llama.cpp's numbers for the kinds of tokens. */
const tokenType = { normal: 1, unknown: 2, control: 3, byte: 6 };

const words = (
  'async await boolean break case catch class const continue default delete else export extends false finally for from ' +
  'function if implements import in instanceof interface let new null number of private public readonly return static ' +
  'string super switch this throw true try type typeof undefined var void while yield'
).split(' ');

interface Bpe {
  readonly tokens: string[];
  readonly types: number[];
  readonly merges: string[];
}

function makeBpe(family: Family): Bpe {
  const tokens = new Set(Array.from({ length: 256 }, (_, byte) => spellByte(byte)));
  const merges = new Set<string>();
  const space = spellByte(0x20);
  for (const pair of [space + space, space.repeat(4)]) {
    merges.add(`${pair.slice(0, pair.length / 2)} ${pair.slice(pair.length / 2)}`);
    tokens.add(pair);
  }
  for (const word of words.flatMap((plain) => [plain, space + plain])) {
    for (let end = 2; end <= word.length; end++) {
      merges.add(`${word.slice(0, end - 1)} ${word.slice(end - 1, end)}`);
      tokens.add(word.slice(0, end));
    }
  }
  const normal = [...tokens];
  const control = [...new Set([family.start, family.end, ...family.markers])];
  return { tokens: [...normal, ...control], types: typesOf([], normal, control), merges: [...merges] };
}

function typesOf(head: readonly number[], normal: readonly string[], control: readonly string[]): number[] {
  return [...head, ...normal.map(() => tokenType.normal), ...control.map(() => tokenType.control)];
}

/** Byte-level BPE writes each byte as a printable character: itself where it is one, else one from U+0100 on. */
function spellByte(byte: number): string {
  const printable = (value: number): boolean =>
    (value >= 0x21 && value <= 0x7e) || (value >= 0xa1 && value !== 0xad && value <= 0xff);
  if (printable(byte)) return String.fromCharCode(byte);
  let code = 0x100;
  for (let earlier = 0; earlier < byte; earlier++) if (!printable(earlier)) code++;
  return String.fromCharCode(code);
}

interface Spm {
  readonly tokens: string[];
  readonly types: number[];
  readonly scores: number[];
}

function makeSpm(family: Family): Spm {
  const special = ['<unk>', family.start, family.end];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const head = [tokenType.unknown, tokenType.control, tokenType.control, ...bytes.map(() => tokenType.byte)];
  const pieces = new Set<string>(['▁▁', '▁▁▁▁']);
  for (const word of words.flatMap((plain) => [plain, `▁${plain}`])) {
    for (let end = 2; end <= word.length; end++) pieces.add(word.slice(0, end));
  }
  const characters = ['▁', ...Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0x21 + index))];
  const normal = [...pieces, ...characters];
  const tokens = [...special, ...bytes, ...normal, ...family.markers];
  const firstPiece = special.length + bytes.length;
  const scores = tokens.map((_, id) => (id < firstPiece ? 0 : firstPiece - id - 1));
  return { tokens, types: typesOf(head, normal, family.markers), scores };
}
