// The page of statistics: counts that stay on this machine, shown without a script and cleared by one click.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Statistics } from '../audit/statistics.ts';
import { statisticsPage } from '../audit/statisticsPage.ts';
import type { Disposable } from '../base/event.ts';

export interface StatisticsView extends Disposable {
  show(): Promise<void>;
  clear(): Promise<void>;
}

export const clearStatisticsCommand = 'sotto.clearStatistics';
const clearTitle = 'Clear';

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
