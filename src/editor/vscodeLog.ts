// The log as a VS Code output channel; what foreign errors say stays out of it, for it may quote source text.

import * as vscode from 'vscode';
import { describeError, type Log } from '../base/log.ts';

export interface VscodeLog extends Log, vscode.Disposable {
  show(): void;
}

export function createVscodeLog(): VscodeLog {
  const channel = vscode.window.createOutputChannel('Sotto', { log: true });
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message, error) => channel.error(error === undefined ? message : `${message}: ${describeError(error)}`),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
