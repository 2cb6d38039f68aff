// Where the user was lately: newest first, moved along with edits, and never many.

import assert from 'node:assert/strict';
import { createRecentPlaces, type RecentPlaces } from '../../../src/context/recentPlaces.ts';

const insert = (start: number, length: number) => ({ start, oldEnd: start, newEnd: start + length });
const remove = (start: number, length: number) => ({ start, oldEnd: start + length, newEnd: start });
const shown = (places: RecentPlaces) =>
  places.list().map(({ path, range, kind }) => `${kind} ${path} ${range.start}-${range.end}`);

describe('context/recentPlaces', () => {
  it('lists the newest first', () => {
    const places = createRecentPlaces();
    places.viewed('a', { start: 0, end: 50 });
    places.edited('b', [insert(5, 2)]);
    places.viewed('b', { start: 0, end: 50 });
    assert.deepEqual(shown(places), ['viewed b 0-50', 'edited b 5-7', 'viewed a 0-50']);
  });

  it('takes typing for one place, and edits far away for another', () => {
    const places = createRecentPlaces();
    for (let at = 1000; at < 1010; at++) places.edited('a', [insert(at, 1)]);
    places.edited('a', [insert(1100, 5)]);
    places.edited('a', [insert(0, 10)]);
    assert.deepEqual(shown(places), ['edited a 0-10', 'edited a 1010-1115']);
  });

  it('moves places with the edits before them, and drops what was deleted', () => {
    const places = createRecentPlaces();
    places.viewed('a', { start: 1000, end: 1200 });
    places.viewed('b', { start: 1000, end: 1200 });
    places.edited('a', [remove(0, 100)]);
    assert.deepEqual(shown(places), ['edited a 0-0', 'viewed b 1000-1200', 'viewed a 900-1100']);
    places.edited('a', [remove(850, 100)]);
    assert.deepEqual(shown(places), ['edited a 850-850', 'edited a 0-0', 'viewed b 1000-1200']);
  });

  it('replaces a view by a newer one that overlaps it', () => {
    const places = createRecentPlaces();
    places.viewed('a', { start: 0, end: 100 });
    places.viewed('a', { start: 60, end: 160 });
    assert.deepEqual(shown(places), ['viewed a 60-160']);
  });

  it('never remembers many, of one file or of all', () => {
    const places = createRecentPlaces();
    for (let at = 0; at < 100; at++) places.viewed('a', { start: at * 1000, end: at * 1000 + 10 });
    assert.equal(places.list().length, 4);
    for (let at = 0; at < 100; at++) places.viewed(`b${at}`, { start: 0, end: 10 });
    assert.equal(places.list().length, 32);
    places.forget('b99');
    assert.equal(places.list().length, 31);
  });
});
