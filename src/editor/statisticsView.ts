// The page of statistics: counts that stay on this machine, shown without a script and cleared by one click.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { createStatistics, type Statistics } from '../audit/statistics.ts';
import { statisticsPage } from '../audit/statisticsPage.ts';
import type { Disposable } from '../base/event.ts';

export interface StatisticsView extends Disposable {
  show(): Promise<void>;
  clear(): Promise<void>;
}

const storageKey = 'statistics';
export const clearStatisticsCommand = 'sotto.clearStatistics';
/** What happens at every key is written at most so often. */
const storeDelayMs = 5_000;
const clearTitle = 'Clear';

export interface StoredStatistics extends Disposable {
  readonly statistics: Statistics;
}

/** The statistics as this VS Code profile has them; `state` is not synced to other machines. */
export function createStoredStatistics(state: vscode.Memento, onError: (error: unknown) => void): StoredStatistics {
  const statistics = createStatistics({ stored: state.get(storageKey), onError });
  let timer: NodeJS.Timeout | undefined;
  const store = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state.update(storageKey, statistics.days).then(undefined, onError);
  };
  const changes = statistics.onChange(() => {
    timer ??= setTimeout(store, storeDelayMs);
  });
  return {
    statistics,
    dispose() {
      changes.dispose();
      if (timer) store();
    },
  };
}

export function createStatisticsView(statistics: Statistics): StatisticsView {
  let panel: vscode.WebviewPanel | undefined;
  const draw = (): void => {
    if (!panel?.visible) return;
    const nonce = randomBytes(16).toString('base64');
    const today = new Date().toLocaleDateString('sv');
    panel.webview.html = statisticsPage({ days: statistics.days, today, nonce, clearCommand: clearStatisticsCommand });
  };
  const open = (): vscode.WebviewPanel => {
    const opened = vscode.window.createWebviewPanel('sotto.statistics', 'Sotto: Statistics', vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: [clearStatisticsCommand],
      localResourceRoots: [],
    });
    opened.onDidDispose(() => {
      panel = undefined;
    });
    opened.onDidChangeViewState(draw);
    return opened;
  };
  return {
    async show() {
      panel ??= open();
      panel.reveal();
      draw();
    },
    async clear() {
      const sentence = 'Clear the statistics of this machine?';
      const chosen = await vscode.window.showWarningMessage(`Sotto: ${sentence}`, { modal: true }, clearTitle);
      if (chosen !== clearTitle) return;
      statistics.clear();
      draw();
    },
    dispose: () => panel?.dispose(),
  };
}
