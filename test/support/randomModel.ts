// Makes tiny models with random weights for model tests, in one temporary folder for each run of the tests.

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ModelShape, presets, type Vocabulary, writeRandomModel } from '../../scripts/gguf/randomModel.ts';
import { readVocabulary } from '../../scripts/gguf/readVocabulary.ts';
import {
  type MadeVocabulary,
  makeVocabulary,
  type RealVocabulary,
  realVocabularies,
  unpackVocabulary,
  writeMadeVocabulary,
} from './vocabularies.ts';

export interface RandomModelRequest {
  readonly vocabulary: MadeVocabulary | RealVocabulary;
  readonly seed?: number;
  /** In place of the chat template that comes with the vocabulary. */
  readonly template?: string;
  /** What differs from the tiny shape. */
  readonly shape?: Partial<ModelShape>;
}

let folder: string | undefined;

/** Absolute path of a model file; the same request gets the same file. Takes well under a second. */
export async function randomModel(request: RandomModelRequest): Promise<string> {
  const tiny = presets.tiny;
  if (!tiny) throw new Error('There is no tiny shape.');
  const { vocabulary, seed = 1, shape = {}, template } = request;
  const parts = [
    vocabulary,
    seed,
    ...Object.entries(shape).flat(),
    ...(template === undefined ? [] : [hashOf(template)]),
  ];
  const path = join(modelFolder(), `${parts.join('-')}.gguf`);
  if (existsSync(path)) return path;
  const read = withTemplate(await vocabularyOf(vocabulary), template);
  writeRandomModel({ path, name: vocabulary, shape: { ...tiny, ...shape }, vocabulary: read, type: 'q8_0', seed });
  return path;
}

/** Absolute path of a GGUF file that holds a vocabulary and no weights. */
export function vocabularyFile(name: MadeVocabulary | RealVocabulary): string {
  const path = join(modelFolder(), `${name}-vocabulary.gguf`);
  if (existsSync(path)) return path;
  if (isReal(name)) unpackVocabulary(name, path);
  else writeMadeVocabulary(name, path);
  return path;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function withTemplate(vocabulary: Vocabulary, template: string | undefined): Vocabulary {
  if (template === undefined) return vocabulary;
  const entry = ['tokenizer.chat_template', { type: 'string', value: template }] as const;
  return { ...vocabulary, metadata: [...vocabulary.metadata, entry] };
}

async function vocabularyOf(name: MadeVocabulary | RealVocabulary): Promise<Vocabulary> {
  return isReal(name) ? await readVocabulary(vocabularyFile(name)) : makeVocabulary(name);
}

function isReal(name: MadeVocabulary | RealVocabulary): name is RealVocabulary {
  return realVocabularies.some((real) => real === name);
}

function modelFolder(): string {
  if (folder) return folder;
  const created = mkdtempSync(join(tmpdir(), 'sotto-models-'));
  process.once('exit', () => rmSync(created, { recursive: true, force: true }));
  folder = created;
  return created;
}
