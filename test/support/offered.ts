// Ghost text that a test can follow key by key, and the waits for what becomes of it and of the text.

import { placeToType } from './code.ts';
import { type Offered, typeUntilGhostText } from './typing.ts';
import type { VsCodeWindow } from './vscode.ts';
import { eventually } from './wait.ts';

/** Models are sure of what follows, and it begins with a name: an editor closes nothing of it by itself. */
export const sureBeginning = 'for (let i = 0; i < books.';
/** Again, because the first may come before the window asks anybody. */
export const sureBeginnings: readonly string[] = Array(4).fill(sureBeginning);

/** Types at the usual place of `ordinaryCode` in `file`. */
export async function offerIn(window: VsCodeWindow, file: string): Promise<Offered> {
  await window.open(file, ...placeToType);
  return typeUntilGhostText(window, sureBeginnings);
}

export function ghostIs(window: VsCodeWindow, wanted: string): Promise<string> {
  return eventually(
    `the ghost text ${JSON.stringify(wanted)}`,
    () => window.ghostText(),
    (ghost) => ghost === wanted,
  );
}

export function textIs(window: VsCodeWindow, wanted: string): Promise<string> {
  return eventually(
    `the text ${JSON.stringify(wanted)}`,
    () => window.text(),
    (text) => text === wanted,
  );
}

/** The first text of the active document that is another. */
export function textAfter(window: VsCodeWindow, before: string): Promise<string> {
  return eventually(
    'another text',
    () => window.text(),
    (text) => text !== before,
  );
}
