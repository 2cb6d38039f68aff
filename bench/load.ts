// Keeps cores busy beside a measurement, as a compiler or a test run would.

import { spawn } from 'node:child_process';

/** Starts `count` busy loops of the usual priority; the function that comes back ends them. */
export function startLoad(count: number): () => void {
  const loops = Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  const stop = (): void => {
    for (const loop of loops) loop.kill('SIGKILL');
  };
  process.once('exit', stop);
  return () => {
    process.off('exit', stop);
    stop();
  };
}
