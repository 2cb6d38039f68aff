// Reads a repository's history and files through git's plumbing, without a checkout.

import { execFileSync } from 'node:child_process';

export interface ChangedPath {
  readonly path: string;
  /** `A`dded, `M`odified, `D`eleted, `T`ype changed; a rename is a deletion and an addition. */
  readonly status: string;
  /** Of the new file; undefined where there is none, or where it is a link or a submodule. */
  readonly blob: string | undefined;
}

export interface Commit {
  readonly id: string;
  /** The only one; undefined for a root, and for the last commit of a shallow clone. */
  readonly parent: string | undefined;
  readonly subject: string;
  readonly changed: readonly ChangedPath[];
}

export interface Repository {
  /** The newest `limit` commits but merges, each after its ancestors. */
  commits(limit: number): readonly Commit[];
  /** Ids of at most `limit` commits but merges, newest first: `commit` and what came before it. */
  historyOf(commit: string, limit: number): readonly string[];
  /** What changed from one commit's tree to another's; all files of `to` where `from` is undefined. */
  changes(from: string | undefined, to: string): readonly ChangedPath[];
  /** Contents in the order of `blobs`; undefined for what is longer than `maxBytes` or holds a NUL. */
  texts(blobs: readonly string[], maxBytes: number): readonly (string | undefined)[];
}

const recordMark = '\x1e';
const fieldMark = '\x1f';
const blobsAtOnce = 200;
const maxBuffer = 2 ** 30;

/** Changes in git's raw form: `:modes blobs status`, NUL, path, NUL. */
function parseRaw(parts: readonly string[]): ChangedPath[] {
  const changed: ChangedPath[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const path = parts[at + 1] ?? '';
    const [, mode = '', , blob = '', status = ''] = (parts[at] ?? '').trim().split(' ');
    if (path !== '') changed.push({ path, status, blob: mode.startsWith('100') ? blob : undefined });
  }
  return changed;
}

function parseCommit(record: string): Commit {
  const [head = '', ...raw] = record.split('\0');
  const [id = '', parents = '', subject = ''] = head.split(fieldMark);
  const [parent, ...others] = parents.split(' ').filter((name) => name !== '');
  return { id, parent: others.length === 0 ? parent : undefined, subject, changed: parseRaw(raw) };
}

/** Texts out of what `git cat-file --batch` answers, one for each of `count` blobs. */
function parseBatch(answer: Buffer, count: number, maxBytes: number): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const lineEnd = answer.indexOf(10, at);
    const [, kind, size = ''] = answer.toString('latin1', at, lineEnd).split(' ');
    at = lineEnd + 1;
    if (kind !== 'blob') texts.push(undefined);
    else {
      const content = answer.subarray(at, at + Number(size));
      texts.push(content.length > maxBytes || content.includes(0) ? undefined : content.toString('utf8'));
      at += content.length + 1;
    }
  }
  return texts;
}

/** Opens the repository that `folder` lies in; paths count from its top. */
export function openRepository(folder: string): Repository {
  const run = (args: readonly string[], input?: string): Buffer =>
    execFileSync('git', ['--no-replace-objects', '-C', folder, ...args], {
      maxBuffer,
      ...(input === undefined ? {} : { input }),
      stdio: ['pipe', 'pipe', 'inherit'],
    });

  return {
    commits(limit) {
      const format = `--format=${recordMark}%H${fieldMark}%P${fieldMark}%s`;
      const order = ['--no-merges', '--topo-order', '--reverse', `--max-count=${limit}`];
      const raw = ['--raw', '--no-abbrev', '--no-renames', '--no-ext-diff', '-z', '--root'];
      const log = run(['log', ...order, ...raw, format]).toString('utf8');
      return log.split(recordMark).slice(1).map(parseCommit);
    },
    historyOf(commit, limit) {
      const ids = run(['rev-list', '--no-merges', '--topo-order', `--max-count=${limit}`, commit]);
      return ids
        .toString('latin1')
        .split('\n')
        .filter((id) => id !== '');
    },
    changes(from, to) {
      const empty = (): string => run(['hash-object', '-t', 'tree', '--stdin'], '').toString('utf8').trim();
      const raw = run(['diff-tree', '-r', '--raw', '--no-abbrev', '--no-renames', '-z', from ?? empty(), to]);
      return parseRaw(raw.toString('utf8').split('\0'));
    },
    texts(blobs, maxBytes) {
      const texts: (string | undefined)[] = [];
      for (let at = 0; at < blobs.length; at += blobsAtOnce) {
        const some = blobs.slice(at, at + blobsAtOnce);
        texts.push(...parseBatch(run(['cat-file', '--batch'], `${some.join('\n')}\n`), some.length, maxBytes));
      }
      return texts;
    },
  };
}
