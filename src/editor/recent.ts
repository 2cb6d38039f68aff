// Tells what the user edited and looked at lately, and which files stand in tabs.

import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { createRecentPlaces, type RecentPlace } from '../context/recentPlaces.ts';
import { absolutePath } from './documents.ts';

export interface Recent extends Disposable {
  /** Newest first. */
  places(): readonly RecentPlace[];
  /** Absolute paths, those in front first. */
  tabs(): readonly string[];
}

/** Who stays for so long at a place, looks at it. */
const lookMs = 1_000;
/** Lines above and below the cursor. */
const linesAround = 12;

export function createRecent(): Recent {
  const recent = createRecentPlaces();
  let timer: NodeJS.Timeout | undefined;

  const look = ({ document, selection }: vscode.TextEditor): void => {
    if (document.isClosed) return;
    const at = (line: number) => document.offsetAt(new vscode.Position(line, 0));
    const { line } = selection.active;
    const range = { start: at(Math.max(0, line - linesAround)), end: at(line + linesAround + 1) };
    recent.viewed(absolutePath(document.uri), range);
  };
  const lookSoon = (editor: vscode.TextEditor | undefined): void => {
    clearTimeout(timer);
    if (editor) timer = setTimeout(() => look(editor), lookMs);
  };

  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(lookSoon),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => lookSoon(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document.uri.scheme === 'output') return;
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        oldEnd: rangeOffset + rangeLength,
        newEnd: rangeOffset + text.length,
      }));
      recent.edited(absolutePath(document.uri), changes);
    }),
    // What happens to a closed file is not seen here.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => recent.forget(absolutePath(uri))),
  ];
  return {
    places: recent.list,
    tabs: tabPaths,
    dispose() {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function tabPaths(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const ordered = [...tabs].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  const uris = ordered.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...new Set(uris.map(absolutePath))];
}
