// BM25's two formulas, in one place for all that is ranked by words.

/** How quickly more of one word stop telling more. Found on the development repositories of bench/retrieval. */
const saturation = 0.7;

/** Weight of a word that stands in `found` of `files` files. */
export function rarityOf(found: number, files: number): number {
  return Math.log(1 + (Math.max(files, found) - found + 0.5) / (found + 0.5));
}

/** 0 for none, towards 1 for many; `length` over the mean one counts against it by `lengthShare`. */
export function saturated(count: number, relativeLength: number, lengthShare: number): number {
  return count / (count + saturation * (1 - lengthShare + lengthShare * relativeLength));
}
