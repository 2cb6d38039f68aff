// Types until ghost text shows. No test depends on the taste of a model, only on its having something to say about
// one of several unfinished lines.

import { beginnings, placeToType } from './code.ts';
import type { VsCodeWindow } from './vscode.ts';
import { pause } from './wait.ts';

/** How long one beginning gets before the next is tried, once the model is loaded. */
const patienceMs = 4_000;

export interface Offered {
  /** The text of the document before the suggestion is taken. */
  readonly before: string;
  readonly ghost: string;
}

/** Types unfinished lines at the usual place of `ordinaryCode` in `file` until one gets ghost text. */
export async function typeForGhostText(window: VsCodeWindow, file: string): Promise<Offered> {
  await window.open(file, ...placeToType);
  return typeUntilGhostText(window);
}

/**
 * Types one text after another at the cursor until one gets ghost text. VS Code's part of ghost text comes to a new editor
 * when the window is idle, at the latest after five seconds; it does not ask at keys before: then the next text serves.
 */
export async function typeUntilGhostText(window: VsCodeWindow, texts = beginnings): Promise<Offered> {
  // A key that comes before the extension has started is never offered to it.
  await window.waitForStatus(/Sotto/);
  for (const text of texts) {
    await window.type(text);
    const ghost = await ghostWithin(window, patienceMs);
    if (ghost !== '') return { before: await window.text(), ghost };
    await removeTyped(window, text);
  }
  throw new Error(`No ghost text after any of ${texts.length} texts; the status is: ${await window.status()}`);
}

/** The first ghost text that shows in that time; empty: none. */
export async function ghostWithin(window: VsCodeWindow, limitMs: number): Promise<string> {
  for (let end = Date.now() + limitMs; Date.now() < end; await pause(50)) {
    const ghost = await window.ghostText();
    if (ghost !== '') return ghost;
    // The first request starts the worker and loads the model, however long that takes here.
    if (/starting/.test(await window.status())) end = Date.now() + limitMs;
  }
  return '';
}

async function removeTyped(window: VsCodeWindow, typed: string): Promise<void> {
  await window.press('Escape');
  // A typed bracket brought its closing one along, which goes with it.
  for (const _ of typed) await window.press('Backspace');
}
