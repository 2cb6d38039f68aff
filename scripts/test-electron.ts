// Runs the VS Code suite in the desktop VS Code, which @vscode/test-electron downloads from its vendor; the suite is the
// same, only the window is another (test/support/desktop.ts).

import { spawnSync } from 'node:child_process';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

let executable: string;
try {
  executable = await downloadAndUnzipVSCode('stable');
} catch (error) {
  console.error(`VS Code could not be downloaded: ${error instanceof Error ? error.message : String(error)}`);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['--import=tsx', 'scripts/test.ts', 'vscode'], {
  stdio: 'inherit',
  env: { ...process.env, SOTTO_DESKTOP: executable },
});
process.exitCode = status ?? 1;
