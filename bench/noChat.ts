// The part of an engine that a benchmark or a test of completion has no use for.

import type { Engine } from '../src/engine/engine.ts';

export const noChat: Pick<Engine, 'chat' | 'countTokens'> = {
  chat: () => Promise.reject(new Error('Nobody was to ask')),
  countTokens: () => Promise.reject(new Error('Nobody was to count')),
};
