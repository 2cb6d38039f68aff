// The index thread: a bundle of its own, which the extension host starts, so that no file is read or parsed there.

import { existsSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createOutliner } from '../outline/outliner.ts';
import { createParser } from '../parser.ts';
import { createIndexFile } from './indexFile.ts';
import type { IndexReply, IndexRequest, IndexThreadData } from './indexMessages.ts';
import { createIndexServer } from './indexServer.ts';
import { createRetrieve } from './retrieve.ts';

const { grammarFolder, storageFolder, version } = workerData as IndexThreadData;

/** Keys and the model go first. Only Linux has a priority for each thread, and tells a thread its number. */
const lowPriority = 10;
const self = '/proc/thread-self';
if (existsSync(self)) setPriority(Number(basename(readlinkSync(self))), lowPriority);

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
