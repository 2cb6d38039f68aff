// Names, once, another active extension that offers ghost text too, and shows where it can be turned off.

import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { findRival } from '../completion/rivals.ts';

const key = 'namedRivals';
/** Other extensions start with the window, and take their time. */
const lookDelayMs = 20_000;
const showTitle = 'Show It';

export interface RivalsDeps {
  /** What was named already, in every workspace. */
  readonly state: vscode.Memento;
  readonly onError: (error: unknown) => void;
}

/** Looks after the start, and again when extensions come or go. */
export function createRivals({ state, onError }: RivalsDeps): Disposable {
  const look = async (): Promise<void> => {
    const named = state.get<string[]>(key, []);
    const active = vscode.extensions.all.filter(({ isActive }) => isActive);
    const rival = findRival(
      active.map(({ id }) => id),
      named,
    );
    if (!rival) return;
    await state.update(key, [...named, rival.id]);
    const sentence = `${rival.name} is active beside Sotto and may offer ghost text too. What it sends elsewhere is not in Sotto's hands.`;
    const chosen = await vscode.window.showInformationMessage(sentence, showTitle);
    if (chosen === showTitle) await vscode.commands.executeCommand('workbench.extensions.search', `@id:${rival.id}`);
  };
  const lookLater = (): NodeJS.Timeout => setTimeout(() => void look().catch(onError), lookDelayMs);
  let timer = lookLater();
  const changes = vscode.extensions.onDidChange(() => {
    clearTimeout(timer);
    timer = lookLater();
  });
  return {
    dispose() {
      clearTimeout(timer);
      changes.dispose();
    },
  };
}
