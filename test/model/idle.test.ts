// A model that has answered rests: nothing spins, nothing polls. Counted in processor time, which no busy machine adds to.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { descendants } from '../../scripts/processTree.ts';
import { createTestEngine } from '../support/engine.ts';
import { pause } from '../support/wait.ts';

/** Hundredths of a second of processor time that the processes have used. */
function ticks(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + Number(fields[11]) + Number(fields[12]);
  }, 0);
}

if (process.platform === 'linux') {
  describe('the model process', () => {
    it('is idle within 200 ms of an answer', async () => {
      const { engine, ask } = createTestEngine();
      try {
        const before = 'function add(a, b) {\n  return ';
        await ask({ before, after: '\n}\n' });
        const root = engine.workerPid ?? assert.fail();
        const pids = [root, ...descendants(root)];
        const start = ticks(pids);
        await ask({ before: `${before}a`, after: '\n}\n', maxLines: 8, maxTokens: 64 });
        await pause(200);
        const rested = ticks(pids);
        await pause(1000);
        const used = ticks(pids) - rested;
        assert.ok(used <= 2, `${rested - start} hundredths for the answer, ${used} in the second after its end`);
      } finally {
        await engine.dispose();
      }
    });
  });
}
