// The product and the product without one of its parts: what the ablation table compares.

import { filters, syntaxFilter } from '../../src/completion/filters/filters.ts';
import { gates } from '../../src/completion/trigger.ts';
import type { Ablation } from './worker.ts';

export interface Variant {
  readonly name: string;
  /** Parts of the worker that are left out. */
  readonly worker: readonly Ablation[];
  /** Gates of the trigger and filters that are left out. */
  readonly without: ReadonlySet<string>;
  readonly hasConfidence: boolean;
}

const ablations: readonly Ablation[] = ['healing', 'anchor'];
const filterNames = [...filters.map(({ name }) => name), syntaxFilter];
const gatesAndFilters = [...gates.map(({ name }) => name), ...filterNames];
export const partNames: readonly string[] = ['confidence', ...ablations, ...gatesAndFilters];

/** Throws when a name is that of no part. */
export function variantWithout(names: readonly string[]): Variant {
  for (const name of names) {
    if (!partNames.includes(name)) throw new Error(`There is no part ${name}; parts are ${partNames.join(', ')}.`);
  }
  return {
    name: nameOf(names),
    worker: ablations.filter((ablation) => names.includes(ablation)),
    without: new Set(names),
    hasConfidence: !names.includes('confidence'),
  };
}

function nameOf(names: readonly string[]): string {
  if (names.length === 0) return 'all of it';
  const isBare = filterNames.every((name) => names.includes(name));
  return (isBare ? ['confidence', 'filter'] : names).map((name) => `no ${name}`).join(', ');
}

const each = [...ablations, ...gatesAndFilters];

/** As it ships, and offering what the model is not sure of too: that hides much of what the other parts do. */
export const ablationVariants: readonly Variant[] = [
  [],
  ...each.map((name) => [name]),
  ['confidence'],
  ...each.map((name) => ['confidence', name]),
  ['confidence', 'healing', 'anchor'],
  ['confidence', ...filterNames],
].map(variantWithout);
