// The command lines of each rung, strongest first, and what the worker's environment may hold.

import assert from 'node:assert/strict';
import { type Launch, launches, workerEnvironment } from '../../../src/engine/sandbox.ts';

const options = {
  execPath: '/opt/code/node "x"',
  workerPath: '/home/me/ext/dist/worker.mjs',
  readPaths: ['/home/me/ext/node_modules', '/models/a.gguf'],
};
const ladder = (platform: NodeJS.Platform): readonly Launch[] => launches({ ...options, platform });
const rung = (platform: NodeJS.Platform, by: Launch['by']): Launch =>
  ladder(platform).find((launch) => launch.by === by) ?? assert.fail(by);

describe('engine/sandbox', () => {
  const rungs: readonly (readonly [NodeJS.Platform, readonly string[]])[] = [
    ['linux', ['bwrap full', 'unshare partial', 'prlimit none', 'node none']],
    ['darwin', ['sandbox-exec partial', 'node none']],
    ['win32', ['node none']],
    ['freebsd', ['node none']],
  ];
  for (const [platform, expected] of rungs) {
    it(`has ${expected.length} rung(s) on ${platform}, the strongest first and the plain one last`, () => {
      assert.deepEqual(
        ladder(platform).map(({ by, level }) => `${by} ${level}`),
        expected,
      );
    });

    it(`runs the worker and nothing else on ${platform}, without a shell`, () => {
      for (const { command, args } of ladder(platform)) {
        const line = [command, ...args];
        assert.deepEqual(line.slice(-2), [options.execPath, options.workerPath]);
        assert.ok(!line.some((word) => /^(?:\S*\/)?(?:sh|bash|dash|zsh|cmd(?:\.exe)?)$/.test(word)));
      }
    });
  }

  it('gives bubblewrap no network, no privilege and nothing to write', () => {
    const { args } = rung('linux', 'bwrap');
    const own = args.slice(0, args.indexOf('--'));
    for (const flag of ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop'])
      assert.ok(own.includes(flag));
    for (const flag of ['--share-net', '--bind', '--bind-try', '--dev-bind', '--cap-add'])
      assert.ok(!own.includes(flag));
    assert.ok(args.includes('--core=0:0'));
  });

  it('shows bubblewrap the program, the packages and the model, and no folder of the user’s', () => {
    const { args } = rung('linux', 'bwrap');
    const shown = args.flatMap((flag, at) => (/^--ro-bind(?:-try)?$/.test(flag) ? [args[at + 1]] : []));
    for (const path of ['/opt/code', '/home/me/ext/dist', ...options.readPaths]) assert.ok(shown.includes(path), path);
    for (const path of ['/', '/home', '/home/me', '/etc', '/run', '/tmp', '/var'])
      assert.ok(!shown.includes(path), path);
  });

  it('takes network and privileges away with unshare', () => {
    const { args } = rung('linux', 'unshare');
    for (const flag of ['--net', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--core=0:0']) {
      assert.ok(args.includes(flag), flag);
    }
  });

  it('leaves no core dump and no new privilege on any rung of Linux but the last', () => {
    for (const { by, args } of ladder('linux').slice(0, -1)) assert.ok(args.includes('--core=0:0'), by);
    assert.ok(rung('linux', 'prlimit').args.includes('--no-new-privs'));
  });

  it('denies network, writing and programs to Seatbelt, and quotes the path of the one program', () => {
    const profile = rung('darwin', 'sandbox-exec').args[1] ?? '';
    for (const rule of ['(deny network*)', '(deny file-write*)', '(deny process-exec*)'])
      assert.ok(profile.includes(rule));
    assert.ok(profile.includes('(literal "/opt/code/node \\"x\\"")'));
    assert.ok(!profile.includes('(allow network'));
  });

  it('lets pass of the environment only what it lists', () => {
    const secret = 'not for the worker';
    const dropped = [
      ...['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_PATH', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'DYLD_INSERT_LIBRARIES'],
      ...[
        'GGML_BACKEND_PATH',
        'GGML_CUDA',
        'LLAMA_LOG_LEVEL',
        'NODE_LLAMA_CPP_SKIP_DOWNLOAD',
        'HF_TOKEN',
        'HF_ENDPOINT',
      ],
      ...['SSH_AUTH_SOCK', 'DBUS_SESSION_BUS_ADDRESS', 'DOCKER_HOST', 'HTTP_PROXY', 'HOME', 'USER', 'VSCODE_IPC_HOOK'],
      ...['AWS_SECRET_ACCESS_KEY', 'GITHUB_TOKEN', 'NODE_CHANNEL_FD', 'path', '__proto__'],
    ];
    const host = Object.fromEntries([...dropped.map((name) => [name, secret]), ['PATH', '/bin'], ['LANG', 'C']]);
    assert.deepEqual(workerEnvironment(host), { ELECTRON_RUN_AS_NODE: '1', PATH: '/bin', LANG: 'C' });
    assert.deepEqual(workerEnvironment({}), { ELECTRON_RUN_AS_NODE: '1' });
  });

  it('always runs Electron as Node, whatever the host says', () => {
    assert.equal(workerEnvironment({ ELECTRON_RUN_AS_NODE: '' }).ELECTRON_RUN_AS_NODE, '1');
  });
});
