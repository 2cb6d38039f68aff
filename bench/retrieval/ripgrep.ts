// The peer that everyone has: ripgrep for each word of the question, files ranked by how many of them they hold.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bestPaths, type FileRanking } from './bm25.ts';

const shortestWord = 3;
const common = new Set('the and for with from that this when into not are was its use via'.split(' '));
const program = process.platform === 'win32' ? 'rg.exe' : 'rg';

/** Distinct words that someone would search for. */
export function searchWords(question: string): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length >= shortestWord && !common.has(word));
}

/** Occurrences of `word` in `text`, both in lower case, without overlap. */
export function countIn(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) count++;
  return count;
}

/** `ripgrep` on the path, or the one inside the VS Code that the tests fetch; undefined where there is neither. */
export function findRipgrep(): string | undefined {
  const runs = (path: string): boolean => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
  const fetched = '.vscode-test';
  const inPackage = 'node_modules/code-server/lib/vscode/node_modules/@vscode/ripgrep-universal/bin';
  const versions = ((): string[] => {
    try {
      return readdirSync(fetched);
    } catch {
      return [];
    }
  })();
  const own = versions.map((name) => join(fetched, name, inPackage, `${process.platform}-${process.arch}`, program));
  return [program, ...own].find(runs);
}

/** More distinct words first, then more occurrences. */
function rankCounts(counted: readonly ReadonlyMap<string, number>[], limit: number): string[] {
  const scores = new Map<string, number>();
  const most = 1e6;
  for (const counts of counted) {
    for (const [path, count] of counts) {
      scores.set(path, (scores.get(path) ?? 0) + most + Math.min(count, most / counted.length - 1));
    }
  }
  return bestPaths(scores, limit);
}

/** The same search in memory. */
export function createScan(): FileRanking {
  const texts = new Map<string, string>();
  const count = (word: string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const [path, text] of texts) {
      const found = countIn(text, word);
      if (found > 0) counts.set(path, found);
    }
    return counts;
  };
  return {
    change(path, text) {
      if (text === undefined) texts.delete(path);
      else texts.set(path, text.toLowerCase());
    },
    rank: (question, limit) => rankCounts(searchWords(question).map(count), limit),
  };
}

/** ripgrep itself over a copy of the files in a folder for the time of the run, named by number: any name is fine then. */
export function createRipgrep(rg: string): FileRanking & { dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-retrieval-'));
  const numbers = new Map<string, number>();
  const paths: string[] = [];

  const fileOf = (path: string): string => {
    const number = numbers.get(path) ?? paths.push(path) - 1;
    numbers.set(path, number);
    return join(folder, `${Math.floor(number / 1000)}`, `${number}`);
  };

  const count = (word: string): Map<string, number> => {
    const args = ['--no-config', '-uuu', '-iF', '--count-matches', '--with-filename', '-e', word, folder];
    const { status, stdout } = spawnSync(rg, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0 && status !== 1) throw new Error(`ripgrep ended with ${status}`);
    const counts = new Map<string, number>();
    for (const [, number = '', found = ''] of stdout.matchAll(/(\d+):(\d+)$/gm)) {
      counts.set(paths[Number(number)] ?? '', Number(found));
    }
    return counts;
  };

  return {
    change(path, text) {
      const file = fileOf(path);
      if (text === undefined) rmSync(file, { force: true });
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
    rank: (question, limit) => rankCounts(searchWords(question).map(count), limit),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
