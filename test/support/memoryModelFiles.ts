// A disk in memory for the models layer, and the smallest GGUF files to put on it.

import { encodeHeader, type Metadata, type TensorPlan } from '../../scripts/gguf/write.ts';
import type { ModelFile } from '../../src/models/byteReader.ts';
import type { FileKind, ModelFiles } from '../../src/models/modelFiles.ts';

export interface MemoryEntry {
  readonly kind?: FileKind;
  readonly bytes?: Uint8Array;
  /** Where a link leads. */
  readonly link?: string;
  /** The code of the error that opening it throws. */
  readonly error?: string;
}

export interface MemoryModelFiles extends ModelFiles {
  /** How many opened files were not closed. */
  readonly openCount: number;
}

export function createMemoryModelFiles(entries: Readonly<Record<string, MemoryEntry>>): MemoryModelFiles {
  let openCount = 0;
  const follow = (path: string): string => entries[path]?.link ?? path;
  return {
    get openCount() {
      return openCount;
    },
    async kind(path) {
      const entry = entries[follow(path)];
      return entry && (entry.kind ?? 'file');
    },
    realPath: async (path) => follow(path),
    async open(path) {
      const { bytes = new Uint8Array(), error } = entries[path] ?? {};
      if (error !== undefined) throw Object.assign(new Error('Refused'), { code: error });
      openCount++;
      return { ...memoryFile(bytes), close: async () => void openCount-- };
    },
  };
}

export function memoryFile(bytes: Uint8Array): ModelFile {
  return {
    sizeBytes: bytes.byteLength,
    read: async (position, length) => bytes.slice(position, position + length),
    close: async () => undefined,
  };
}

export const oneTensor: TensorPlan = { name: 'token_embd.weight', shape: [64, 2], type: 'f32', fill: () => undefined };

/** A whole file in memory: the header, its padding and weights of 0. */
export function ggufBytes(metadata: Metadata, tensors: readonly TensorPlan[] = [oneTensor]): Uint8Array {
  const header = encodeHeader({ metadata, tensors });
  const dataStart = Math.ceil(header.byteLength / 32) * 32;
  const data = tensors.reduce((sum, { shape }) => sum + 4 * shape.reduce((product, length) => product * length, 1), 0);
  const file = new Uint8Array(dataStart + data);
  file.set(header);
  return file;
}
