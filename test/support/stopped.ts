// Stops the model's process for a while: an engine as slow as can be, on a machine of any speed. What shows meanwhile
// comes from memory.

import { type VsCodeWindow, workersOf } from './vscode.ts';

/**
 * The model has to be loaded. Its process goes on afterwards, whatever becomes of `work`; one that was asked to give up a
 * request and did not for 20 seconds has been ended by then.
 */
export async function whileModelIsStopped<T>(window: VsCodeWindow, work: () => Promise<T>): Promise<T> {
  const workers = workersOf(window);
  if (workers.length === 0) throw new Error('There is no process to stop.');
  for (const pid of workers) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    const left = workersOf(window);
    for (const pid of workers) if (left.includes(pid)) process.kill(pid, 'SIGCONT');
  }
}
