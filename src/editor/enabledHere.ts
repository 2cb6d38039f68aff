// The user's choice for this workspace, kept out of its settings file, which others may share.

import type * as vscode from 'vscode';
import { createEmitter, type Event } from '../base/event.ts';

export interface EnabledHere {
  /** Undefined: as the settings say. */
  readonly value: boolean | undefined;
  readonly onChange: Event<void>;
  set(value: boolean | undefined): Promise<void>;
}

const key = 'enabledHere';

export function createEnabledHere(state: vscode.Memento, onError: (error: unknown) => void): EnabledHere {
  const changed = createEmitter<void>(onError);
  return {
    get value() {
      return state.get<boolean>(key);
    },
    onChange: changed.event,
    async set(value) {
      await state.update(key, value);
      changed.fire();
    },
  };
}
