// The quality benchmark's own arithmetic: tasks as somebody types them, scores of one suggestion, shares of many.

import assert from 'node:assert/strict';
import type { Answered } from '../../../bench/quality/ask.ts';
import { areaUnderCurve, curveOf } from '../../../bench/quality/curve.ts';
import { faultRows } from '../../../bench/quality/faults.ts';
import { editSimilarity, type Score, scoreItem, withItem } from '../../../bench/quality/score.ts';
import { createErrorCount } from '../../../bench/quality/syntaxErrors.ts';
import { reasonsOf, tallyOf } from '../../../bench/quality/tally.ts';
import { parseTasks, spread, type Task } from '../../../bench/quality/tasks.ts';
import { partNames, variantWithout } from '../../../bench/quality/variants.ts';
import { plainResult } from '../../support/infill.ts';

const task = (middle: string, suffix = '\n', prefix = 'x = '): Task => ({
  ...{ language: 'typescript', prefix, suffix, middle },
});

function score(shown: string, { covered = 0, ...of }: Task & { covered?: number }): Score {
  const cursor = of.prefix.length;
  return scoreItem({ text: shown, range: { start: cursor, end: cursor + covered } }, of, cursor);
}

const answered = (change: Partial<Answered> & { isExact?: boolean; probability?: number }): Answered => {
  const { isExact = false, probability = 0.5, ...rest } = change;
  const shown = { isExact, isRightSoFar: isExact, similarity: 0.5, isOverrun: false, text: 'a', isParsed: true };
  const result = { ...plainResult, lineProbability: probability };
  return { task: task('a'), shown, reason: undefined, result, ...rest };
};

describe('bench/quality tasks', () => {
  const line = (value: unknown): string => JSON.stringify(value);

  it('takes one task a line, whatever the name of the language, and skips blank lines', () => {
    const { language, ...texts } = task('a', 'b', 'c');
    const tasks = parseTasks(`${line({ language: 'ts', ...texts })}\n\n${line({ language: 'Kotlin', ...texts })}`, 'f');
    assert.deepEqual(tasks, [
      { language, ...texts },
      { language: 'kotlin', ...texts },
    ]);
  });

  it('leaves the line break behind the middle in the document, where it stands while somebody types', () => {
    const [one] = parseTasks(line(task('  a\r\n', 'b\r\n', 'c\r\n')), 'f');
    assert.deepEqual([one?.prefix, one?.middle, one?.suffix], ['c\n  ', 'a', '\nb\n']);
  });

  it("takes the indentation of an empty line for the editor's", () => {
    const split = (prefix: string, middle: string) => {
      const [one] = parseTasks(line(task(middle, '', prefix)), 'f');
      return [one?.prefix, one?.middle];
    };
    assert.deepEqual(split('a\n  ', '  b\n\tc'), ['a\n    ', 'b\n\tc']);
    assert.deepEqual(split('a\n', '\n  b'), ['a\n', '\n  b']);
    assert.deepEqual(split('a =', ' b'), ['a =', ' b']);
  });

  for (const [title, text, message] of [
    ['no JSON', '{', /f:1: .*JSON/],
    ['no object', '[]', /f:1: .*object/],
    ['a missing text', line({ language: 'go', prefix: '', suffix: '' }), /f:1: .*middle/],
    ['a number', line({ language: 'go', prefix: 1, suffix: '', middle: 'a' }), /f:1: .*prefix/],
    ['no language', line({ language: '', prefix: '', suffix: '', middle: 'a' }), /f:1: .*language/],
    ['an empty middle', line({ language: 'go', prefix: '', suffix: '', middle: ' \n' }), /f:1: .*middle/],
  ] as const) {
    it(`refuses ${title} with its place`, () => assert.throws(() => parseTasks(text, 'f'), message));
  }

  it('takes a part of them from the first to the last', () => {
    assert.deepEqual(spread([0, 1, 2, 3, 4, 5], 3), [0, 2, 4]);
    assert.deepEqual(spread([0, 1], 3), [0, 1]);
  });
});

describe('bench/quality scores', () => {
  it('calls a first line exact when it is the whole true one', () => {
    assert.ok(score('a(b);', task('a(b);')).isExact);
    assert.ok(score('a(b);  ', task('a(b);\n  c();')).isExact);
    assert.ok(score('\n  c();\n  e();', task('\n  c();\n  d();')).isExact);
    assert.ok(!score('a(b)', task('a(b);')).isExact);
    assert.ok(!score('a(b);', task('a(b)')).isExact);
    assert.ok(!score('\n    c();', task('\n  c();')).isExact);
  });

  it('counts brackets that the item covers as true', () => {
    assert.ok(score('a)', { ...task('a', ')\n'), covered: 1 }).isExact);
    assert.ok(score('a', task('a', ')\n')).isExact);
    assert.ok(!score('a))', { ...task('a', ')\n'), covered: 1 }).isExact);
  });

  it('tells a beginning of the truth from a wrong line', () => {
    assert.ok(score('a', task('a(b);')).isRightSoFar);
    assert.ok(!score('b', task('a(b);')).isRightSoFar);
  });

  it('compares as many lines as are shown', () => {
    assert.equal(score('a();', task('a();\nb();\nc();')).similarity, 1);
    assert.equal(editSimilarity('kitten', 'sitting'), 1 - 3 / 7);
    assert.equal(editSimilarity('', ''), 1);
  });

  it('calls what goes on beyond the true end over-run', () => {
    assert.ok(score('a();\nb();', task('a();')).isOverrun);
    assert.ok(score('a().b', task('a()')).isOverrun);
    assert.ok(!score('b', task('a()')).isOverrun);
    assert.ok(!score('a();', task('a();\nb();')).isOverrun);
  });

  it('lays the item into the document over what it covers', () => {
    assert.equal(withItem(task('a', ')\n', 'f('), { text: 'a)', range: { start: 2, end: 3 } }), 'f(a)\n');
  });

  it('counts what the grammar cannot make sense of', async () => {
    const countErrors = createErrorCount();
    assert.equal(await countErrors('const a = f(b);\n', 'typescript'), 0);
    assert.ok(((await countErrors('const a = f(b;\n', 'typescript')) ?? 0) > 0);
    assert.equal(await countErrors('anything', 'no-such-language'), undefined);
  });
});

describe('bench/quality shares', () => {
  it('takes all but the shown as shares of the shown', () => {
    const answers = [
      answered({ isExact: true }),
      answered({}),
      answered({ shown: undefined, reason: 'not-confident' }),
      answered({ shown: undefined, reason: 'not-confident' }),
    ];
    const tally = tallyOf(answers);
    assert.deepEqual([tally.tasks, tally.shown, tally.exactMatch, tally.parses], [4, 0.5, 0.5, 1]);
    assert.equal(reasonsOf(answers), '2 not-confident');
  });

  it('gives 0 of nothing', () => {
    const { shown, exactMatch, editSimilarity: similar, parses, overrun } = tallyOf([]);
    assert.deepEqual([shown, exactMatch, similar, parses, overrun], [0, 0, 0, 0, 0]);
  });

  it('shows less and righter the more is asked for', () => {
    const answers = [0.05, 0.3, 0.6, 0.9].map((probability, at) => answered({ probability, isExact: at > 1 }));
    const at = (threshold: number) => curveOf(answers).find((point) => point.threshold === threshold);
    assert.deepEqual([at(0)?.shown, at(0)?.exactMatch], [1, 0.5]);
    assert.deepEqual([at(0.4)?.shown, at(0.4)?.exactMatch], [0.5, 1]);
    assert.equal(areaUnderCurve(answers), 1);
  });
});

describe('bench/quality variants', () => {
  it('knows each part once, and refuses what is none', () => {
    assert.equal(new Set(partNames).size, partNames.length);
    assert.throws(() => variantWithout(['nothing']), /no part nothing/);
    const { hasConfidence, worker } = variantWithout(['confidence', 'healing']);
    assert.deepEqual([hasConfidence, worker], [false, ['healing']]);
  });
});

describe('bench/quality faults', () => {
  it('counts what is mended, and which filter does it', () => {
    const task: Task = {
      language: 'go',
      prefix: 'func f() int {\n\ta := 1\n\t',
      middle: 'return a',
      suffix: '\n}\n\nfunc largest(all []int) int {\n}\n',
    };
    const rows = new Map(faultRows([task]).map(([fault = '', ...row]) => [fault, row]));
    assert.deepEqual(rows.get('says nothing wrong'), ['1', '1', '1', '–']);
    assert.deepEqual(rows.get('begins with an empty line'), ['1', '1', '0', 'leadingSpace 1']);
    assert.deepEqual(rows.get('closes brackets that are closed behind it'), ['1', '1', '0', 'ownedBrackets 1']);
    assert.deepEqual(rows.get('is cut off in its last line'), ['0', '0', '0', '–']);
  });
});
