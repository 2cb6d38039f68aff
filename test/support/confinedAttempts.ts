// Runs confined as the worker is, tries each way out, and prints which of them were not refused.

import '../../src/engine/worker/confine.ts';
import * as childProcess from 'node:child_process';
import * as dgram from 'node:dgram';
import * as dns from 'node:dns';
import * as dnsPromises from 'node:dns/promises';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import * as inspector from 'node:inspector';
import { createRequire } from 'node:module';
import * as net from 'node:net';
import * as tls from 'node:tls';
import * as workerThreads from 'node:worker_threads';

const require = createRequire(import.meta.url);
const nothing = () => undefined;

const attempts: Record<string, () => unknown> = {
  'net.connect': () => net.connect(9, '127.0.0.1'),
  'net.createConnection': () => net.createConnection(9, '127.0.0.1'),
  'Socket.connect': () => new net.Socket().connect(9, '127.0.0.1'),
  'Socket.connect to a path': () => new net.Socket().connect('/var/run/docker.sock'),
  'net.createServer': () => net.createServer(),
  'Server.listen': () => new net.Server().listen(0),
  'tls.connect': () => tls.connect(9, '127.0.0.1'),
  'dgram.createSocket': () => dgram.createSocket('udp4'),
  'dns.lookup': () => dns.lookup('localhost', nothing),
  'dns.resolve': () => dns.resolve('localhost', nothing),
  'dns.promises.lookup': () => dns.promises.lookup('localhost'),
  'dns/promises.resolve': () => dnsPromises.resolve('localhost'),
  'dns.Resolver': () => new dns.Resolver().resolve4('localhost', nothing),
  'dns.promises.Resolver': () => new dnsPromises.Resolver().resolve4('localhost'),
  'http.request': () => http.request('http://127.0.0.1:9'),
  'http.get': () => http.get('http://127.0.0.1:9'),
  'https.request': () => https.request('https://127.0.0.1:9'),
  'http2.connect': () => http2.connect('http://127.0.0.1:9'),
  fetch: () => fetch('http://127.0.0.1:9'),
  'child_process.spawn': () => childProcess.spawn('true'),
  'child_process.exec': () => childProcess.exec('true'),
  'child_process.execFile': () => childProcess.execFile('true'),
  'child_process.spawnSync': () => childProcess.spawnSync('true'),
  'child_process.execSync': () => childProcess.execSync('true'),
  'child_process.fork': () => childProcess.fork('nothing.js'),
  'child_process by require': () => (require('node:child_process') as typeof childProcess).spawn('true'),
  'ChildProcess.spawn': () =>
    Reflect.apply(Reflect.get(childProcess.ChildProcess.prototype, 'spawn'), new childProcess.ChildProcess(), [
      { file: 'true', args: ['true'] },
    ]),
  'inspector.open': () => inspector.open(0),
  'a thread with modules of its own': () => new workerThreads.Worker('', { eval: true }),
};

const escaped: string[] = [];
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    const result = attempt();
    if (result instanceof Promise) await result;
    escaped.push(name);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConfinedError') escaped.push(`${name} (${String(error)})`);
  }
}
process.stdout.write(JSON.stringify({ attempts: Object.keys(attempts).length, escaped }));
process.exit(0);
