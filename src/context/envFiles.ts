// The values of the workspace's own dotenv-like files, so that they are hidden wherever else they stand; kept in memory only.

import { dotenvSecrets } from '../redaction/knownValues.ts';
import { dotenvNames, isReadableExample } from '../redaction/secretPaths.ts';
import type { Workspace } from './workspace.ts';

const maxEnvFileBytes = 256 * 1024;

/** True when a change of this file may change the values. */
export function isEnvFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return dotenvNames.includes(name) && !isReadableExample(name);
}

/** Reads all of them; give the result to `redactor.setKnownValues`. A file that cannot be read adds nothing. */
export async function readEnvValues(workspace: Workspace): Promise<readonly string[]> {
  const paths = await workspace.findByName(dotenvNames);
  const texts = await Promise.all(paths.map((path) => workspace.readText(path, maxEnvFileBytes)));
  return [...new Set(texts.flatMap((text) => (text === undefined ? [] : dotenvSecrets(text))))];
}
