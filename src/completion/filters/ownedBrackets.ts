// Never closes a bracket that what follows the cursor closes, nor one that nobody opened.

import { closerOf, nestingOf } from '../brackets.ts';
import { isProse } from '../embedded.ts';
import { depthOf } from '../indentation.ts';
import type { Place } from '../place.ts';

/** Cuts before the first such bracket; those right behind the cursor are laid over instead, see `covered.ts`. */
export function ownedBrackets(text: string, { line, above, below, languageId }: Place): string {
  if (!/[)\]}]/.test(text)) return text;
  const prefix = above + line.before;
  const { across, closed, open } = nestingOf(prefix + text, languageId, prefix.length);
  const openBefore = across.length + open.filter(({ at }) => at < prefix.length).length;
  // In a shell a bracket ends each pattern of a `case`; in a sentence it may stand alone.
  const mayStandAlone = languageId === 'shellscript' || isProse(languageId);
  const unopened = mayStandAlone ? undefined : closed.find(({ at }) => at >= prefix.length);
  // What the answer opens and leaves open takes over as many of the closing brackets that follow: `} else {`.
  const takenOver = open.filter(({ at }) => at >= prefix.length).length;
  const inRest = [...line.after].filter((char) => /[)\]}]/.test(char));
  const owners = nestingOf(below, languageId).closed;
  const owned = across.find(({ opener, closer }, number) => {
    if (number < inRest.length) return inRest[number] !== closer.char;
    if (number < inRest.length + takenOver) return false;
    const owner = owners[number - inRest.length];
    if (owner === undefined || closerOf[opener.char] !== owner.char) return false;
    const isOwnLine = below.slice(below.lastIndexOf('\n', owner.at) + 1, owner.at).trim() === '';
    if (isOwnLine) return depthAt(prefix, opener.at) === depthAt(below, owner.at);
    return owners.length + inRest.length === openBefore;
  });
  // A text that begins far below the file's own beginning may have opened anything.
  const isWhole = above.length < 8000;
  const cuts = [owned?.closer.at, isWhole || openBefore > 0 ? unopened?.at : undefined];
  const cut = Math.min(...cuts.map((at) => at ?? Number.POSITIVE_INFINITY));
  return cut === Number.POSITIVE_INFINITY ? text : text.slice(0, cut - prefix.length).trimEnd();
}

/** Depth of the line in which `at` stands. */
function depthAt(text: string, at: number): number {
  return depthOf(text.slice(text.lastIndexOf('\n', at - 1) + 1, text.length));
}
