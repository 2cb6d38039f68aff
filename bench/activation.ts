// Measures how long the shipped bundle takes to load and to activate, against a stand-in for VS Code's API.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';

export interface Activation {
  readonly loadMs: number;
  readonly activateMs: number;
}

/** Call it once in a process: what the bundle requires is loaded only the first time. */
export function measureActivation(bundlePath: string): Activation {
  const requireFrom = createRequire(bundlePath);
  const startMs = performance.now();
  const source = readFileSync(bundlePath, 'utf8');
  const bundle: { exports: { activate?: (context: unknown) => void } } = { exports: {} };
  const vscode = createVscode(source);
  const load = compileFunction(source, ['exports', 'require', 'module'], { filename: bundlePath });
  load(bundle.exports, (id: string): unknown => (id === 'vscode' ? vscode : requireFrom(id)), bundle);
  const loadedMs = performance.now();
  const subscriptions: { dispose(): void }[] = [];
  bundle.exports.activate?.(createContext(subscriptions));
  const activateMs = performance.now() - loadedMs;
  // What waits for the window to come to rest would start for nothing.
  for (const subscription of subscriptions) subscription.dispose();
  return { loadMs: loadedMs - startMs, activateMs };
}

/** Has what the bundle names of VS Code's API; each part can be read, called and constructed, and does nothing. */
function createVscode(source: string): Readonly<Record<string, unknown>> {
  const names = [...source.matchAll(/\bvscode\d*\.(\w+)/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, createStandIn()]));
}

function createStandIn(): object {
  // An arrow function could not be constructed.
  return new Proxy(class {}, {
    get(_, name) {
      if (name === 'then') return undefined;
      if (name === Symbol.iterator) return () => [][Symbol.iterator]();
      return name === Symbol.toPrimitive ? () => '' : createStandIn();
    },
    set: () => true,
    apply: () => createStandIn(),
    construct: () => createStandIn(),
  });
}

function createContext(subscriptions: unknown[]): unknown {
  const state = { get: (_: string, otherwise: unknown) => otherwise, update: async () => undefined, keys: () => [] };
  const known: Readonly<Record<string | symbol, unknown>> = {
    subscriptions,
    workspaceState: state,
    globalState: state,
    asAbsolutePath: (path: string) => path,
  };
  return new Proxy(known, { get: (target, name) => target[name] ?? createStandIn() });
}
