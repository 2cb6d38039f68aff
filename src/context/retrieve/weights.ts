// How likely the unwritten line has a name: a logistic model over what speaks for it.

import { type Candidate, type Evidence, noEvidence } from './candidates.ts';

/**
 * Fitted by logistic regression on lines taken out of open-source repositories in nine languages, each with the same
 * weight; `bench/README.md` says which, and what each kind of evidence is worth.
 */
const weights: Readonly<Evidence> = {
  unusedImport: 6.6,
  usedImport: 1.3,
  near: 3.4,
  used: 0.8,
  holderNear: 0.8,
  similar: 0.9,
  aligned: 4.7,
  nearAndAligned: -5.1,
  often: 1.1,
};
const weightList = Object.entries(weights) as [keyof Evidence, number][];
const variableWeight = -0.3;
const memberWeight = -0.3;
const bias = -7.8;

export interface Likelihoods {
  /** Of each name that any candidate defines. */
  readonly byTerm: ReadonlyMap<number, number>;
  /** What speaks for this definition of the name. */
  own(candidate: Candidate): number;
}

export function likelihoods(candidates: readonly Candidate[]): Likelihoods {
  const byTerm = new Map<number, number>();
  for (const [term, features] of termFeatures(candidates)) byTerm.set(term, 1 / (1 + Math.exp(-weigh(features))));
  return { byTerm, own: ({ evidence }) => sum(evidence) };
}

interface TermFeatures {
  readonly evidence: Evidence;
  isMember: boolean;
  isVariable: boolean;
}

/** Each kind of evidence where it is strongest: any of the definitions may be meant. */
function termFeatures(candidates: readonly Candidate[]): Map<number, TermFeatures> {
  const byTerm = new Map<number, TermFeatures>();
  for (const { definition, evidence } of candidates) {
    const known = byTerm.get(definition.term) ?? { evidence: noEvidence(), isMember: true, isVariable: true };
    byTerm.set(definition.term, known);
    for (const [name] of weightList) {
      if (evidence[name] > known.evidence[name]) known.evidence[name] = evidence[name];
    }
    known.isMember &&= definition.parent !== undefined;
    known.isVariable &&= definition.kind === 'variable' || definition.kind === 'module';
  }
  return byTerm;
}

function weigh({ evidence, isMember, isVariable }: TermFeatures): number {
  return bias + sum(evidence) + (isMember ? memberWeight : 0) + (isVariable ? variableWeight : 0);
}

function sum(evidence: Evidence): number {
  let total = 0;
  for (const [name, weight] of weightList) total += weight * evidence[name];
  return total;
}
