// Turns VS Code's cancellation into the AbortSignal that all other layers know; nothing else converts it.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';

export interface Cancellation extends Disposable {
  readonly signal: AbortSignal;
}

/** A signal that fires with the token and with each of the events, until it is disposed. */
export function cancelledBy(token: vscode.CancellationToken, ...events: Event<void>[]): Cancellation {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (token.isCancellationRequested) abort();
  const subscriptions = [token.onCancellationRequested(abort), ...events.map((event) => event(abort))];
  return { signal: controller.signal, dispose: () => vscode.Disposable.from(...subscriptions).dispose() };
}
