// Which model the settings mean right now, checked at every load; the user's consent to a file is asked for here.

import { realpath } from 'node:fs/promises';
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
        allowedPaths: consent.allowedPaths(),
      };
      const { path } = await locateModel(choice, files);
      return { modelPath: path, fimOrder, contextTokens, threads };
    },
    async allow() {
      await consent.allow(await realpath(resolveSetting(settings().model, homedir())));
    },
  };
}
