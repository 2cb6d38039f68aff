// What a question asks for: its words with their weights, the names it spells, and the phrases it quotes.

import { longestWord, shortestWord, subWordsOf, wordTerm } from '../../index/terms.ts';

export interface AskedWord {
  /** `wordTerm` of it. */
  readonly term: number;
  readonly weight: number;
}

export interface Asked {
  /** Distinct, in the order of the question. */
  readonly words: readonly AskedWord[];
  /** Indices in `words` of two that stand side by side, the smaller first; `first * words.length + second`. */
  readonly pairs: ReadonlySet<number>;
  /** Identifiers as the code has them. */
  readonly names: readonly string[];
  /** Texts to be found as they are. */
  readonly phrases: readonly string[];
}

const mostWords = 64;
const mostNames = 12;
const mostPhrases = 4;
const shortestPhrase = 6;
const longestPhrase = 200;
/** Weight of a word that nearly every question or commit has. */
const commonWeight = 0.3;

const terms = (words: string): ReadonlySet<number> => new Set(words.split(/\s+/).map(wordTerm));

/** Weight of a word before a colon: `parser: …`, `fix(parser): …` name what the rest is about. */
const topicWeight = 2;
const topicForm = /^[^:\n]{1,40}:(?=\s)/;

/** They hold a sentence together. */
const silent = terms(`the a an and or of to in on for with from by as at is are be been was were it its this that these
  those not no do does did when where which who how what why if then than so into out up down over under only also just
  can could should would will may must i we you they use me my our your their there here has have had any all some let
  please tell show`);

/** They say what is wanted of the code, seldom which code. */
const common = terms(`fix fixes add adds remove update change improve support make allow feat feature chore refactor
  doc docs bug issue new better avoid ensure use using handle prevent minor cleanup clean code explain`);

/** Joined by case or a sign inside, called, or quoted by itself. */
const nameForms =
  /[`'"]([A-Za-z_$][\w$]*)[`'"]|\b([A-Za-z_$][\w$]*)(?=\()|\b([A-Za-z$]+_\w+|_\w+|[a-z$]+[A-Z]\w*|[A-Z]+[a-z0-9]+[A-Z]\w*)\b/g;
const quotedForms = /`([^`\n]+)`|"([^"\n]+)"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”/g;
/** What a program said: it stands behind the colon, as the code has it. */
const errorForm = /\b\w*(?:Error|Exception|error|panic|fatal|warning)\b[^:\n]{0,40}:\s+(.+)$/gm;

function firstGroup(match: RegExpMatchArray): string {
  return match.slice(1).find((group) => group !== undefined) ?? '';
}

function findNames(question: string): string[] {
  const names = [...question.matchAll(nameForms)].map(firstGroup).filter((name) => name.length > 2);
  return [...new Set(names)].slice(0, mostNames);
}

function findPhrases(question: string): string[] {
  const quoted = [...question.matchAll(quotedForms), ...question.matchAll(errorForm)].map((match) =>
    firstGroup(match).trim(),
  );
  const fitting = quoted.filter(
    (text) => text.length >= shortestPhrase && text.length <= longestPhrase && /[^\w$]/.test(text),
  );
  return [...new Set(fitting)].slice(0, mostPhrases);
}

/** True for words that no ranking counts: `the`, `where`, `show`. */
export function isSilent(term: number): boolean {
  return silent.has(term);
}

/** Takes a question, or any other text of a user, apart. */
export function analyseQuestion(question: string): Asked {
  const words: AskedWord[] = [];
  const indexOf = new Map<number, number>();
  const pairs = new Set<[number, number]>();
  let previous: number | undefined;
  const topic = topicForm.exec(question)?.[0] ?? '';
  let inTopic = subWordsOf(topic).length;
  for (const word of subWordsOf(question)) {
    const isTopic = inTopic-- > 0;
    if (word.length < shortestWord || word.length > longestWord) continue;
    const term = wordTerm(word);
    if (silent.has(term) && !isTopic) continue;
    let index = indexOf.get(term);
    if (index === undefined) {
      if (words.length === mostWords) break;
      const weight = common.has(term) ? commonWeight : isTopic ? topicWeight : 1;
      index = words.push({ term, weight }) - 1;
      indexOf.set(term, index);
    }
    if (previous !== undefined && previous !== index) pairs.add([Math.min(previous, index), Math.max(previous, index)]);
    previous = index;
  }
  return {
    words,
    pairs: new Set([...pairs].map(([first, second]) => first * words.length + second)),
    names: findNames(question),
    phrases: findPhrases(question),
  };
}
