// The parsing thread: a bundle of its own, which the editor's thread starts, so that no parse can hold up a key.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { nameHints, nameStrength } from '../redaction/names.ts';
import { takeLowPriority } from './lowPriority.ts';
import { createParser } from './parser.ts';
import type { SyntaxReply, SyntaxRequest } from './syntaxMessages.ts';
import { createSyntaxServer } from './syntaxServer.ts';

const folder = String(workerData);

takeLowPriority();

const reply = (message: SyntaxReply): void => parentPort?.postMessage(message);

const take = createSyntaxServer({
  parser: createParser({
    readGrammar: (file) => readFile(join(folder, file)),
    onError: (error) => reply({ kind: 'failure', error }),
  }),
  names: { hints: nameHints, isNameOfInterest: (name) => nameStrength(name) !== undefined },
  reply,
  now: () => performance.now(),
});

parentPort?.on('message', (request: SyntaxRequest) => void take(request));
