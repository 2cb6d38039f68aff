// Which model the settings mean right now, checked at every load; the user's consent to a file is asked for here.

import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Settings } from '../base/settings.ts';
import type { Workspace } from '../context/workspace.ts';
import type { LoadOptions } from '../engine/protocol.ts';
import { locateModel, resolveSetting } from '../models/locate.ts';
import { createModelFiles } from '../models/modelFiles.ts';
import type { Consent } from './consent.ts';

export interface ModelChoiceDeps {
  readonly starterPath: string;
  readonly workspace: Workspace;
  readonly consent: Consent;
  settings(): Settings;
}

export interface ModelChoice {
  /** Throws `UserError`. */
  resolve(): Promise<LoadOptions>;
  /** The user agreed to load the file that is set now, wherever it lies. */
  allow(): Promise<void>;
}

export function createModelChoice({ starterPath, workspace, consent, settings }: ModelChoiceDeps): ModelChoice {
  const files = createModelFiles();
  return {
    async resolve() {
      const { model, fimOrder, contextTokens, threads } = settings();
      const choice = {
        setting: model,
        starterPath,
        homeFolder: homedir(),
        workspaceFolders: workspace.folders,
        allowedPaths: await consent.allowedPaths(),
      };
      const { path } = await locateModel(choice, files);
      return { modelPath: path, fimOrder, contextTokens, threads };
    },
    async allow() {
      await consent.allow(await realpath(resolveSetting(settings().model, homedir())));
    },
  };
}

/** Size and time of the last change: a file that was pulled anew has another stamp. */
export async function stampOf(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats && `${stats.size} ${stats.mtimeMs}`;
}
