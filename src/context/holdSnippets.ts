// Decides which pieces of other files stay in the prompt: what stands there costs nothing, all behind a change costs again.

import { type Part, type Snippet, textOf } from './snippetReader.ts';

export interface ScoredSnippet extends Snippet {
  /** Comparable within one answer of retrieval only. */
  readonly score: number;
}

export interface Room {
  /** UTF-16 code units of text that the prompt has room for. */
  readonly chars: number;
  /** A change that brings less than this share of what the best choice is worth, does not pay. */
  readonly leastGain: number;
}

/**
 * The pieces to hold next, in the prompt's order: `held` itself where a change does not pay, else with more at its end,
 * else composed anew, with those first that stay.
 *
 * @param held in the prompt's order, all of them still true
 * @param found best first
 */
export function holdNext(
  held: readonly Snippet[],
  found: readonly ScoredSnippet[],
  { chars, leastGain }: Room,
): readonly Snippet[] {
  const best = fitting(eachOnce(found), chars);
  const missing = best.flatMap((one) => without(one, held));
  const pays = (gained: readonly ScoredSnippet[]) => gained.length > 0 && worth(gained) >= leastGain * worth(best);
  if (!pays(missing)) return held;
  const added = fitting(missing, chars - lengthOfAll(held));
  const leftOut = missing.filter((one) => !added.includes(one));
  // To compose anew costs all that is held beside what adding costs, so it has to bring that much more.
  if (!pays(leftOut) || worth(leftOut) < worth(best) / 2) return pays(added) ? [...held, ...added] : held;
  const staying = held.filter((one) => best.some((other) => other.parts.some((part) => shows(one, other, part))));
  const rest = best.flatMap((one) => without(one, staying));
  return [...staying, ...fitting(rest, chars - lengthOfAll(staying))];
}

/** Without the parts that a better one shows. */
function eachOnce(found: readonly ScoredSnippet[]): readonly ScoredSnippet[] {
  const once: ScoredSnippet[] = [];
  for (const one of found) once.push(...without(one, once));
  return once;
}

/** UTF-16 code units, with the path. */
export function lengthOf({ path, text }: Snippet): number {
  return path.text.length + text.text.length;
}

export function lengthOfAll(snippets: readonly Snippet[]): number {
  return snippets.reduce((sum, one) => sum + lengthOf(one), 0);
}

/** As many as fit, one after the other; what is too long is passed over for a shorter one behind it. */
function fitting(snippets: readonly ScoredSnippet[], chars: number): readonly ScoredSnippet[] {
  let left = chars;
  return snippets.filter((one) => {
    const need = lengthOf(one);
    if (need > left) return false;
    left -= need;
    return true;
  });
}

function worth(snippets: readonly ScoredSnippet[]): number {
  return snippets.reduce((sum, { score }) => sum + Math.max(0, score), 0);
}

/** Whether `held` shows a part of the file that `other` is of. */
function shows(held: Snippet, other: Snippet, { text }: Part): boolean {
  return held.file.path === other.file.path && held.text.text.includes(text.text);
}

/** What of a snippet those held do not show yet, worth its share; empty where they show all. */
function without(one: ScoredSnippet, held: readonly Snippet[]): ScoredSnippet[] {
  const parts = one.parts.filter((part) => !held.some((other) => shows(other, one, part)));
  if (parts.length === one.parts.length) return [one];
  const text = textOf(parts);
  const score = (one.score * text.text.length) / one.text.text.length;
  return parts.length === 0 ? [] : [{ ...one, parts, text, score }];
}
