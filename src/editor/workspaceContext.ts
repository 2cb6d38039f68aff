// Puts together what other files need on their way into a prompt: what the user does, the index, the rules, the redaction.

import * as vscode from 'vscode';
import type { Disposable } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import type { Bindings } from '../context/bindings.ts';
import { type Collector, createCollector, type Place } from '../context/collect.ts';
import type { IndexClient } from '../context/index/indexClient.ts';
import { createSnippetReader } from '../context/snippetReader.ts';
import type { Workspace } from '../context/workspace.ts';
import type { Redactor } from '../redaction/safeText.ts';
import { readFileText } from './fileTexts.ts';
import type { LiveExclusion } from './liveExclusion.ts';
import { receiverTypes } from './receiverTypes.ts';
import { createRecent } from './recent.ts';
import { uriOf } from './vscodeWorkspace.ts';

export interface WorkspaceContext extends Disposable {
  readonly collector: Collector;
}

export interface WorkspaceContextDeps {
  readonly index: IndexClient;
  readonly workspace: Workspace;
  readonly exclusion: LiveExclusion;
  readonly redactor: Redactor;
  readonly syntax: Bindings;
  readonly log: Log;
}

export function createWorkspaceContext(deps: WorkspaceContextDeps): WorkspaceContext {
  const { index, workspace, exclusion, redactor, syntax, log } = deps;
  const recent = createRecent();
  const retrieve = async ({ path, languageId, text, offset }: Place, signal: AbortSignal) => {
    const types = await receiverTypes(uriOf(path), offset);
    const surroundings = { recent: recent.places(), tabs: recent.tabs(), types };
    return index.retrieveForCompletion({ path, languageId, text, offset, surroundings }, signal);
  };
  const { decide } = exclusion;
  const readFile = (path: string, maxBytes: number) => readFileText(workspace, path, maxBytes);
  const collector = createCollector({
    retrieve,
    reader: createSnippetReader({ readFile, decide, redactor, syntax }),
    decide,
    onError: (error) => log.error('Looking for other files failed', error),
    now: () => performance.now(),
  });
  const subscription = exclusion.onChange(() => collector.invalidate());
  return {
    collector,
    dispose: () => vscode.Disposable.from(recent, subscription).dispose(),
  };
}
