// Other answers to the same prompt: each leaves the first one at a token of which the model was not sure.

import type { Token } from 'node-llama-cpp';

/** A token of an answer, and how sure the model was of it. */
export interface Step {
  readonly token: Token;
  /** A probability. */
  readonly confidence: number;
  readonly isFirstLine: boolean;
}

/** Begins with `kept`, and does not go on with `not`. */
export interface Branch {
  readonly kept: readonly Token[];
  /** Undefined: any token may come. */
  readonly not: Token | undefined;
}

/** Surer than that, the model has nothing else to say. */
const mostConfidence = 0.995;

/** Where the first line could have gone another way, the least sure place first. */
export function branchesOf(steps: readonly Step[]): Branch[] {
  return steps
    .map((step, at) => ({ ...step, at }))
    .filter(({ isFirstLine, confidence }) => isFirstLine && confidence < mostConfidence)
    .sort((a, b) => a.confidence - b.confidence || a.at - b.at)
    .map(({ token, at }) => ({ kept: steps.slice(0, at).map((step) => step.token), not: token }));
}

/** More than one branch may end in the same text. */
const mostTries = 6;

/** At most `count` texts that differ from `text` and from each other, as `answer` gives them. */
export async function differentTexts(
  text: string,
  { branches, count, answer }: { branches: readonly Branch[]; count: number; answer(branch: Branch): Promise<string> },
): Promise<string[]> {
  const texts: string[] = [];
  for (const branch of branches.slice(0, mostTries)) {
    if (texts.length >= count) break;
    const other = await answer(branch);
    if (other.trim() !== '' && other.trim() !== text.trim() && !texts.includes(other)) texts.push(other);
  }
  return texts;
}
