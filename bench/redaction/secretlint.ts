// The peer: secretlint with its recommended preset, asked as its own command line asks it.

import { performance } from 'node:perf_hooks';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Found } from './tally.ts';

const config = {
  rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }],
};

// It keeps every performance mark for ever and searches all of them for each: after some thousand texts nothing else
// would be measured. Without marks it is only faster.
const onlyMark = performance.mark('unused');
performance.mark = () => onlyMark;

export async function findWithSecretlint(text: string, path = 'text.txt'): Promise<Found[]> {
  const ext = /\.[^./]+$/.exec(path)?.[0] ?? '';
  const source = { filePath: path, content: text, ext, contentType: 'text' as const };
  const { messages } = await lintSource({ source, options: { config, noPhysicFilePath: true } });
  return messages.map(({ ruleId, range: [start, end] }) => ({ rule: ruleId, start, end }));
}
