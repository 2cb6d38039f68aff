// Tells whether this window has the focus: of several windows only the focused one computes.

import * as vscode from 'vscode';
import { createEmitter, type Disposable, type Event } from '../base/event.ts';

export interface Focus extends Disposable {
  readonly focused: boolean;
  readonly onLost: Event<void>;
}

export function createFocus(onError: (error: unknown) => void): Focus {
  const lost = createEmitter<void>(onError);
  const subscription = vscode.window.onDidChangeWindowState((state) => {
    if (!state.focused) lost.fire();
  });
  return {
    get focused() {
      return vscode.window.state.focused;
    },
    onLost: lost.event,
    dispose() {
      subscription.dispose();
      lost.dispose();
    },
  };
}
