// Ends a process with everything it started: a test run or a demo leaves nothing behind, however it ends.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

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

/** All processes that `root` started, directly or not; empty on Windows, where `taskkill` knows them itself. */
export function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of parentsByProcess()) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const direct = children.get(pid) ?? [];
    found.push(...direct);
    open.push(...direct);
  }
  return found;
}

function parentsByProcess(): [pid: number, parent: number][] {
  if (process.platform === 'win32') return [];
  // Small Linux images have no `ps`.
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(parentFromProc);
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return pid === undefined || parent === undefined ? [] : [[pid, parent]];
    });
}

function parentFromProc(entry: string): [pid: number, parent: number][] {
  if (!/^\d+$/.test(entry)) return [];
  try {
    // "pid (name) state parent …", where the name may hold anything.
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [[Number(entry), Number(parent)]];
  } catch {
    return [];
  }
}

/** Whether the process is alive; one that has ended and was not yet waited for (a zombie) is not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || processState(pid) !== 'Z';
}

function processState(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    // Ended between the two looks.
    return 'Z';
  }
}
