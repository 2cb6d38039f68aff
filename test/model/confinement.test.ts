// What the model process cannot do: no network, no other program, nothing of the host's environment.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createTestEngine } from '../support/engine.ts';
import { eventually } from '../support/wait.ts';

// The README names these two: they read /proc.
const onLinux = process.platform === 'linux' ? it : it.skip;

describe('the worker as it runs', () => {
  const canary = 'canary-of-the-environment';
  const { engine, ask, logged } = createTestEngine();
  before(async () => {
    process.env.HF_TOKEN = canary;
    process.env.SSH_AUTH_SOCK = canary;
    await ask({ before: 'let a = ' });
  });
  after(() => {
    delete process.env.HF_TOKEN;
    delete process.env.SSH_AUTH_SOCK;
    return engine.dispose();
  });

  onLinux('has no network and gets no variable but those allowed', () => {
    assert.ok(engine.sandbox === 'full' || engine.sandbox === 'partial', `sandbox: ${engine.sandbox}`);
    const pids = family(engine.workerPid ?? 0);
    const worker = pids.at(-1) ?? 0;
    assert.notEqual(readlinkSync(`/proc/${worker}/ns/net`), readlinkSync('/proc/self/ns/net'));
    assert.doesNotMatch(readFileSync(`/proc/${worker}/net/dev`, 'utf8'), /eth|wlan|enp|veth/);
    const names = readFileSync(`/proc/${worker}/environ`, 'utf8')
      .split('\0')
      .map((entry) => entry.split('=', 1)[0]);
    assert.ok(!names.includes('HF_TOKEN') && !names.includes('SSH_AUTH_SOCK') && !names.includes('NODE_OPTIONS'));
    const status = readFileSync(`/proc/${worker}/status`, 'utf8');
    assert.match(status, /^CapEff:\s0+$/m);
    assert.match(status, /^NoNewPrivs:\s1$/m);
    assert.match(readFileSync(`/proc/${worker}/limits`, 'utf8'), /^Max core file size\s+0\s+0/m);
  });

  it('logs nothing of what it was asked', () => {
    assert.ok(logged.length > 0);
    for (const line of logged) assert.doesNotMatch(line, /let a/);
  });
});

describe('the first import of the worker', () => {
  it('takes every way out of Node away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-confine-'));
    const outfile = join(folder, 'attempts.mjs');
    try {
      const entry = fileURLToPath(new URL('../support/confinedAttempts.ts', import.meta.url));
      await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
      const { attempts, escaped } = JSON.parse(await output(outfile)) as { attempts: number; escaped: string[] };
      assert.deepEqual(escaped, []);
      assert.ok(attempts >= 20, `${attempts} attempts`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a host that dies', () => {
  onLinux('takes its worker along', async () => {
    const host = spawn(
      process.execPath,
      ['--import=tsx', fileURLToPath(new URL('../support/dyingHost.ts', import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const pid = await new Promise<number>((resolve) => host.stdout.once('data', (data) => resolve(Number(data))));
    const pids = family(pid);
    assert.ok(pids.length > 0);
    host.kill('SIGKILL');
    await eventually('the end of the worker', () => pids.every((one) => !isAlive(one)));
  });
});

/** The process and its descendants, as the kernel knows them now, children last. */
function family(pid: number): number[] {
  const found = [pid];
  for (const parent of found) {
    for (const entry of readdirSync('/proc')) {
      if (/^\d+$/.test(entry) && parentOf(Number(entry)) === parent) found.push(Number(entry));
    }
  }
  return found;
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function output(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    child.on('error', reject);
    child.on('close', () => resolve(text));
  });
}
