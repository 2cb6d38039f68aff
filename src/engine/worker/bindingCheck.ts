// Answers node-llama-cpp's check whether its binary loads without a second process: the worker is the expendable one.

import { EventEmitter } from 'node:events';

/** True for the one module that node-llama-cpp forks, on Linux, before it loads its binary. */
export function isBindingCheck(modulePath: unknown): boolean {
  return typeof modulePath === 'string' && /[\\/]node-llama-cpp[\\/].*[\\/]testBindingBinary\.js$/.test(modulePath);
}

/**
 * A stand-in for the child process of that check, which says that the binary is fit. If it is not, loading it ends
 * this process, and the client reports just that; a fork would double the start-up time and need a right to fork.
 */
export function answerBindingCheck(): EventEmitter {
  const child = Object.assign(new EventEmitter(), {
    exitCode: null as number | null,
    killed: false,
    kill: () => true,
    send: (message: { readonly type?: unknown }) => {
      if (message.type === 'start') setImmediate(() => child.emit('message', { type: 'loaded' }));
      else if (message.type === 'test') setImmediate(() => child.emit('message', { type: 'done' }));
      else if (message.type === 'exit') {
        setImmediate(() => {
          child.exitCode = 0;
          child.emit('exit', 0);
        });
      }
      return true;
    },
  });
  setImmediate(() => child.emit('message', { type: 'ready' }));
  return child;
}
