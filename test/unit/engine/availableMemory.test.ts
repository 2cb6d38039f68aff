// What counts as memory for a model, on each system.

import assert from 'node:assert/strict';
import { availableBytes } from '../../../src/engine/worker/availableMemory.ts';

const gib = 2 ** 30;
const facts = { platform: 'linux', totalBytes: 16 * gib, availableBytes: 6 * gib, freeBytes: gib } as const;

describe('engine/worker/availableMemory', () => {
  it('takes what the run-time calls available, and else what is free', () => {
    assert.equal(availableBytes(facts), 6 * gib);
    assert.equal(availableBytes({ ...facts, availableBytes: undefined }), gib);
  });

  it('does not refuse a model on a Mac because caches fill its memory', () => {
    const mac = { ...facts, platform: 'darwin', availableBytes: gib / 10, freeBytes: gib / 10 } as const;
    assert.ok(availableBytes(mac) >= 8 * gib);
    assert.ok(availableBytes(mac) < mac.totalBytes);
    assert.equal(availableBytes({ ...mac, availableBytes: 15 * gib }), 15 * gib);
  });

  it('knows this machine', () => {
    assert.ok(availableBytes() > 0);
  });
});
