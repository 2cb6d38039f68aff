// Takes the tokenizer out of any GGUF file, record by record, without decoding what it only passes on.

import { readGgufHeader } from '../../src/models/ggufHeader.ts';
import { createModelFiles } from '../../src/models/modelFiles.ts';
import type { Vocabulary } from './randomModel.ts';

/** Throws when the file is no GGUF file or has no tokens. */
export async function readVocabulary(path: string): Promise<Vocabulary> {
  const file = await createModelFiles().open(path);
  try {
    const header = await readGgufHeader(file);
    const tokens = header.metadata.get('tokenizer.ggml.tokens')?.value;
    if (typeof tokens !== 'object') throw new Error(`${path} has no vocabulary.`);
    const entries = [...header.metadata].filter(([key]) => key.startsWith('tokenizer.'));
    const metadata = entries.map(([, { start, end }]) => file.read(start, end - start));
    return { metadata: await Promise.all(metadata), size: tokens.length };
  } finally {
    await file.close();
  }
}
