// The index thread: a bundle of its own, which the extension host starts, so that no file is read or parsed there.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { takeLowPriority } from '../lowPriority.ts';
import { createOutliner } from '../outline/outliner.ts';
import { createParser } from '../parser.ts';
import { createIndexFile } from './indexFile.ts';
import type { IndexReply, IndexRequest, IndexThreadData } from './indexMessages.ts';
import { createIndexServer } from './indexServer.ts';
import { createRetrieve } from './retrieve.ts';

const { grammarFolder, storageFolder, version } = workerData as IndexThreadData;

takeLowPriority();

const reply = (message: IndexReply): void => parentPort?.postMessage(message);
const onError = (error: unknown): void => reply({ kind: 'failure', id: undefined, error });

const parser = createParser({ readGrammar: (file) => readFile(join(grammarFolder, file)), onError });
const server = createIndexServer({
  parser,
  outliner: createOutliner({
    parser,
    readQuery: (file) => readFile(join(grammarFolder, file), 'utf8'),
    onError,
  }),
  retrieve: createRetrieve(),
  file: storageFolder === undefined ? undefined : createIndexFile(storageFolder),
  version,
  reply,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => performance.now(),
});

parentPort?.on('message', async (request: IndexRequest) => {
  try {
    await (await server).take(request);
  } catch (error) {
    onError(error);
  }
});
