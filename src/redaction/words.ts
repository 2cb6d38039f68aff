// Tells words and abbreviations from letters thrown together, by how usual each pair of neighbouring letters is.

/**
 * Row: a letter, column: the one after it, each `` ` `` (a word's edge) and then a to z; digit: 10 + log2 of how often that
 * letter follows, counted over the words of English documentation and of identifiers in source code.
 */
const pairs = [
  '065666555644565563676545322',
  '625652352514757150767443242',
  '775447322632743630664611142',
  '672537317506631831547521131',
  '863348332722433620553522130',
  '753674442312657342775243531',
  '763447721800633720655601050',
  '962327345600545530653512032',
  '782238111713444720546502140',
  '555655550113658641566150304',
  '774337334624323742373735132',
  '863348344713534641464523141',
  '772357321713732630255530061',
  '785338221713452670253520130',
  '762666472624324530367431031',
  '644553452424668550765655321',
  '772337225603632760756512140',
  '732233211421643334453943221',
  '773558341704454630566432040',
  '852537225603433552267522041',
  '762438326701432630665512051',
  '556546451503667360777220212',
  '772429121700333620343320120',
  '773247236713436630663122220',
  '853646414610452472347321531',
  '953435331501455460364323122',
  '773329314713541520343412145',
].map((row) => Array.from(row, Number));

const edge = 96;
/** Nine of ten random strings of eight letters stay below; of a hundred words at most one does. */
const usual = 5;
const usualWhenShort = 4.4;

/** How usual the pairs of letters of `letters` (a–z, any case) are on average, from 0 to 9. */
export function wordLikeness(letters: string): number {
  let before = edge;
  let sum = 0;
  for (let at = 0; at <= letters.length; at++) {
    const letter = at < letters.length ? letters.charCodeAt(at) | 32 : edge;
    sum += pairs[before - edge]?.[letter - edge] ?? 0;
    before = letter;
  }
  return sum / (letters.length + 1);
}

/** True for a run of letters that may be a word, part of one, or an abbreviation. */
export function isWordLike(letters: string): boolean {
  if (letters.length <= 3) return true;
  if (letters.length > 24) return false;
  if (letters.length === 4 && letters === letters.toUpperCase()) return true;
  return wordLikeness(letters) >= (letters.length <= 5 ? usualWhenShort : usual);
}
