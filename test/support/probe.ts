// Runs a function inside the extension host, through the test-only extension, so that a test can ask VS Code itself.

import { cpSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type * as vscode from 'vscode';

const source = join(dirname(fileURLToPath(import.meta.url)), 'probe');
const connectLimitMs = 30_000;

export type Vscode = typeof vscode;

export interface Probe {
  /** Calls `work` there; it sees nothing of its surroundings here, and `argument` and its result travel as JSON. */
  run<T, A = undefined>(work: (api: Vscode, argument: A) => T | PromiseLike<T>, argument?: A): Promise<T>;
  dispose(): void;
}

/** Puts the test-only extension beside the one under test. */
export function installProbe(extensionsFolder: string): void {
  cpSync(source, join(extensionsFolder, 'sotto-test.probe-0.0.1'), { recursive: true });
}

/** Where an extension host with this data folder listens. */
export function probeSocket(dataFolder: string): string {
  const name = `sotto-probe-${Buffer.from(dataFolder).toString('base64url').slice(-24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(dataFolder, 'probe.sock');
}

/** Waits until the extension host of a window is up. */
export async function connectProbe(socketPath: string): Promise<Probe> {
  const socket = await connectWhenReady(socketPath);
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  createInterface({ input: socket }).on('line', (line) => {
    const { id, result, error } = JSON.parse(line) as { id: number; result?: unknown; error?: string };
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(`In the extension host: ${error}`));
  });
  socket.on('close', () => {
    for (const call of waiting.values()) call.reject(new Error('The extension host has ended.'));
    waiting.clear();
  });
  return {
    run<T, A>(work: (api: Vscode, argument: A) => T | PromiseLike<T>, argument?: A): Promise<T> {
      last += 1;
      const id = last;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result as T), reject });
        socket.write(`${JSON.stringify({ id, code: work.toString(), argument })}\n`);
      });
    },
    dispose: () => socket.destroy(),
  };
}

async function connectWhenReady(path: string): Promise<Socket> {
  for (const limit = Date.now() + connectLimitMs; ; ) {
    try {
      return await connectOnce(path);
    } catch (error) {
      if (Date.now() > limit) throw new Error(`The extension host did not start: ${String(error)}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}

function connectOnce(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
