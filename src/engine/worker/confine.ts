// The worker's first import: takes network, name resolution and child processes away from everything loaded after it.

import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import inspector from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import workerThreads from 'node:worker_threads';
import { answerBindingCheck, isBindingCheck } from './bindingCheck.ts';

/** What the last call of `confine` replaced, as `module.function`. */
export const confined: string[] = [];

function forbid(name: string): () => never {
  // No arrow function: what it replaces may be called with `new`.
  function refuse(): never {
    const error = new Error(`${name} is not available in the model process`);
    error.name = 'ConfinedError';
    throw error;
  }
  return refuse;
}

function forbidAll(module: object, moduleName: string, names: readonly string[]): void {
  for (const name of names) {
    if (!(name in module)) continue;
    Object.defineProperty(module, name, {
      value: forbid(`${moduleName}.${name}`),
      configurable: false,
      enumerable: true,
      writable: false,
    });
    confined.push(`${moduleName}.${name}`);
  }
}

function functionsOf(module: object): string[] {
  return Object.entries(module)
    .filter(([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name))
    .map(([name]) => name);
}

/** Replaces every way of Node's own to reach another machine or process. Native code is the sandbox's business. */
function confine(): void {
  const fork = childProcess.fork;
  forbidAll(childProcess, 'child_process', [...functionsOf(childProcess).filter((name) => name !== 'fork')]);
  Object.defineProperty(childProcess, 'fork', {
    value: (modulePath: unknown) => {
      if (isBindingCheck(modulePath)) return answerBindingCheck();
      return forbid('child_process.fork')();
    },
    configurable: false,
    writable: false,
    enumerable: true,
  });
  if (fork !== childProcess.fork) confined.push('child_process.fork');
  forbidAll(childProcess.ChildProcess.prototype, 'ChildProcess', ['spawn']);
  forbidAll(net, 'net', ['connect', 'createConnection', 'createServer']);
  forbidAll(net.Socket.prototype, 'net.Socket', ['connect']);
  forbidAll(net.Server.prototype, 'net.Server', ['listen']);
  forbidAll(tls, 'tls', ['connect', 'createServer']);
  forbidAll(dgram, 'dgram', ['createSocket']);
  forbidAll(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
  forbidAll(dns.promises, 'dns.promises', functionsOf(dns.promises));
  forbidAll(dns, 'dns', functionsOf(dns));
  forbidAll(dns.Resolver.prototype, 'dns.Resolver', functionsOf(dns.Resolver.prototype));
  const { prototype } = dns.promises.Resolver;
  forbidAll(prototype, 'dns.promises.Resolver', functionsOf(prototype));
  forbidAll(http, 'http', ['request', 'get', 'createServer']);
  forbidAll(https, 'https', ['request', 'get', 'createServer']);
  forbidAll(http2, 'http2', ['connect', 'createServer', 'createSecureServer']);
  forbidAll(inspector, 'inspector', ['open']);
  // A thread has modules of its own, with nothing taken from them.
  forbidAll(workerThreads, 'worker_threads', ['Worker']);
  forbidAll(globalThis, 'globalThis', ['fetch', 'WebSocket', 'EventSource']);
  syncBuiltinESMExports();
}

confine();
