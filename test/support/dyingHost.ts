// A host with a running engine, which prints the worker's process id and then waits to be killed.

import { createTestEngine } from './engine.ts';

const { engine, ask } = createTestEngine();
await ask({ before: 'let a = ' });
process.stdout.write(String(engine.workerPid));
setInterval(() => undefined, 1000);
