// Keeps the index up to date with folders and open documents: takes in what changed, and works it off in small pieces.

import type { ExclusionDecider } from '../exclude.ts';
import { ignoreFiles } from '../ignoreFiles.ts';
import { languageOf } from '../languageOf.ts';
import type { Outliner } from '../outline/outliner.ts';
import { manifestNames } from '../ownFiles.ts';
import { slashed } from '../workspacePaths.ts';
import { outlineFile } from './build.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { FileState, unsaved } from './fileTable.ts';
import type { KeptOutlines } from './keptOutlines.ts';
import { createLeftOut } from './leftOut.ts';
import { createOutlineQueue } from './outlineQueue.ts';
import { admit, readFile } from './readFile.ts';
import type { IndexStore } from './store.ts';
import { createTextCache } from './textCache.ts';
import { type FoundFile, reasonOf, walk } from './walk.ts';

export interface IndexProgress {
  /** `reading`: names and words; `outlining`: structure; `ready`: all is known. */
  readonly phase: 'reading' | 'outlining' | 'ready';
  readonly files: number;
  /** Files whose structure is not known yet. */
  readonly waiting: number;
  /** Since the folders were walked last: reason → number of files, or of whole folders. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export interface IndexerDeps {
  readonly store: IndexStore;
  readonly outliner: Outliner;
  /** For open documents with unsaved text. */
  readonly keptOutlines: KeptOutlines;
  readonly disk?: Disk;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface Indexer {
  readonly progress: IndexProgress;
  /** Walks the folders: what is no longer found, or no longer allowed, leaves the index. */
  scan(folders: readonly string[], exclusion: ExclusionDecider): void;
  /** Files or folders came, changed or went. */
  changed(paths: readonly string[]): void;
  /** The text of an open document with unsaved changes; undefined: the disk counts again. */
  openText(path: string, text: string | undefined): void;
  /** Their structure, and that of the files beside them, comes first. */
  near(paths: readonly string[]): void;
  /** Takes in the texts of open documents that it was told of. */
  settleOpen(): Promise<void>;
  /** Works for about so many milliseconds; false when nothing is left to do. */
  work(ms: number): Promise<boolean>;
  /** The text that the index's offsets belong to; undefined where the file is not in the index, or has just changed. */
  readText(path: string): string | undefined;
}

/** So many files at most, the ones nearest to the top. */
const mostFiles = 200_000;
/** Texts held for retrieval, in UTF-16 code units. */
const mostHeldChars = 16_000_000;
/** From so many changed paths on, all decisions are taken afresh. */
const burst = 64;

const ignoreNames: ReadonlySet<string> = new Set(ignoreFiles.map(({ name }) => name));
const manifests: ReadonlySet<string> = new Set(manifestNames);

export function createIndexer({ store, outliner, keptOutlines, disk = nodeDisk, now }: IndexerDeps): Indexer {
  const texts = createTextCache(mostHeldChars);
  const open = new Map<string, string>();
  const outlines = createOutlineQueue();
  let folders: readonly string[] = [];
  let exclusion: ExclusionDecider | undefined;
  let leftOut = createLeftOut();
  let walking: AsyncGenerator<readonly FoundFile[]> | undefined;
  /** What a walk of all folders has seen; undefined when none is under way. */
  let seen: Set<string> | undefined;
  let found: FoundFile[] = [];
  const changed = new Set<string>();
  let opened = new Set<string>();
  const gone = new Set<string>();
  let storeWork: Generator<undefined, void> | undefined;

  function forget(path: string): void {
    texts.forget(path);
    outlines.remove(path);
    store.remove(path);
  }

  function put(path: string, text: string, stamp = unsaved): void {
    texts.forget(path);
    store.put(path, text, stamp);
    outlines.add(path);
    seen?.add(path);
  }

  /** Files of the folders wait until they are read; `take` finds out which ones are known. */
  function find(files: readonly FoundFile[]): void {
    for (const file of files) {
      seen?.add(file.path);
      found.push(file);
    }
  }

  function take({ path, stamp }: FoundFile): void {
    if (open.has(path)) return;
    const id = store.files.idOf(path);
    const known = id === undefined ? undefined : store.files.stamp(id);
    if (id !== undefined && known?.size === stamp.size && known.modifiedMs === stamp.modifiedMs) {
      if (store.files.state(id) === FileState.hidden) store.files.setState(id, FileState.visible);
      if (!store.hasOutline(path)) outlines.add(path);
      return;
    }
    const read =
      store.files.limit < mostFiles || id !== undefined ? readFile(path, disk) : { leftOut: 'too many files' };
    if ('text' in read) put(path, read.text, stamp);
    else leaveOut(path, read.leftOut);
  }

  function leaveOut(path: string, reason: string): void {
    leftOut.add(reason);
    forget(path);
  }

  async function isAllowed(path: string, text?: string): Promise<boolean> {
    const decision = await exclusion?.decide({ scheme: 'file', path, languageId: languageOf(path) }, text);
    if (decision && decision.kind !== 'ok') leftOut.add(reasonOf(decision));
    return (
      decision?.kind === 'ok' && folders.some((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
    );
  }

  async function takeOpen(path: string): Promise<void> {
    const text = open.get(path);
    if (text === undefined) return;
    const read = (await isAllowed(path, text)) ? admit(path, text) : { leftOut: '' };
    if (open.get(path) !== text) return;
    forget(path);
    if (!('text' in read)) return;
    put(path, text);
    outlines.remove(path);
    await outlineFile(store, keptOutlines.of(path), path, text);
  }

  async function takeChanged(path: string): Promise<void> {
    if (open.has(path)) return;
    const stamp = disk.stampOf(path);
    if (stamp) {
      if (await isAllowed(path)) take({ path, stamp });
      else forget(path);
    } else if (disk.isFolder(path)) {
      if (await isAllowed(`${path}/any`)) find(await allIn(path));
    } else if (store.files.idOf(path) === undefined) gone.add(path);
    else forget(path);
  }

  async function allIn(folder: string): Promise<FoundFile[]> {
    const files: FoundFile[] = [];
    if (exclusion) for await (const some of walk([folder], exclusion, leftOut, disk)) files.push(...some);
    return files;
  }

  /** A folder that went is told by its own path alone. */
  function forgetGone(): void {
    for (const id of [...store.files.ids()]) {
      const path = store.files.pathOf(id);
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        if (!gone.has(path.slice(0, end))) continue;
        forget(path);
        break;
      }
    }
    gone.clear();
  }

  async function walkOn(current: NonNullable<typeof walking>): Promise<void> {
    const next = await current.next();
    if (walking !== current) return;
    if (next.done === false) {
      find(next.value);
      return;
    }
    walking = undefined;
    for (const id of [...store.files.ids()]) {
      const path = store.files.pathOf(id);
      if (!seen?.has(path) && !open.has(path)) forget(path);
    }
    seen = undefined;
  }

  function scan(into: readonly string[], decider: ExclusionDecider): void {
    folders = into.map((folder) => slashed(folder).replace(/(?<=.)\/$/, ''));
    exclusion = decider;
    leftOut = createLeftOut();
    seen = new Set();
    found = [];
    // What is no longer allowed must not be found from now on, and only the walk knows what that is.
    for (const id of store.files.ids()) store.files.setState(id, FileState.hidden);
    opened = new Set(open.keys());
    walking = walk(folders, decider, leftOut, disk);
  }

  function takeIn(paths: readonly string[]): void {
    for (const path of paths.map(slashed)) changed.add(path);
    if (paths.length > burst) exclusion?.invalidate();
    else for (const path of paths) exclusion?.invalidate(path);
    if (exclusion && paths.map(slashed).some(letsOthersIn)) scan(folders, exclusion);
  }

  /** True when the change may let other files in or out. */
  function letsOthersIn(path: string): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (manifests.has(name)) return (store.files.idOf(path) === undefined) === (disk.stampOf(path) !== undefined);
    return ignoreNames.has(name);
  }

  async function outlineNext(): Promise<void> {
    const path = outlines.next();
    const id = path === undefined ? undefined : store.files.idOf(path);
    if (path === undefined || id === undefined) return;
    const unsavedText = open.get(path);
    if (unsavedText === undefined && !isAsKnown(path, id)) return;
    const text = unsavedText ?? disk.read(path);
    if (text === undefined) leaveOut(path, 'not readable');
    else await outlineFile(store, outliner, path, text);
  }

  /** False when the file on disk is another one by now; it is taken in anew then. */
  function isAsKnown(path: string, id: number): boolean {
    const [stamp, known] = [disk.stampOf(path), store.files.stamp(id)];
    if (stamp?.size === known.size && stamp.modifiedMs === known.modifiedMs) return true;
    changed.add(path);
    return false;
  }

  function readText(path: string): string | undefined {
    const unsavedText = open.get(path);
    const id = store.index.fileId(path);
    if (id === undefined) return undefined;
    if (unsavedText !== undefined) return opened.has(path) ? undefined : unsavedText;
    return isAsKnown(path, id) ? texts.get(path, store.files.version(id), () => disk.read(path)) : undefined;
  }

  function phase(): IndexProgress['phase'] {
    if (walking !== undefined || found.length > 0) return 'reading';
    return outlines.size > 0 ? 'outlining' : 'ready';
  }

  async function settleOpen(): Promise<void> {
    for (const path of [...opened]) {
      opened.delete(path);
      await takeOpen(path);
    }
  }

  /** The next piece of work; false when there is none. */
  async function step(): Promise<boolean> {
    if (opened.size > 0) await settleOpen();
    else if (changed.size > 0) {
      const [path = ''] = changed;
      changed.delete(path);
      await takeChanged(path);
    } else if (gone.size > 0) forgetGone();
    else if (found.length > 0) take(found.pop() as FoundFile);
    else if (walking) await walkOn(walking);
    else if (storeWork) {
      if (storeWork.next().done) storeWork = undefined;
    } else {
      storeWork = store.work(outlines.size === 0);
      if (storeWork === undefined && outlines.size === 0) return false;
      if (storeWork === undefined) await outlineNext();
    }
    return true;
  }

  return {
    get progress() {
      const waiting = outlines.size;
      return { phase: phase(), files: store.index.fileCount, waiting, leftOut: leftOut.counts() };
    },
    scan,
    changed: takeIn,
    openText(given, text) {
      const path = slashed(given);
      if (text === undefined) {
        if (open.delete(path)) changed.add(path);
        opened.delete(path);
        keptOutlines.forget(path);
      } else {
        open.set(path, text);
        opened.add(path);
      }
    },
    near: (paths) => outlines.near(paths.map(slashed)),
    settleOpen,
    async work(ms) {
      const endMs = now() + ms;
      while (await step()) if (now() >= endMs) return true;
      return false;
    },
    readText,
  };
}
