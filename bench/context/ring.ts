// A ring of recent chunks, as llama.vscode keeps one: sixteen chunks of 64 lines around the places visited last.

import { createHash } from 'node:crypto';
import { linesAt } from './jaccard.ts';
import type { Found } from './method.ts';
import type { Source } from './repository.ts';
import type { Task } from './tasks.ts';

const mostChunks = 16;
const chunkLines = 64;
/** Every so many lines that the cursor moved in the own file leave a chunk behind. */
const ownStride = 64;
const mostOwnChunks = 4;
/** llama.vscode sends so many lines of the file itself: a chunk from there would say the same twice. */
const linesAbove = 256;
const linesBelow = 64;

/**
 * The user came through the tabs, the most likely one last, and left in each the chunk around one place; in the file itself
 * the places outside the window. Newest first.
 */
export function ringChunks(task: Task, tabs: readonly Source[]): Found[] {
  const own = ownChunks(task);
  const visited = tabs.slice(0, mostChunks - own.length).map(({ path, text }) => chunkAt(path, text, task));
  return [...own, ...visited];
}

function ownChunks({ file, text, offset }: Task): Found[] {
  const lines = text.split('\n');
  const line = text.slice(0, offset).split('\n').length - 1;
  const starts: number[] = [];
  for (let from = line - linesAbove - chunkLines; from >= 0; from -= ownStride) starts.push(from);
  for (let from = line + linesBelow; from < lines.length; from += ownStride) starts.push(from);
  return starts
    .sort((a, b) => Math.abs(a - line) - Math.abs(b - line))
    .slice(0, mostOwnChunks)
    .map((from) => ({ path: file.path, pieces: [linesAt(lines, from, chunkLines)] }));
}

/** The place in a file is chance, as it is there for a file that is opened or left. */
function chunkAt(path: string, text: string, task: Task): Found {
  const lines = text.split('\n');
  const chance = createHash('sha256').update(`${path}\n${task.file.path}\n${task.offset}`).digest().readUInt32BE();
  const from = lines.length <= chunkLines ? 0 : chance % (lines.length - chunkLines + 1);
  return { path, pieces: [linesAt(lines, from, chunkLines)] };
}
