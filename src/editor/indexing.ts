// Tells the index of folders, files and unsaved text as they change; it starts when the window has come to rest.

import * as vscode from 'vscode';
import type { Disposable, Event } from '../base/event.ts';
import type { IndexClient } from '../context/index/indexClient.ts';
import { absolutePath } from './documents.ts';
import type { LiveExclusion } from './liveExclusion.ts';

export interface IndexingDeps {
  readonly index: IndexClient;
  readonly exclusion: LiveExclusion;
  /** Whether anything in this window asks for other files. */
  isOn(): boolean;
  readonly onChange: readonly Event<unknown>[];
}

/** After the start of the extension: others start too. */
const startMs = 1_000;
/** Unsaved text is told when nothing was typed for so long. */
const restMs = 400;
/** Longer documents count as they lie on the disk: each change would be copied as a whole. */
const maxOpenChars = 256 * 1024;

/**
 * Of several windows only a focused one begins. An untrusted workspace is indexed like any other: its files are read as
 * text, nothing of it runs, and no setting of its own opens what the rules shut out. A virtual folder is not: to read
 * all of it could take a network.
 */
export function createIndexing({ index, exclusion, isOn, onChange }: IndexingDeps): Disposable {
  const unsaved = new Set<vscode.TextDocument>();
  let started = false;
  let configured = '';
  let textTimer: NodeJS.Timeout | undefined;
  const startTimer = setTimeout(() => configure(), startMs);

  function configure(): void {
    started ||= vscode.window.state.focused;
    if (!started) return;
    const local = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const folders = isOn() ? local.map(({ uri }) => absolutePath(uri)) : [];
    const config = { folders, rules: exclusion.rules };
    // To tell it is to walk all folders again.
    const signature = JSON.stringify(config);
    if (signature === configured) return;
    configured = signature;
    index.configure(config);
  }

  function tellTexts(): void {
    for (const document of unsaved) {
      const text = document.isDirty && !document.isClosed ? document.getText() : undefined;
      index.openText(absolutePath(document.uri), text !== undefined && text.length <= maxOpenChars ? text : undefined);
    }
    unsaved.clear();
  }
  function tellSoon(document: vscode.TextDocument): void {
    if (document.uri.scheme !== 'file') return;
    unsaved.add(document);
    clearTimeout(textTimer);
    textTimer = setTimeout(tellTexts, restMs);
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const onFile = (uri: vscode.Uri): void => {
    if (uri.scheme === 'file') index.changed([absolutePath(uri)]);
  };
  const subscriptions = [
    watcher,
    watcher.onDidCreate(onFile),
    watcher.onDidChange(onFile),
    watcher.onDidDelete(onFile),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && !started && configure()),
    vscode.workspace.onDidChangeWorkspaceFolders(configure),
    exclusion.onChange(configure),
    ...onChange.map((event) => event(configure)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tellSoon(document)),
    vscode.workspace.onDidSaveTextDocument((document) => {
      tellSoon(document);
      onFile(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(tellSoon),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.uri.scheme === 'file') index.near([absolutePath(editor.document.uri)]);
    }),
  ];
  return {
    dispose() {
      clearTimeout(startTimer);
      clearTimeout(textTimer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
