// How likely the unwritten line names a definition: a logistic model over what speaks for it.

import type { DefinitionKind } from '../outline/outline.ts';
import type { Candidate } from './candidates.ts';

/**
 * Fitted by logistic regression on lines taken out of twelve open-source repositories in eight languages, each repository
 * with the same weight; `bench/README.md` says which, and what each source of evidence is worth.
 */
const weights = {
  unusedImport: 5.9,
  usedImport: 1.3,
  near: 4.2,
  used: 1.3,
  whole: -0.5,
  package: 0,
  holderNear: 0.2,
  holderHop: 0.9,
  hop: 0.1,
  similar: 1.3,
  common: 1.4,
};
const byKind: Readonly<Partial<Record<DefinitionKind, number>>> = { variable: -2.6, module: -3 };
const memberWeight = -0.8;
const bias = -7;

export function likelihood({ definition, evidence }: Candidate): number {
  let sum = bias + (byKind[definition.kind] ?? 0) + (definition.parent === undefined ? 0 : memberWeight);
  for (const name of Object.keys(weights) as (keyof typeof weights)[]) sum += weights[name] * evidence[name];
  return 1 / (1 + Math.exp(-sum));
}
