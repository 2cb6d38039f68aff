// The only reader of Sotto's settings; everyone else gets the frozen value.

import * as vscode from 'vscode';
import { createEmitter, type Disposable, type Event } from '../base/event.ts';
import { type Settings, settingsFrom } from '../base/settings.ts';

const section = 'sotto';

export interface SettingsChange {
  readonly before: Settings;
  readonly after: Settings;
}

export interface SettingsSource extends Disposable {
  readonly current: Settings;
  readonly onChange: Event<SettingsChange>;
  /** An absolute path; empty goes back to the starter model. */
  setModel(path: string): Promise<void>;
  setLanguage(languageId: string, on: boolean): Promise<void>;
  setEnable(on: boolean): Promise<void>;
}

/** Reads the settings now and again whenever they change. */
export function createSettings(onError: (error: unknown) => void): SettingsSource {
  let current = read();
  const changed = createEmitter<SettingsChange>(onError);
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    const before = current;
    current = read();
    changed.fire({ before, after: current });
  });
  return {
    get current() {
      return current;
    },
    onChange: changed.event,
    async setModel(path) {
      await vscode.workspace
        .getConfiguration(section)
        .update('model', path === '' ? undefined : path, vscode.ConfigurationTarget.Global);
    },
    async setLanguage(languageId, on) {
      const configuration = vscode.workspace.getConfiguration(section);
      const values = configuration.inspect<Record<string, boolean>>('languages');
      const inWorkspace = values?.workspaceValue && Object.hasOwn(values.workspaceValue, languageId);
      const own = inWorkspace ? values.workspaceValue : values?.globalValue;
      const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
      await configuration.update('languages', { ...own, [languageId]: on }, target);
    },
    async setEnable(on) {
      await vscode.workspace.getConfiguration(section).update('enable', on, vscode.ConfigurationTarget.Global);
    },
    dispose() {
      subscription.dispose();
      changed.dispose();
    },
  };
}

function read(): Settings {
  const configuration = vscode.workspace.getConfiguration(section);
  return settingsFrom((key) => configuration.get(key));
}
