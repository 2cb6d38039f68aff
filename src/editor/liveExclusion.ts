// The exclusion as the settings are now, VS Code's own `files.exclude` among them: one decider, made anew when they change.

import * as vscode from 'vscode';
import { createEmitter, type Event } from '../base/event.ts';
import { createExclusion, type ExclusionDecider, type ExclusionRules } from '../context/exclude.ts';
import type { Workspace } from '../context/workspace.ts';
import type { SettingsSource } from './settings.ts';

export interface LiveExclusion extends Pick<ExclusionDecider, 'decide' | 'invalidate' | 'dispose'> {
  readonly rules: ExclusionRules;
  /** The rules have changed. */
  readonly onChange: Event<ExclusionRules>;
}

export interface LiveExclusionDeps {
  readonly workspace: Workspace;
  readonly settings: SettingsSource;
  onError(error: unknown): void;
}

export function createLiveExclusion({ workspace, settings, onError }: LiveExclusionDeps): LiveExclusion {
  const changed = createEmitter<ExclusionRules>(onError);
  let rules = read();
  let current = createExclusion(workspace, rules);

  function read(): ExclusionRules {
    const { excludeFiles, allowFiles } = settings.current;
    const filesExclude = vscode.workspace.getConfiguration('files').get<Record<string, unknown>>('exclude', {});
    return { excludeFiles, allowFiles, filesExclude: { ...filesExclude } };
  }
  function renew(): void {
    const next = read();
    if (JSON.stringify(next) === JSON.stringify(rules)) return;
    rules = next;
    current.dispose();
    current = createExclusion(workspace, rules);
    changed.fire(rules);
  }

  const subscriptions = [
    settings.onChange(renew),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('files.exclude') && renew()),
  ];
  return {
    get rules() {
      return rules;
    },
    onChange: changed.event,
    decide: (file, text) => current.decide(file, text),
    invalidate: (path) => current.invalidate(path),
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
      current.dispose();
    },
  };
}
