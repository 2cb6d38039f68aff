// `npm start` as a user has it: one link that lets in, nothing without it, and nothing left after Ctrl+C.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { descendants, isRunning, killTree } from '../../scripts/processTree.ts';
import { commandLine } from '../support/vscode.ts';
import { eventually } from '../support/wait.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

describe('npm start', () => {
  const said: string[] = [];
  let start: ChildProcess;
  let link: URL;
  let token: string;

  before(async function () {
    this.timeout(180_000);
    start = spawn(process.execPath, ['--import=tsx', join(root, 'scripts', 'start.ts')], {
      cwd: root,
      // As in CI: it opens no browser.
      env: { ...process.env, CI: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [start.stdout, start.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => said.push(line));
    }
    link = new URL(
      await eventually(
        'the link',
        () => said.join('\n').match(/http:\/\/127\.0\.0\.1:\d+\/\?\S+/)?.[0] ?? ended(start, said),
        (url) => url !== '',
      ),
    );
    token = link.searchParams.get('tkn') ?? '';
  });

  after(() => {
    if (start.pid !== undefined) killTree(start.pid);
  });

  it('prints one loopback link with a long random password', () => {
    assert.equal(link.hostname, '127.0.0.1');
    assert.ok(token.length >= 32, 'the password is short');
  });

  it('shows the password in no command line', () => {
    const all = [start.pid ?? 0, ...descendants(start.pid ?? 0)];
    assert.ok(all.length > 1);
    for (const pid of all) assert.ok(!commandLine(pid).includes(token));
  });

  it('lets in who has the link', async () => {
    assert.equal((await ask(link)).status, 302);
    const page = await ask(new URL('/', link), { cookie: `vscode-tkn=${token}` });
    assert.equal(page.status, 200);
    assert.match(page.body, /workbench/);
  });

  it('lets in nobody without the password, or with a wrong one', async () => {
    const file = `/vscode-remote-resource?path=${encodeURIComponent(join(root, 'package.json'))}`;
    for (const path of ['/', '/?tkn=wrong', `/?folder=${encodeURIComponent(root)}`, file, `${file}&tkn=wrong`]) {
      assert.equal((await ask(new URL(path, link))).status, 403, path);
    }
    assert.equal((await ask(new URL('/', link), { cookie: 'vscode-tkn=wrong' })).status, 403);
  });

  it('answers a web socket without the password with nothing but a refusal', async () => {
    const answer = await greetWebSocket(Number(link.port), 'wrong');
    assert.doesNotMatch(answer, /"type":"(sign|ok)"/);
    assert.match(answer, /Unauthorized|HTTP\/1\.1 4/);
    assert.match(await greetWebSocket(Number(link.port), token), /"type":"sign"/, 'the greeting is not what is spoken');
  });

  it('leaves no process and no file behind after Ctrl+C', async () => {
    const folder = dirname(link.searchParams.get('folder') ?? '');
    assert.ok(existsSync(join(folder, 'sample', 'src')), 'the sample is not where it was expected');
    const started = descendants(start.pid ?? 0);
    assert.ok(started.length > 0);
    start.kill('SIGINT');
    await eventually(
      'the end',
      () => start.exitCode,
      (code) => code !== null,
    );
    assert.equal(start.exitCode, 0);
    assert.deepEqual(started.filter(isRunning).map(commandLine), []);
    assert.ok(!existsSync(folder), 'its folder is still there');
  });
});

function ended(start: ChildProcess, said: readonly string[]): string {
  if (start.exitCode !== null) throw new Error(`npm start ended:\n${said.join('\n')}`);
  return '';
}

function ask(url: URL, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
    });
    request.on('error', reject);
  });
}

/** Opens a web socket, says the first word of VS Code's protocol, and answers with all that comes back. */
function greetWebSocket(port: number, auth: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const heard: Buffer[] = [];
    const done = (): void => {
      socket.destroy();
      resolve(Buffer.concat(heard).toString('latin1'));
    };
    socket.setTimeout(2_000, done);
    socket.on('error', reject);
    socket.on('close', done);
    socket.on('data', (data) => {
      if (heard.push(data) === 1) socket.write(webSocketFrame(controlMessage({ type: 'auth', auth, data: 'data' })));
    });
    socket.write(
      [
        `GET /?reconnectionToken=${crypto.randomUUID()}&reconnection=false&skipWebSocketFrames=false HTTP/1.1`,
        ...[`Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
        ...[`Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`, '', ''],
      ].join('\r\n'),
    );
  });
}

/** Type 2 (control), message id, acknowledged id, length; then JSON. */
function controlMessage(message: unknown): Buffer {
  const data = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(13);
  header.writeUInt8(2, 0);
  header.writeUInt32BE(data.length, 9);
  return Buffer.concat([header, data]);
}

/** One binary frame, masked with zeros as a client's must be. */
function webSocketFrame(data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(0x82, 0);
  header.writeUInt8(0x80 | 126, 1);
  header.writeUInt16BE(data.length, 2);
  return Buffer.concat([header, data]);
}
