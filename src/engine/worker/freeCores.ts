// How many cores other programs leave free, from the system's own counts of idle time.

import { availableParallelism, cpus } from 'node:os';

/** Milliseconds since the start of the system, all cores together. */
export interface CoreTimes {
  readonly idle: number;
  readonly total: number;
  readonly cores: number;
}

export interface CoreWatch {
  /**
   * Cores that were free for this process since the watch began, 1 at least: those that idled, and the one that it kept
   * busy itself meanwhile.
   */
  free(): number;
}

export function watchCores(read: () => CoreTimes = readTimes): CoreWatch {
  const began = read();
  return {
    free() {
      const now = read();
      const total = now.total - began.total;
      if (total <= 0) return now.cores;
      const idle = ((now.idle - began.idle) / total) * now.cores;
      return Math.min(now.cores, Math.max(1, Math.round(idle + 1)));
    },
  };
}

function readTimes(): CoreTimes {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, total, cores: availableParallelism() };
}
