// Keeps the redaction's known values equal to the workspace's dotenv files; no request goes on before they are read.

import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import { isEnvFile, readEnvValues } from '../context/envFiles.ts';
import type { Workspace } from '../context/workspace.ts';
import type { Redactor } from '../redaction/safeText.ts';
import { absolutePath } from './documents.ts';

export interface EnvValues extends Disposable {
  /** Resolves when the redactor knows the values; reads them when something changed since. */
  ready(): Promise<void>;
}

export interface EnvValuesDeps {
  readonly workspace: Workspace;
  readonly redactor: Redactor;
  /** A file that rules may hang on came, went or changed; without a path any may have. */
  onFileChange(path?: string): void;
  /** The redactor knows other values now than before. */
  onValues(): void;
}

/** Dotenv and ignore files: their names begin with a dot, or end in `.env`. */
const watchedFiles = ['**/.*', '**/*.env'];

export function createEnvValues({ workspace, redactor, onFileChange, onValues }: EnvValuesDeps): EnvValues {
  let current: Promise<void> | undefined;
  /** Counts changes, so that values read before one are not taken for those after it. */
  let changes = 0;
  let known = '';

  const set = (values: readonly string[]): void => {
    const next = JSON.stringify(values);
    if (next === known) return;
    known = next;
    redactor.setKnownValues(values);
    onValues();
  };
  const read = async (): Promise<void> => {
    for (let readAt = -1; readAt !== changes; ) {
      readAt = changes;
      set(await readEnvValues(workspace));
    }
  };
  const changed = (path?: string): void => {
    onFileChange(path);
    if (path !== undefined && !isEnvFile(path)) return;
    changes += 1;
    current = undefined;
  };
  const onUri = (uri: vscode.Uri): void => changed(absolutePath(uri));

  const watchers = watchedFiles.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern));
  const subscriptions = [
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(onUri),
      watcher.onDidChange(onUri),
      watcher.onDidDelete(onUri),
    ]),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed()),
    // A value counts from the moment it is typed, not only once it is saved.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isEnvFile(document.uri.path)) onUri(document.uri);
    }),
  ];
  return {
    ready() {
      if (!current) {
        const started = read();
        current = started;
        started.catch(() => {
          if (current === started) current = undefined;
        });
      }
      return current;
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
