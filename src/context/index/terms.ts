// Names and words as 32-bit numbers, so that neither memory nor disk holds a name; the same here and in every query.

const identifierSeed = 0x811c9dc5;
const wordSeed = 0x3c6ef372;
const prime = 0x01000193;

/** Longer ones are no names but data. */
export const longestIdentifier = 64;
/** Shorter and longer ones tell nothing. */
export const shortestWord = 2;
export const longestWord = 32;

/** FNV-1a leaves close hashes to close words; the tables need them spread over all bits. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Term of the identifier `text[start, end)`, in its own case. */
export function identifierTerm(text: string, start: number, end: number): number {
  let hash = identifierSeed;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return spread(hash);
}

/** Term of a whole identifier. */
export function termOf(identifier: string): number {
  return identifierTerm(identifier, 0, identifier.length);
}

const code = { d: 0x64, e: 0x65, g: 0x67, i: 0x69, n: 0x6e, s: 0x73, u: 0x75, y: 0x79 } as const;

/** Length of the word without `s`, `ing`, `ed` or a last `e`; what is left has three letters or more. */
function stemLength(word: Uint16Array, whole: number): number {
  let length = whole;
  if (length > 3 && word[length - 1] === code.s) {
    const before = word[length - 2];
    if (before !== code.s && before !== code.u && before !== code.i) length--;
  }
  const [last, second] = [word[length - 1], word[length - 2]];
  const cut =
    length > 6 && last === code.g && second === code.n && word[length - 3] === code.i
      ? 3
      : length > 4 && last === code.d && second === code.e
        ? 2
        : 0;
  if (cut === 0) return length > 3 && last === code.e ? length - 1 : length;
  length -= cut;
  return length > 3 && word[length - 1] === word[length - 2] ? length - 1 : length;
}

const letters = new Uint16Array(longestWord);

/**
 * Term of the word `text[start, end)`, at most `longestWord` long, whatever its case, without its common endings:
 * `parse`, `parses`, `Parsed` and `parsing` are one. Never the term of an identifier.
 */
export function wordTermIn(text: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const letter = text.charCodeAt(at);
    letters[length++] = letter >= 65 && letter <= 90 ? letter | 32 : letter;
  }
  const stem = stemLength(letters, length);
  let hash = wordSeed;
  // `entry` and `entries`, `copy` and `copied`.
  if (stem > 3 && letters[stem - 1] === code.y) letters[stem - 1] = code.i;
  for (let at = 0; at < stem; at++) hash = Math.imul(hash ^ (letters[at] ?? 0), prime);
  return spread(hash);
}

/** Term of a single word; see `subWordsOf` for identifiers. */
export function wordTerm(word: string): number {
  return wordTermIn(word, 0, Math.min(word.length, longestWord));
}

const lower = 1;
const upper = 2;
const other = 3;

const letterKinds = new Uint8Array(128);
letterKinds.fill(lower, 97, 123);
letterKinds.fill(upper, 65, 91);

/** Calls `visit` with each word of `text[start, end)`: `parseHTMLText2_at` has `parse`, `HTML`, `Text` and `at`. */
export function eachSubWord(
  text: string,
  start: number,
  end: number,
  visit: (start: number, end: number) => void,
): void {
  let begin = start;
  let previous = 0;
  for (let at = start; at <= end; at++) {
    const letter = at === end ? 0 : text.charCodeAt(at);
    const kind = letter > 127 ? other : (letterKinds[letter] ?? 0);
    let stop = -1;
    if (kind === 0) stop = at;
    else if (kind === upper && previous === lower) stop = at;
    else if (kind === lower && previous === upper && at - begin > 1) stop = at - 1;
    previous = kind;
    if (stop === -1) continue;
    if (stop - begin >= shortestWord && stop - begin <= longestWord) visit(begin, stop);
    begin = kind === 0 ? at + 1 : stop;
  }
}

/** The words of an identifier or of a sentence, as they stand there. */
export function subWordsOf(text: string): string[] {
  const words: string[] = [];
  eachSubWord(text, 0, text.length, (start, end) => words.push(text.slice(start, end)));
  return words;
}
