// What a threshold of the gate would show, and how much of that is right: from one run without the gate.

import type { Answered } from './ask.ts';

const thresholds = [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7];

export interface CurvePoint {
  readonly threshold: number;
  /** Share of all tasks. */
  readonly shown: number;
  /** Shares of the shown. */
  readonly exactMatch: number;
  /** What the model itself expects `exactMatch` to be. */
  readonly expected: number;
}

/** `answers` without the gate; those that a filter dropped stay dropped. */
export function curveOf(answers: readonly Answered[]): CurvePoint[] {
  return thresholds.map((threshold) => {
    const shown = answers.filter((answer) => answer.shown && probabilityOf(answer) >= threshold);
    const shareOf = (sum: number) => (shown.length === 0 ? 0 : sum / shown.length);
    return {
      threshold,
      shown: shown.length / Math.max(1, answers.length),
      exactMatch: shareOf(shown.filter(({ shown: own }) => own?.isExact).length),
      expected: shareOf(shown.reduce((sum, answer) => sum + probabilityOf(answer), 0)),
    };
  });
}

/** How often a right line has the higher probability of a right and a wrong one; 0.5 is chance. */
export function areaUnderCurve(answers: readonly Answered[]): number {
  const shown = answers.filter((answer) => answer.shown);
  const right = shown.filter((answer) => answer.shown?.isExact).map(probabilityOf);
  const wrong = shown.filter((answer) => !answer.shown?.isExact).map(probabilityOf);
  let won = 0;
  for (const one of right) for (const other of wrong) won += one > other ? 1 : one === other ? 0.5 : 0;
  return won / (right.length * wrong.length);
}

export function curveRows(answers: readonly Answered[]): string[][] {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const rows = curveOf(answers).map(({ threshold, shown, exactMatch, expected }) => [
    `${threshold}`,
    ...[shown, exactMatch, expected].map(percent),
  ]);
  const head = [`threshold (area ${areaUnderCurve(answers).toFixed(3)})`, 'shown', 'exact', 'expected'];
  return [head, ...rows];
}

function probabilityOf({ result }: Answered): number {
  return result?.lineProbability ?? 0;
}
