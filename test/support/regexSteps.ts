// Counts the steps that a backtracking engine takes: the same syntax tree, walked as V8 walks it, without its shortcuts.

import { type AST, RegExpParser } from '@eslint-community/regexpp';

type Continue = (at: number) => boolean;
type Matcher = (at: number, then: Continue) => boolean;

interface Search {
  text: string;
  steps: number;
  readonly groups: Map<number, readonly [number, number]>;
}

const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);

/** One character of text against a class, a set or a character; asked of the engine itself, and remembered. */
function single(raw: string, flags: string): (character: string) => boolean {
  const pattern = new RegExp(`^(?:${raw})$`, flags.replace(/[gyd]/g, ''));
  const known = new Map<string, boolean>();
  return (character) => {
    let answer = known.get(character);
    if (answer === undefined) {
      answer = nativeTest(pattern, character);
      known.set(character, answer);
    }
    return answer;
  };
}

// Taken before anything is counted, so that the counter does not count itself.
const nativeExec = RegExp.prototype.exec;
const nativeTest = (pattern: RegExp, text: string) => {
  pattern.lastIndex = 0;
  return Reflect.apply(nativeExec, pattern, [text]) !== null;
};

function compiler(search: Search, flags: string) {
  const multiline = flags.includes('m');

  function oneCharacter(raw: string, forward: boolean): (at: number) => number {
    const matches = single(raw, flags);
    return (at) => {
      search.steps++;
      const index = forward ? at : at - 1;
      const character = search.text[index];
      return character !== undefined && matches(character) ? (forward ? at + 1 : at - 1) : -1;
    };
  }

  function stepOf(element: AST.Element, forward: boolean): ((at: number) => number) | undefined {
    const isSingle =
      element.type === 'Character' || element.type === 'CharacterSet' || element.type === 'CharacterClass';
    return isSingle ? oneCharacter(element.raw, forward) : undefined;
  }

  /** A class repeated: taken as often as may be, given back one by one (the other way round when lazy). */
  function repeatedStep(step: (at: number) => number, { min, max, greedy }: AST.Quantifier, forward: boolean): Matcher {
    const sign = forward ? 1 : -1;
    return (at, then) => {
      let count = 0;
      let end = at;
      const more = () => {
        const next = count < max ? step(end) : -1;
        if (next === -1) return false;
        end = next;
        count++;
        return true;
      };
      while (count < min) if (!more()) return false;
      if (!greedy) {
        while (!then(end)) if (!more()) return false;
        return true;
      }
      while (more());
      for (; count >= min; count--, end -= sign) {
        search.steps++;
        if (then(end)) return true;
      }
      return false;
    };
  }

  function quantifier(node: AST.Quantifier, forward: boolean): Matcher {
    const step = stepOf(node.element as AST.Element, forward);
    if (step) return repeatedStep(step, node, forward);
    const once = element(node.element as AST.Element, forward);
    const { min, max, greedy } = node;
    const again = (count: number, at: number, then: Continue): boolean => {
      search.steps++;
      const enter = () =>
        count < max && once(at, (next) => (next === at && count >= min ? false : again(count + 1, next, then)));
      if (count < min) return enter();
      return greedy ? enter() || then(at) : then(at) || enter();
    };
    return (at, then) => again(0, at, then);
  }

  function assertion(node: AST.Assertion): Matcher {
    if (node.kind === 'lookahead' || node.kind === 'lookbehind') {
      const inside = alternatives(node.alternatives, node.kind === 'lookahead');
      return (at, then) => inside(at, () => true) !== node.negate && then(at);
    }
    return (at, then) => {
      search.steps++;
      const { text } = search;
      if (node.kind === 'word') return (isWord(text[at - 1]) !== isWord(text[at])) !== node.negate && then(at);
      const edge = node.kind === 'start' ? at === 0 : at === text.length;
      const neighbour = node.kind === 'start' ? text[at - 1] : text[at];
      return (edge || (multiline && (neighbour === '\n' || neighbour === '\r'))) && then(at);
    };
  }

  function element(node: AST.Element, forward: boolean): Matcher {
    const step = stepOf(node, forward);
    if (step)
      return (at, then) => {
        const next = step(at);
        return next !== -1 && then(next);
      };
    if (node.type === 'Quantifier') return quantifier(node, forward);
    if (node.type === 'Assertion') return assertion(node);
    if (node.type === 'Group') return alternatives(node.alternatives, forward);
    if (node.type === 'CapturingGroup') {
      const inside = alternatives(node.alternatives, forward);
      const index = groupNumbers.get(node) ?? 0;
      return (at, then) =>
        inside(at, (end) => {
          search.groups.set(index, at < end ? [at, end] : [end, at]);
          return then(end);
        });
    }
    if (node.type === 'Backreference') {
      const index = typeof node.ref === 'number' ? node.ref : 0;
      return (at, then) => {
        const [start, end] = search.groups.get(index) ?? [0, 0];
        search.steps += 1 + end - start;
        return search.text.startsWith(search.text.slice(start, end), at) && then(at + end - start);
      };
    }
    throw new TypeError(`Not counted: ${node.type}`);
  }

  const groupNumbers = new Map<AST.CapturingGroup, number>();

  function alternatives(nodes: readonly AST.Alternative[], forward: boolean): Matcher {
    const compiled = nodes.map(({ elements }) => {
      const matchers = (forward ? elements : [...elements].reverse()).map((node) => element(node, forward));
      const from = (index: number, at: number, then: Continue): boolean =>
        index === matchers.length ? then(at) : (matchers[index]?.(at, (next) => from(index + 1, next, then)) ?? false);
      return (at: number, then: Continue) => from(0, at, then);
    });
    return (at, then) =>
      compiled.some((match) => {
        search.steps++;
        return match(at, then);
      });
  }

  return { alternatives, groupNumbers };
}

const compiled = new Map<string, (text: string, from: number, sticky: boolean) => number>();

function counterOf({ source, flags }: RegExp): (text: string, from: number, sticky: boolean) => number {
  const key = `${flags}/${source}`;
  const before = compiled.get(key);
  if (before) return before;
  const search: Search = { text: '', steps: 0, groups: new Map() };
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
  });
  const { alternatives, groupNumbers } = compiler(search, flags);
  const number = (node: AST.Node): void => {
    if (node.type === 'CapturingGroup') groupNumbers.set(node, groupNumbers.size + 1);
    if ('alternatives' in node) node.alternatives.forEach(number);
    else if ('elements' in node) node.elements.forEach(number);
    else if (node.type === 'Quantifier') number(node.element);
  };
  number(tree);
  const match = alternatives(tree.alternatives, true);
  const count = (text: string, from: number, sticky: boolean) => {
    search.text = text;
    search.steps = 0;
    for (let at = from; at <= text.length; at++) {
      search.groups.clear();
      if (match(at, () => true) || sticky) break;
    }
    return search.steps;
  };
  compiled.set(key, count);
  return count;
}

/** Steps of one `exec` from `lastIndex` on, which it leaves as `exec` would. */
export function countExec(pattern: RegExp, text: string): { steps: number; match: RegExpExecArray | null } {
  const from = pattern.global || pattern.sticky ? pattern.lastIndex : 0;
  const steps = from > text.length ? 1 : counterOf(pattern)(text, from, pattern.sticky);
  return { steps, match: Reflect.apply(nativeExec, pattern, [text]) };
}

/** Steps of every pattern that `run` uses: `test`, `matchAll`, `replace`, `split` and `match` all go through `exec`. */
export function countSteps(run: () => void): number {
  let steps = 0;
  let isCounting = false;
  RegExp.prototype.exec = function (text: string) {
    if (isCounting) return Reflect.apply(nativeExec, this, [text]);
    isCounting = true;
    try {
      const counted = countExec(this, text);
      steps += counted.steps;
      return counted.match;
    } finally {
      isCounting = false;
    }
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = nativeExec;
  }
  return steps;
}
