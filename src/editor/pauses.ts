// Where and until when the user wants quiet: everywhere for some minutes, or in a folder until it is turned on again.

import * as vscode from 'vscode';
import { createEmitter, type Event } from '../base/event.ts';
import type { NoSuggestion } from '../completion/outcome.ts';

export interface Pauses extends vscode.Disposable {
  readonly onChange: Event<void>;
  /** Why the document is left alone, or undefined. */
  at(document: vscode.TextDocument): NoSuggestion | undefined;
  /** Whether the minutes of a pause are running. */
  readonly running: boolean;
  pause(): void;
  resume(): void;
  /** The document's own folder, in words; undefined when it lies in none of the workspace's. */
  folderOf(document: vscode.TextDocument): string | undefined;
  toggleFolder(document: vscode.TextDocument): Promise<void>;
}

export const pauseMinutes = 5;
const minuteMs = 60_000;
const key = 'quietFolders';

/** Folders are kept in this workspace's own state: their settings files, which others may share, do not change. */
export function createPauses(state: vscode.Memento, onError: (error: unknown) => void): Pauses {
  const changed = createEmitter<void>(onError);
  let timer: NodeJS.Timeout | undefined;
  const quietFolders = (): readonly string[] => state.get<string[]>(key, []);

  const resume = (): void => {
    clearTimeout(timer);
    timer = undefined;
    changed.fire();
  };
  const quietFolderOf = (document: vscode.TextDocument): string | undefined => {
    const uri = document.uri.toString();
    return quietFolders().find((folder) => uri.startsWith(`${folder}/`));
  };
  return {
    onChange: changed.event,
    get running() {
      return timer !== undefined;
    },
    at(document) {
      if (timer) return { reason: 'paused' };
      return quietFolderOf(document) === undefined ? undefined : { reason: 'folder-off' };
    },
    pause() {
      clearTimeout(timer);
      timer = setTimeout(resume, pauseMinutes * minuteMs);
      changed.fire();
    },
    resume,
    folderOf(document) {
      if (!vscode.workspace.getWorkspaceFolder(document.uri)) return undefined;
      return vscode.workspace.asRelativePath(quietFolderOf(document) ?? vscode.Uri.joinPath(document.uri, '..'), true);
    },
    async toggleFolder(document) {
      const quiet = quietFolderOf(document);
      const own = vscode.Uri.joinPath(document.uri, '..').toString();
      const folders = quietFolders();
      await state.update(key, quiet === undefined ? [...folders, own] : folders.filter((folder) => folder !== quiet));
      changed.fire();
    },
    dispose: () => clearTimeout(timer),
  };
}
