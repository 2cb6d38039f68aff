// Counts tokens as a model would, from the vocabulary of its GGUF file alone.

import { createTokenizer } from '../../src/engine/worker/tokenizer.ts';

/** The same for every method; a text is counted once. */
export async function createTokenCounter(modelPath: string): Promise<(text: string) => number> {
  const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
  const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, logLevel: LlamaLogLevel.error });
  const tokenizer = createTokenizer(await llama.loadModel({ modelPath, vocabOnly: true }));
  const counts = new Map<string, number>();
  return (text) => {
    const known = counts.get(text);
    if (known !== undefined) return known;
    const count = tokenizer.encode(text).length;
    counts.set(text, count);
    return count;
  };
}
