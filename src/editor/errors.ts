// Shows a failure that the user can mend once, with the button that mends it, and not again at every key.

import * as vscode from 'vscode';
import type { UserAction, UserError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';

/** Only from a notification's button, so not among the contributed commands. */
export const allowModelCommand = '_sotto.allowModel';

export interface ErrorReporter {
  show(error: UserError): void;
  /** Something changed that may have mended it: the same failure may be shown again. */
  reset(): void;
}

/** The button of each action and the command behind it. */
const buttons: Readonly<Record<UserAction, { readonly title: string; readonly command: string }>> = {
  'choose-model': { title: 'Choose a Model File…', command: 'sotto.chooseModel' },
  'use-starter-model': { title: 'Use the Starter Model', command: 'sotto.useStarterModel' },
  'restart-engine': { title: 'Restart the Engine', command: 'sotto.restartEngine' },
  'open-log': { title: 'Open the Log', command: 'sotto.openLog' },
  'allow-model': { title: 'Allow This Model', command: allowModelCommand },
};

export function createErrorReporter(log: Log): ErrorReporter {
  const shown = new Set<string>();
  return {
    show(error) {
      const key = `${error.code} ${error.message}`;
      if (shown.has(key)) return;
      shown.add(key);
      log.warn(`${error.code}: offered ${error.action}`);
      offer(error).catch((failure: unknown) => log.error('A notification failed', failure));
    },
    reset: () => shown.clear(),
  };
}

/** Shows the failure's sentence with its button, and runs what is clicked. */
export async function offer({ message, action }: UserError): Promise<void> {
  const { title, command } = buttons[action];
  const chosen = await vscode.window.showErrorMessage(`Sotto: ${message}`, title);
  if (chosen === title) await vscode.commands.executeCommand(command);
}
