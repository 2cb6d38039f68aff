// The ladder of confinements for the worker's process, strongest first, as command lines; no shell takes part.

import { dirname } from 'node:path';
import type { SandboxLevel } from './engine.ts';

/** How to start the worker: `command` with `args`, under what confinement. */
export interface Launch {
  readonly level: SandboxLevel;
  /** For the log and the status. */
  readonly by: 'bwrap' | 'unshare' | 'prlimit' | 'sandbox-exec' | 'node';
  readonly command: string;
  readonly args: readonly string[];
}

export interface LaunchOptions {
  readonly platform: NodeJS.Platform;
  /** Node, or Electron run as Node. */
  readonly execPath: string;
  readonly workerPath: string;
  /** Absolute folders and files, beside the program itself, that the worker may read: its packages and the model. */
  readonly readPaths: readonly string[];
}

/** Every rung that the platform may have; the client tries them in this order and remembers the first that starts. */
export function launches(options: LaunchOptions): readonly Launch[] {
  const plain: Launch = { level: 'none', by: 'node', command: options.execPath, args: [options.workerPath] };
  if (options.platform === 'linux') return [bubblewrap(options), unshare(options), limits(options), plain];
  if (options.platform === 'darwin') return [sandboxExec(options), plain];
  return [plain];
}

/** New namespaces for all there is, nothing to read but the program, its packages and the model, nothing to write. */
function bubblewrap({ execPath, workerPath, readPaths }: LaunchOptions): Launch {
  const systemPaths = ['/usr', '/lib', '/lib32', '/lib64', '/bin', '/etc/ld.so.cache', '/sys/devices/system/cpu'];
  const ownPaths = [dirname(execPath), dirname(workerPath), ...readPaths];
  const binds = (flag: string, paths: readonly string[]) => paths.flatMap((path) => [flag, path, path]);
  return {
    level: 'full',
    by: 'bwrap',
    command: 'bwrap',
    args: [
      ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--setenv', 'HOME', '/tmp'],
      ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/run'],
      ...binds('--ro-bind-try', systemPaths),
      ...binds('--ro-bind', ownPaths),
      ...['--chdir', '/', '--', 'prlimit', '--core=0:0', '--', execPath, workerPath],
    ],
  };
}

/** No network interface, no capabilities, no new privileges; path sockets and files stay reachable. */
function unshare({ execPath, workerPath }: LaunchOptions): Launch {
  return {
    level: 'partial',
    by: 'unshare',
    command: 'unshare',
    args: [
      ...['--map-root-user', '--net', '--ipc', '--uts', '--'],
      ...['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--'],
      ...['prlimit', '--core=0:0', '--', execPath, workerPath],
    ],
  };
}

/** Where namespaces are forbidden: nothing is kept from it but new privileges and core dumps, which hold prompts. */
function limits({ execPath, workerPath }: LaunchOptions): Launch {
  return {
    level: 'none',
    by: 'prlimit',
    command: 'setpriv',
    args: ['--no-new-privs', '--', 'prlimit', '--core=0:0', '--', execPath, workerPath],
  };
}

/** Seatbelt: no network, nothing to write, no program but this one. */
function sandboxExec({ execPath, workerPath }: LaunchOptions): Launch {
  const quoted = JSON.stringify(execPath);
  const profile = [
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    '(allow file-write* (subpath "/dev"))',
    '(deny process-exec*)',
    `(allow process-exec* (literal ${quoted}))`,
  ].join('');
  return {
    level: 'partial',
    by: 'sandbox-exec',
    command: '/usr/bin/sandbox-exec',
    args: ['-p', profile, execPath, workerPath],
  };
}

const allowedVariables = ['LANG', 'LC_ALL', 'LC_CTYPE', 'PATH', 'SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR'];

/** What the worker gets of the host's environment: nothing that can change code, hold a secret or name a socket. */
export function workerEnvironment(host: NodeJS.ProcessEnv): Record<string, string> {
  const env: Record<string, string> = { ELECTRON_RUN_AS_NODE: '1' };
  for (const name of allowedVariables) {
    const value = host[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
