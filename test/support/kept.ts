// All that the extension may have left behind: its logs, its files, its state in the browser; canary tests search it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VsCodeWindow } from './vscode.ts';
import { eventually } from './wait.ts';

/** Each text is one file or one store; there is at least a log. */
export async function everythingKept(window: VsCodeWindow): Promise<string[]> {
  const kept = await eventually(
    'the log',
    () => [window.log(), ...keptFiles(window.dataFolder)],
    ([log]) => log !== '',
  );
  return [...kept, await browserStorage(window)];
}

/** Everything the extension could have written on disk: all logs, its folders in VS Code's storage, and the desktop's state. */
function keptFiles(dataFolder: string): string[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\.log$|state\.vscdb$|[\\/](globalStorage|workspaceStorage)[\\/].*sotto/i.test(path))
    .map((path) => readFileSync(path, 'latin1'));
}

/** What VS Code keeps in the browser for extensions: their `globalState` and `workspaceState`. */
async function browserStorage({ page }: VsCodeWindow): Promise<string> {
  const { origins } = await page.context().storageState({ indexedDB: true });
  const records = JSON.stringify(origins).split('"key":');
  return records.filter((record) => record.startsWith('"sotto')).join('\n');
}
