// How much memory a model may take here: what the system can hand out, which is more than what nobody uses.

import { freemem, totalmem } from 'node:os';

export interface MemoryFacts {
  readonly platform: NodeJS.Platform;
  readonly totalBytes: number;
  /** What the run-time calls available; undefined where it cannot tell. */
  readonly availableBytes: number | undefined;
  readonly freeBytes: number;
}

/** macOS fills its memory with caches and counts them as used (libuv#3897): free there is next to nothing, always. */
const darwinShare = 0.75;

/** Bytes, of the machine as it is now unless `facts` say otherwise. */
export function availableBytes(facts: MemoryFacts = readFacts()): number {
  const available = facts.availableBytes ?? facts.freeBytes;
  return facts.platform === 'darwin' ? Math.max(available, facts.totalBytes * darwinShare) : available;
}

function readFacts(): MemoryFacts {
  const { availableMemory } = process as { availableMemory?: () => number };
  return {
    platform: process.platform,
    totalBytes: totalmem(),
    availableBytes: availableMemory?.(),
    freeBytes: freemem(),
  };
}
