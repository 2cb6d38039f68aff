// The index over a real folder: what it finds, follows, leaves out and stores; and the thread as it ships.

import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { silentLog } from '../../src/base/log.ts';
import { grammarFile, runtimeFile } from '../../src/context/grammars.ts';
import { createIndexClient, type IndexClient, type IndexThread } from '../../src/context/index/indexClient.ts';
import { createIndexFile, type IndexFile } from '../../src/context/index/indexFile.ts';
import type { IndexReply, IndexRequest } from '../../src/context/index/indexMessages.ts';
import {
  createIndexServer,
  type IndexServer,
  type IndexServerDeps,
  type IndexView,
} from '../../src/context/index/indexServer.ts';
import { startIndexThread } from '../../src/context/index/startIndexThread.ts';
import { termOf, wordTerm } from '../../src/context/index/terms.ts';
import { createTestOutliner } from '../support/outline.ts';
import { noise } from '../support/secrets.ts';
import { createTestParser, grammarPath } from '../support/syntax.ts';
import { eventually, pause } from '../support/wait.ts';

const rules = { excludeFiles: [], allowFiles: [] };
const canary = 'peculiarCanary';
const secret = `hX7!${noise(9)}`;

describe('the index over a folder', () => {
  let root: string;
  let folder: string;
  let storage: string;
  let server: IndexServer;
  let view: IndexView;
  let replies: IndexReply[];

  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const at = (name: string): string => join(folder, name);
  const names = (): string[] => [...view.store.index.paths()].map((path) => path.slice(folder.length + 1)).sort();
  const holding = (name: string): string[] => {
    const found: string[] = [];
    view.store.index.eachPosting(termOf(name), (id) =>
      found.push(view.store.index.pathOf(id).slice(folder.length + 1)),
    );
    return found.sort();
  };
  const progress = () =>
    replies.flatMap((one) => (one.kind === 'progress' ? [one.progress] : [])).at(-1) ?? assert.fail();

  async function start(other: Partial<IndexServerDeps> = {}): Promise<void> {
    replies = [];
    const parser = createTestParser();
    server = await createIndexServer({
      parser,
      outliner: createTestOutliner(parser),
      retrieve: async (_, given) => {
        view = given;
        return [];
      },
      file: createIndexFile(storage),
      version: 'test',
      reply: (reply) => replies.push(reply),
      pause: () => pause(0),
      // Nothing is stored by itself, so that each test says when.
      sleep: () => new Promise(() => undefined),
      now: () => performance.now(),
      ...other,
    });
    await tell({ kind: 'configure', folders: [folder], rules });
    await tell({ kind: 'question', id: 1, query: { text: '', limit: 1 } });
  }

  async function tell(request: IndexRequest): Promise<void> {
    await server.take(request);
    await server.settled();
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sotto-index-'));
    folder = join(root, 'work');
    storage = join(root, 'storage', 'deep');
    write(
      'src/a.ts',
      `import { other } from './b.ts';\nexport function ${canary}(): void {}\n// said quietly "${secret}"\n`,
    );
    write('src/b.ts', `export const other = ${canary}; const text = "${secret}";\n`);
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('finds names, definitions and imports, and says when it is ready', async () => {
    await start();
    assert.deepEqual(holding(canary), ['src/a.ts', 'src/b.ts']);
    const [definition] = view.store.index.definitionsOf(termOf(canary), 9);
    assert.equal(definition?.path, at('src/a.ts'));
    const file = view.store.index.file(view.store.index.fileId(at('src/a.ts')) ?? assert.fail());
    assert.equal(file?.imports[0]?.source, './b.ts');
    assert.deepEqual({ phase: progress().phase, files: progress().files }, { phase: 'ready', files: 2 });
    assert.match(view.readText(at('src/a.ts')) ?? '', /quietly/);
  });

  it('leaves secret and excluded files out, follows no link, and counts what it left out', async () => {
    write('.env', `TOKEN=${secret}\n`);
    write('copied.txt', `DB_PASSWORD=${secret}\nPORT=1\n`);
    write('node_modules/p/index.js', `${canary}`);
    write('gone/.gitignore', 'x.ts\n');
    write('gone/x.ts', canary);
    write('made.ts', `// @generated\n${canary}`);
    const outside = join(root, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'o.ts'), canary);
    symlinkSync(outside, at('linked'));
    symlinkSync(folder, at('cycle'));
    symlinkSync(at('.env'), at('plain.txt'));
    await start();
    assert.deepEqual(names(), ['gone/.gitignore', 'src/a.ts', 'src/b.ts']);
    const { leftOut } = progress();
    assert.equal(leftOut['a secret file'], 2);
    assert.equal(leftOut['a link'], 3);
    assert.equal(leftOut['other people’s code'], 1);
    assert.equal(leftOut.generated, 1);
    assert.equal(view.readText(at('.env')), undefined);
    assert.equal(view.readText(join(outside, 'o.ts')), undefined);
    assert.doesNotMatch(JSON.stringify(progress()), /x\.ts|copied|work/);
  });

  it('stores for its owner alone, and neither names, words, texts nor secrets', async () => {
    write('.env', `TOKEN=${secret}\n`);
    await start();
    assert.equal(await server.save(), true);
    const [name = '', ...more] = readdirSync(storage);
    assert.deepEqual(more, []);
    const path = join(storage, name);
    if (process.platform !== 'win32') {
      assert.equal(statSync(path).mode & 0o777, 0o600);
      assert.equal(statSync(storage).mode & 0o777, 0o700);
    }
    const bytes = readFileSync(path);
    for (const text of [canary, secret, secret.slice(4), 'quietly', '.env', 'TOKEN']) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        assert.equal(bytes.indexOf(Buffer.from(text, encoding)), -1, text);
      }
      assert.doesNotMatch(JSON.stringify(replies), new RegExp(text.replace(/[.!]/g, '\\$&')));
    }
    assert.notEqual(bytes.indexOf('/work/src/'), -1, 'the test looks at the right bytes');
  });

  it('takes up what was stored, reads only what changed, and drops what went or is shut out since', async () => {
    for (const file of ['c.ts', 'd.ts', 'e.ts']) write(file, `const ${canary} = '${file}';`);
    await start();
    await server.save();
    write('c.ts', 'const replaced = 1234567;');
    rmSync(at('d.ts'));
    write('.gitignore', 'e.ts\n');
    await start();
    assert.deepEqual(names(), ['.gitignore', 'c.ts', 'src/a.ts', 'src/b.ts']);
    assert.deepEqual(holding(canary), ['src/a.ts', 'src/b.ts']);
    assert.deepEqual(holding('replaced'), ['c.ts']);
    assert.equal(view.store.index.definitionsOf(termOf(canary), 9).length, 1);
    assert.equal(await server.save(), true);
    const again = readFileSync(join(storage, readdirSync(storage)[0] ?? ''));
    assert.equal(again.indexOf('e.ts'), -1);
  });

  it('stores amid a long first pass, and goes on from there', async () => {
    for (let index = 0; index < 20; index++) write(`many/f${index}.ts`, `export const name${index} = ${canary};`);
    const file = createIndexFile(storage);
    const wasReady: boolean[] = [];
    let clockMs = 0;
    const writeOnce: IndexFile['write'] = async (pieces, isStale) => {
      wasReady.push(replies.some((one) => one.kind === 'progress' && one.progress.phase === 'ready'));
      // As if the window were closed after the first time.
      return wasReady.length === 1 && file.write(pieces, isStale);
    };
    await start({ file: { ...file, write: writeOnce }, now: () => (clockMs += 61_000) });
    assert.equal(wasReady[0], false);
    await start();
    assert.equal(view.store.index.fileCount, 22);
    assert.equal(holding(canary).length, 22);
    assert.equal(view.store.index.definitionsOf(termOf('name19'), 9).length, 1);
    assert.deepEqual({ phase: progress().phase, waiting: progress().waiting }, { phase: 'ready', waiting: 0 });
  });

  it('keeps what was stored where the index changes while it is stored', async () => {
    await start();
    await server.save();
    const stored = readFileSync(join(storage, readdirSync(storage)[0] ?? ''));
    let asked = 0;
    const isStored = await createIndexFile(storage).write([Uint8Array.of(1), Uint8Array.of(2)], () => ++asked === 2);
    assert.equal(isStored, false);
    assert.deepEqual(
      readdirSync(storage).map((name) => readFileSync(join(storage, name))),
      [stored],
    );
  });

  it('begins anew where the stored file is damaged', async () => {
    await start();
    await server.save();
    const path = join(storage, readdirSync(storage)[0] ?? '');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await start();
    assert.deepEqual(holding(canary), ['src/a.ts', 'src/b.ts']);
  });

  it('follows files and folders that come, change and go, many at once too', async () => {
    await start();
    const many = Array.from({ length: 300 }, (_, index) =>
      write(`burst/f${index}.ts`, `const name${index % 7} = ${canary};`),
    );
    await tell({ kind: 'changed', paths: many });
    assert.equal(view.store.index.fileCount, 302);
    assert.equal(holding('name3').length, 43);
    rmSync(at('burst'), { recursive: true });
    await tell({ kind: 'changed', paths: [at('burst')] });
    assert.deepEqual(names(), ['src/a.ts', 'src/b.ts']);
    write('moved/in/x.ts', canary);
    await tell({ kind: 'changed', paths: [at('moved')] });
    write('src/b.ts', 'const quiet = 1;');
    await tell({ kind: 'changed', paths: [at('src/b.ts')] });
    assert.deepEqual(holding(canary), ['moved/in/x.ts', 'src/a.ts']);
  });

  it('shuts out at once what an ignore file names, and lets it in again', async () => {
    await start();
    await tell({ kind: 'changed', paths: [write('.cursorignore', 'src/a.ts\n')] });
    assert.deepEqual(holding(canary), ['src/b.ts']);
    rmSync(at('.cursorignore'));
    await tell({ kind: 'changed', paths: [at('.cursorignore')] });
    assert.deepEqual(holding(canary), ['src/a.ts', 'src/b.ts']);
    await tell({ kind: 'configure', folders: [folder], rules: { ...rules, excludeFiles: ['b.ts'] } });
    assert.deepEqual(names(), ['src/a.ts']);
    await tell({ kind: 'configure', folders: [join(folder, 'nowhere')], rules });
    assert.deepEqual(names(), []);
  });

  it('lets the unsaved text of an open document win over the disk, until it is closed', async () => {
    await start();
    await tell({ kind: 'open', path: at('src/b.ts'), text: 'export function unsavedName() {}' });
    assert.deepEqual(holding('unsavedName'), ['src/b.ts']);
    assert.deepEqual(holding(canary), ['src/a.ts']);
    assert.equal(view.store.index.definitionsOf(termOf('unsavedName'), 9).length, 1);
    assert.match(view.readText(at('src/b.ts')) ?? '', /unsavedName/);
    write('src/b.ts', 'const onDisk = 1;');
    await tell({ kind: 'changed', paths: [at('src/b.ts')] });
    assert.deepEqual(holding('onDisk'), []);
    await tell({ kind: 'open', path: at('src/b.ts'), text: undefined });
    assert.deepEqual(holding('onDisk'), ['src/b.ts']);
    await tell({ kind: 'open', path: at('.env'), text: `A=${secret}` });
    await tell({ kind: 'open', path: join(root, 'elsewhere.ts'), text: canary });
    assert.deepEqual(names(), ['src/a.ts', 'src/b.ts']);
  });

  it('gives no text that is not the one it knows', async () => {
    await start();
    write('src/a.ts', 'something else');
    assert.equal(view.readText(at('src/a.ts')), undefined);
    await tell({ kind: 'near', paths: [at('src/a.ts')] });
    await tell({ kind: 'changed', paths: [] });
    assert.match(view.readText(at('src/a.ts')) ?? '', /something else/);
    assert.equal(view.store.index.fileFrequency(wordTerm('something')), 1);
  });
});

describe('the index thread', () => {
  let root: string;
  let client: IndexClient;
  const started: IndexThread[] = [];
  const logged: string[] = [];

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'sotto-thread-'));
    const scriptPath = join(root, 'index.mjs');
    const entryPoints = ['src/context/index/indexThread.ts'];
    await build({ entryPoints, outfile: scriptPath, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    for (const file of [runtimeFile, grammarFile('typescript')]) copyFileSync(grammarPath(file), join(root, file));
    const queries = 'src/context/outline/queries';
    for (const file of readdirSync(queries)) copyFileSync(join(queries, file), join(root, file));
    mkdirSync(join(root, 'work'));
    writeFileSync(
      join(root, 'work', 'shapes.ts'),
      'export function roundShape(radius: number): number {\n  return radius;\n}\n',
    );
    client = createIndexClient({
      startThread() {
        const data = { grammarFolder: root, storageFolder: undefined, version: 'test' };
        const thread = startIndexThread(scriptPath, data);
        started.push(thread);
        return thread;
      },
      log: { ...silentLog, info: (message) => logged.push(message), error: (message) => logged.push(message) },
      now: () => performance.now(),
    });
  });

  after(() => {
    client.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  const text = "import { roundShape } from './shapes.ts';\nconst area = roundShape(\n";
  const ask = () =>
    client.retrieveForCompletion(
      {
        ...{ path: join(root, 'work', 'main.ts'), languageId: 'typescript', text, offset: text.length - 1 },
        surroundings: { recent: [], tabs: [], types: [] },
      },
      new AbortController().signal,
    );

  it('answers a completion and a question, and after a crash again', async () => {
    assert.deepEqual(await ask(), []);
    client.configure({ folders: [join(root, 'work')], rules });
    const find = async () => (await ask()).map(({ path }) => path);
    const shapes = join(root, 'work', 'shapes.ts');
    await eventually('the definition to be found', find, (paths) => paths.includes(shapes));
    const asked = await client.retrieveForQuestion(
      { text: 'Where is roundShape?', limit: 5 },
      new AbortController().signal,
    );
    assert.deepEqual(
      asked.map(({ path }) => path),
      [shapes],
    );
    assert.match(logged.join('\n'), /structure of 1 files/);
    started[0]?.dispose();
    await eventually('another thread to answer', find, (paths) => paths.includes(shapes));
    assert.equal(started.length, 2);
  });

  it('throws the abort error, at once and later', async () => {
    const query = { text: 'roundShape', limit: 5 };
    await assert.rejects(client.retrieveForQuestion(query, AbortSignal.abort()), { name: 'AbortError' });
    const controller = new AbortController();
    const asked = client.retrieveForQuestion(query, controller.signal);
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
  });
});
