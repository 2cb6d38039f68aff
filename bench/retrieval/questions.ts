// Takes questions with known answers out of a history: a commit's subject asks, the source files that it changed answer.

import { secretPathRule } from '../../src/redaction/secretPaths.ts';
import type { ChangedPath, Commit } from './git.ts';

export interface Question {
  readonly text: string;
  readonly commit: string;
  /** The state in which it is asked. */
  readonly parent: string;
  /** Paths of source files in the parent's tree. */
  readonly answer: ReadonlySet<string>;
}

/** A commit that changes more than these is no answer to one question. */
const maxAnswer = 10;
const fewestWords = 2;
const maxMeanLine = 300;

const sourceEnds = new Set(
  [
    'ts tsx mts cts js jsx mjs cjs vue svelte astro py pyi go rs java kt kts scala groovy c h cc cpp cxx hh hpp hxx cu m mm',
    'cs fs vb rb php swift dart sh bash zsh ps1 psm1 css scss less sass lua pl pm r jl ex exs erl hs ml mli clj cljs el scm',
    'zig nim sql proto',
  ]
    .join(' ')
    .split(' '),
);

const notOwn =
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|dist)\/|\.min\.|\.(?:pb|generated)\.|_pb2\.|\.d\.ts$/;

/** Says what changed in no file in particular, or repeats another commit's words. */
const noQuestion =
  /^(?:v?\d+\.\d|(?:chore|build)\((?:release|deps|deps-dev)\)|revert\b|merge\b|(?:release|bump|prepare|version|publish|set version)\b|(?:update|upgrade)\b.*\b(?:changelog|dependenc|deps|lock)|changelog\b|initial (?:commit|import)|wip\b|fixup!|squash!)/i;

/** True for paths of code that people write. */
export function isSourcePath(path: string): boolean {
  const end = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  return end !== undefined && sourceEnds.has(end) && !notOwn.test(path) && secretPathRule(`/${path}`) === undefined;
}

/** False for minified and generated code. */
export function isSourceText(text: string): boolean {
  const lines = text.split('\n').length;
  return text.length / lines <= maxMeanLine;
}

function answerOf(changed: readonly ChangedPath[]): Set<string> {
  return new Set(changed.filter(({ status, path }) => status !== 'A' && isSourcePath(path)).map(({ path }) => path));
}

/** The newest `limit` questions, oldest first. */
export function takeQuestions(commits: readonly Commit[], limit: number): Question[] {
  const questions: Question[] = [];
  for (const { id, parent, subject, changed } of commits) {
    const words = subject.match(/\p{L}{3,}/gu) ?? [];
    if (parent === undefined || words.length < fewestWords || noQuestion.test(subject)) continue;
    const answer = answerOf(changed);
    if (answer.size > 0 && answer.size <= maxAnswer) questions.push({ text: subject, commit: id, parent, answer });
  }
  return questions.slice(-limit);
}
