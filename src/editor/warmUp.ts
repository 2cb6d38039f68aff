// Tells the completion where the user came to rest, so that the model has read the place before the first key.

import * as vscode from 'vscode';
import { isAbortError, UserError } from '../base/errors.ts';
import type { Disposable } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import type { Completion } from '../completion/outcome.ts';
import type { Engine } from '../engine/engine.ts';
import type { Focus } from './focus.ts';
import type { Requests } from './requests.ts';

export interface WarmUpDeps {
  readonly requests: Requests;
  readonly completion: Completion;
  readonly engine: Engine;
  readonly focus: Focus;
  readonly log: Log;
}

/** After the cursor was put somewhere. */
const restMs = 500;
/** After the last key: long enough not to work between two words. */
const pauseMs = 2000;

/** Reading and opening files never loads a model: only typing does, again after it left the memory. */
export function createWarmUp({ requests, completion, engine, focus, log }: WarmUpDeps): Disposable {
  const versions = new WeakMap<vscode.TextDocument, number>();
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | undefined;
  let typed = false;

  const stop = (): void => {
    clearTimeout(timer);
    running?.abort();
    running = undefined;
  };
  const schedule = (delayMs: number): void => {
    stop();
    timer = setTimeout(() => void start(), delayMs);
  };
  const start = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !focus.focused || !isWanted(engine, typed)) return;
    const controller = new AbortController();
    running = controller;
    const { document, selection } = editor;
    const { signal } = controller;
    const asked = { document, position: selection.active, trigger: 'automatic', selected: undefined, signal } as const;
    try {
      const prepared = await requests.prepare(asked);
      if (prepared.kind === 'request' && !signal.aborted) await completion.warmUp(prepared.request);
    } catch (error) {
      // What the user can mend is in the status already, and is offered at the next key.
      if (!isAbortError(error) && !(error instanceof UserError)) log.error('A warm-up failed', error);
    }
  };

  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(() => schedule(restMs)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
      const edited = versions.get(document) !== document.version;
      versions.set(document, document.version);
      if (!edited) schedule(restMs);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document !== vscode.window.activeTextEditor?.document) return;
      typed = true;
      schedule(pauseMs);
    }),
    engine.onState(({ kind }) => {
      if (kind === 'idle') typed = false;
    }),
    focus.onLost(() => {
      stop();
      completion.rest();
    }),
  ];
  return {
    dispose() {
      stop();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function isWanted({ state }: Engine, typed: boolean): boolean {
  return state.kind === 'idle' ? typed : state.kind !== 'failed';
}
