// Runs npm itself from a script on every system, without a shell where npm started us.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `npm ...args` in `cwd` and returns what it printed; throws with npm's own words when it fails. */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const cli = process.env.npm_execpath;
  const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = cli?.endsWith('.js')
    ? await run(process.execPath, [cli, ...args], options)
    : await run('npm', args, { ...options, shell: process.platform === 'win32' });
  return stdout;
}
