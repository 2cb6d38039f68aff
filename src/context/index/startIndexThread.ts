// Starts the index thread with little room.

import { startThread } from '../startThread.ts';
import type { IndexThread } from './indexClient.ts';
import type { IndexThreadData } from './indexMessages.ts';

/**
 * Megabytes of its heap. What the index holds lies outside. With a nursery of 16 the process holds some 35 more, and the
 * structural pass takes 8 % less time.
 */
const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 4 };

/** `scriptPath`: the thread's bundle. */
export function startIndexThread(scriptPath: string, data: IndexThreadData): IndexThread {
  return startThread({ scriptPath, data, limits });
}
