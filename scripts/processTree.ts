// Ends a process with everything it started: a test run or a demo leaves nothing behind, however it ends.

import { execFileSync } from 'node:child_process';

/** Kills `pid` and its descendants at once; processes that are gone already do not matter. */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    try {
      execFileSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
    } catch {
      // taskkill fails when the process has just ended by itself, which is what was wanted.
    }
    return;
  }
  for (const each of [pid, ...descendants(pid)]) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // ESRCH: ended by itself between the listing and the signal.
    }
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid === undefined || parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const direct = children.get(pid) ?? [];
    found.push(...direct);
    open.push(...direct);
  }
  return found;
}
