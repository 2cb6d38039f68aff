// The worker as the operating system sees it: no network, and nothing of the environment it has no use for. Linux only,
// where /proc tells; on other systems the unit tests of the sandbox's command lines and of the confined worker serve.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isRunning } from '../../scripts/processTree.ts';
import { ordinaryCode } from '../support/code.ts';
import { typeForGhostText } from '../support/typing.ts';
import { commandLine, openWindow, type VsCodeWindow, workersOf } from '../support/vscode.ts';

if (process.platform === 'linux') {
  describe('the confinement of the model process, as Linux shows it', () => {
    let window: VsCodeWindow;
    let worker: number;
    let level: string | undefined;

    before(async () => {
      process.env.SOTTO_TEST_TOKEN = 'only-for-this-test';
      window = await openWindow({ files: { 'a.ts': ordinaryCode } });
      await typeForGhostText(window, 'a.ts');
      worker = innermost(workersOf(window));
      level = /sandbox (full|partial|none)/.exec(window.log())?.[1];
    });

    after(() => {
      delete process.env.SOTTO_TEST_TOKEN;
      return window.dispose();
    });

    it('has a level that the log and the status name', async () => {
      assert.ok(level !== undefined, 'the log names no level');
      await window.page.locator('.statusbar-item[id^="sotto.sotto"]').first().hover();
      const hover = window.page.locator('.monaco-hover').filter({ hasText: 'Sandbox: ' });
      await hover.waitFor();
      const shown = (await hover.allTextContents()).join('').replaceAll('\u00a0', ' ');
      assert.ok(shown.includes(`Sandbox: ${level}`), shown);
      process.stdout.write(`      sandbox level here: ${level}\n`);
    });

    it('has a network namespace of its own, without a way out, wherever namespaces work', () => {
      const own = readlinkSync('/proc/self/ns/net');
      const its = readlinkSync(`/proc/${worker}/ns/net`);
      assert.equal(its === own, level === 'none');
      if (level === 'none') return;
      const [, , ...devices] = readFileSync(`/proc/${worker}/net/dev`, 'utf8').trim().split('\n');
      assert.deepEqual(
        devices.map((line) => line.trim().split(':')[0]),
        ['lo'],
      );
      const [, ...routes] = readFileSync(`/proc/${worker}/net/route`, 'utf8').trim().split('\n');
      assert.deepEqual(routes, []);
    });

    it('has no internet socket', () => {
      const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];
      const known = new Set(tables.flatMap((table) => inodes(`/proc/${worker}/net/${table}`)));
      assert.deepEqual(
        openSockets(worker).filter((inode) => known.has(inode)),
        [],
      );
    });

    it('has none of the variables of its surroundings that it has no use for', () => {
      const names = readFileSync(`/proc/${worker}/environ`, 'utf8')
        .split('\0')
        .map((line) => line.split('=')[0]);
      assert.ok(names.includes('PATH'), 'the environment could not be read');
      for (const name of [
        'SOTTO_TEST_TOKEN',
        'SOTTO_PROBE_SOCKET',
        'NODE_OPTIONS',
        'LD_PRELOAD',
        'SSH_AUTH_SOCK',
        'HF_TOKEN',
      ]) {
        assert.ok(!names.includes(name), `${name} is there`);
      }
    });

    it('has no capability and may not gain any, in a sandbox', () => {
      if (level === 'none') return assert.ok(isRunning(worker));
      const status = readFileSync(`/proc/${worker}/status`, 'utf8');
      assert.match(status, /^NoNewPrivs:\t1$/m);
      assert.match(status, /^CapBnd:\t0+$/m);
    });

    it('leaves no core dump', () => {
      const limits = readFileSync(`/proc/${worker}/limits`, 'utf8');
      if (level !== 'none') assert.match(limits, /^Max core file size\s+0\s+0/m);
    });
  });
}

/** The worker itself, not what confines it: those are its ancestors, which have lower ids in one boot. */
function innermost(pids: readonly number[]): number {
  const nodes = pids.filter((pid) => /^\S*node\S*\s/.test(commandLine(pid)));
  const last = nodes.at(-1);
  assert.ok(last !== undefined, `no Node among ${pids.map(commandLine).join(' | ')}`);
  return last;
}

function inodes(table: string): string[] {
  const [, ...lines] = readFileSync(table, 'utf8').trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/)[9] ?? '');
}

function openSockets(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    return inode === undefined ? [] : [inode];
  });
}
