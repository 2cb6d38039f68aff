// Lets keys and the model go before the thread that calls it; only Linux has a priority for each thread, and tells its number.

import { existsSync, readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

const lowPriority = 10;
const self = '/proc/thread-self';

export function takeLowPriority(): void {
  if (existsSync(self)) setPriority(Number(basename(readlinkSync(self))), lowPriority);
}
