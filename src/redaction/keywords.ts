// Finds every keyword of every detector in one pass over the text, so that cost does not grow with the number of rules.

/** What one keyword leads to; `exact` keywords must match in case too. */
export interface Keyword<T> {
  readonly text: string;
  readonly exact: boolean;
  readonly target: T;
}

type Visit<T> = (target: T, start: number, end: number) => void;

export interface KeywordScan<T> {
  /**
   * Calls `visit` for each keyword found in `[from, to)`, in the order in which they end, and `visitRun` for each run of
   * two dozen or more of the characters of base64.
   */
  scan(text: string, from: number, to: number, visit: Visit<T>, visitRun?: (start: number, end: number) => void): void;
}

const minRun = 24;
const inRun = new Uint8Array(0x10000);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  inRun[character.charCodeAt(0)] = 1;

/** Letter case folded for ASCII only: positions stay the same. */
function fold(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

interface Node {
  readonly next: Map<number, number>;
  fail: number;
  readonly ends: number[];
}

function buildNodes(texts: readonly string[]): Node[] {
  const nodes: Node[] = [{ next: new Map(), fail: 0, ends: [] }];
  for (const [index, text] of texts.entries()) {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = fold(text.charCodeAt(at));
      let next = nodes[state]?.next.get(code);
      if (next === undefined) {
        next = nodes.length;
        nodes.push({ next: new Map(), fail: 0, ends: [] });
        nodes[state]?.next.set(code, next);
      }
      state = next;
    }
    nodes[state]?.ends.push(index);
  }
  return nodes;
}

/** One row of `width` states for each node: a finished automaton after Aho and Corasick (1975), without fail links to follow. */
function buildTable(nodes: readonly Node[], classes: Uint8Array, width: number): Int32Array {
  const table = new Int32Array(nodes.length * width);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const node = nodes[state];
    if (!node) continue;
    const failed = nodes[node.fail];
    if (state !== 0 && failed) {
      node.ends.push(...failed.ends);
      table.copyWithin(state * width, node.fail * width, (node.fail + 1) * width);
    }
    for (const [code, next] of node.next) {
      const column = classes[code] ?? 0;
      const child = nodes[next];
      if (child && state !== 0) child.fail = table[node.fail * width + column] ?? 0;
      table[state * width + column] = next;
      queue.push(next);
    }
  }
  return table;
}

/** Builds the automaton of a set of keywords; their characters may be any UTF-16 code units. */
export function createKeywordScan<T>(keywords: readonly Keyword<T>[]): KeywordScan<T> {
  const classes = new Uint8Array(0x10000);
  let width = 1;
  for (const { text } of keywords) {
    for (let at = 0; at < text.length; at++) {
      const code = fold(text.charCodeAt(at));
      if (classes[code] === 0) classes[code] = width++;
    }
  }
  if (width > 255) throw new RangeError('Too many different characters in the keywords');
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] ?? 0;
  const nodes = buildNodes(keywords.map(({ text }) => text));
  const table = buildTable(nodes, classes, width);
  const ends = nodes.map((node) => node.ends.flatMap((index) => keywords[index] ?? []));
  const endsHere = Uint8Array.from(ends, (list) => (list.length > 0 ? 1 : 0));

  return {
    scan(text, from, to, visit, visitRun) {
      let state = 0;
      let run = 0;
      for (let at = from; at < to; at++) {
        const code = text.charCodeAt(at);
        if (inRun[code] === 1) run++;
        else {
          if (run >= minRun) visitRun?.(at - run, at);
          run = 0;
        }
        state = table[state * width + (classes[code] ?? 0)] ?? 0;
        if (endsHere[state] !== 1) continue;
        for (const keyword of ends[state] ?? []) {
          const start = at + 1 - keyword.text.length;
          if (!keyword.exact || text.startsWith(keyword.text, start)) visit(keyword.target, start, at + 1);
        }
      }
      if (run >= minRun) visitRun?.(to - run, to);
    },
  };
}
