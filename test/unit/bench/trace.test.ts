// A trace plays into the same moments for every peer, and what is no trace is refused.

import assert from 'node:assert/strict';
import { type Moment, playTrace } from '../../../bench/moments.ts';
import { parseTrace } from '../../../bench/trace.ts';

/** Each moment as one text, `|` for the cursor. */
function play(trace: unknown): string[] {
  const show = (moment: Moment): string => {
    if (moment.kind === 'wait') return `wait ${moment.ms}`;
    const { path, text, offset } = moment.place;
    return `${moment.kind} ${path} ${text.slice(0, offset)}|${text.slice(offset)}`;
  };
  return [...playTrace(parseTrace(JSON.stringify(trace)))].map(show);
}

const files = [
  { path: 'a.ts', text: 'one\ntwo' },
  { path: 'b.ts', text: 'x' },
];

describe('playTrace', () => {
  it('types a simple trace key by key, a character beyond the basic plane as one', () => {
    const trace = { file: 'a.ts', before: '(', typed: 'a😀', after: ')' };
    assert.deepEqual(play(trace), ['rest a.ts (|)', 'key a.ts (a|)', 'key a.ts (a😀|)']);
  });

  it('deletes, accepts, moves and waits', () => {
    const steps = [{ move: { line: 1, character: 3 } }, { type: '😀' }, { delete: 2 }, { accept: 'o()' }, { wait: 5 }];
    assert.deepEqual(play({ files, steps }), [
      'rest a.ts one\ntwo|',
      'key a.ts one\ntwo😀|',
      'key a.ts one\ntwo|',
      'key a.ts one\ntw|',
      'key a.ts one\ntwo()|',
      'wait 5',
    ]);
  });

  it('goes back to a file as it was left', () => {
    const steps = [{ type: 'A' }, { switch: 'b.ts' }, { move: 9 }, { type: 'y' }, { switch: 'a.ts' }];
    assert.deepEqual(play({ files, steps }), [
      'rest a.ts |one\ntwo',
      'key a.ts A|one\ntwo',
      'rest b.ts |x',
      'rest b.ts x|',
      'key b.ts xy|',
      'rest a.ts A|one\ntwo',
    ]);
  });

  it('deletes nothing before the start', () => {
    assert.deepEqual(play({ files, steps: [{ delete: 3 }] }), ['rest a.ts |one\ntwo']);
  });

  it('takes a value from an object too', () => {
    const plain = [{ type: 'a' }, { delete: 1 }, { switch: 'b.ts' }, { move: 1 }, { wait: 2 }];
    const wrapped = [
      { type: { text: 'a' } },
      { delete: { count: 1 } },
      { switch: { path: 'b.ts' } },
      { move: { offset: 1 } },
      { wait: { ms: 2 } },
    ];
    assert.deepEqual(play({ files, steps: wrapped }), play({ files, steps: plain }));
  });

  it('refuses files and lines that are not there', () => {
    assert.throws(() => play({ files, steps: [{ switch: 'c.ts' }] }), /c\.ts/);
    assert.throws(() => play({ files, steps: [{ move: { line: 9, character: 0 } }] }), /line 9/);
  });
});

describe('parseTrace', () => {
  it('refuses what is no trace', () => {
    const wrong = [
      1,
      [],
      {},
      { files: [], steps: [] },
      { files },
      { files: [{ path: 'a.ts' }], steps: [] },
      { file: 'a.ts', typed: 'x', before: '' },
      { files, steps: [{}] },
      { files, steps: [{ type: 'a', delete: 1 }] },
      { files, steps: [{ delete: -1 }] },
      { files, steps: [{ jump: 1 }] },
    ];
    for (const trace of wrong) assert.throws(() => parseTrace(JSON.stringify(trace)), JSON.stringify(trace));
  });
});
