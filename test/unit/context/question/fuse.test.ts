// Joining rankings by their ranks, and spreading an answer over files.

import assert from 'node:assert/strict';
import { fuse, takeInTurn } from '../../../../src/context/retrieve/question/fuse.ts';

const order = (...rankings: readonly (readonly [number, string])[]): string =>
  fuse(rankings.map(([weight, paths]) => ({ weight, paths: [...paths] })))
    .map(({ path }) => path)
    .join('');

describe('fuse', () => {
  it('keeps the order of a single ranking', () => assert.equal(order([1, 'cab']), 'cab'));
  it('puts what two rankings have above what one has', () => assert.equal(order([1, 'abc'], [1, 'cd']), 'cabd'));
  it('weighs rankings', () => assert.equal(order([1, 'ab'], [0.1, 'ba']), 'ab'));
  it('leaves ties as the first ranking has them', () => assert.equal(order([1, 'ba'], [1, 'ab']), 'ba'));
  it('has nothing of nothing', () => assert.equal(order([1, '']), ''));
});

describe('takeInTurn', () => {
  it('hears every list once before one a second time', () => {
    assert.deepEqual(takeInTurn([['a1', 'a2', 'a3'], ['b1'], ['c1', 'c2']], 5), ['a1', 'b1', 'c1', 'a2', 'c2']);
  });
  it('stops at the limit', () => assert.deepEqual(takeInTurn([['a1', 'a2'], ['b1']], 2), ['a1', 'b1']));
  it('has nothing of no list', () => assert.deepEqual(takeInTurn([], 3), []));
});
