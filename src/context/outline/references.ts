// The names that a part of a file uses, with how it uses them: what retrieval asks the index about.

import type { Range } from '../../base/range.ts';
import type { Capture, Match } from '../parser.ts';
import { bareName } from './lines.ts';

export interface Reference {
  readonly name: string;
  readonly range: Range;
  readonly isCall: boolean;
  readonly isType: boolean;
  /** What the name is a member of, as written, without white space at its ends: `this.client`, `os.path`. */
  readonly receiver: string | undefined;
  /** A parameter or a variable of the functions around it: nothing to look for in other files. */
  readonly isLocal: boolean;
}

const maxReceiverLength = 100;

interface Use {
  isCall: boolean;
  isType: boolean;
  receiver: string | undefined;
  readonly range: Range;
}

/**
 * `@reference`, `@call`, `@type` and `@member` with its `@receiver` are uses, in any combination; `@local` is a name that
 * the innermost `@scope` around it declares; `@ignore` is no use.
 */
export function gatherReferences(text: string, matches: readonly Match[], within: Range): Reference[] {
  const uses = new Map<number, Use>();
  const locals: Capture[] = [];
  const scopes: Capture[] = [];
  const ignored = new Set<number>();
  for (const { captures } of matches) {
    const receiver = captures.find(({ name }) => name === 'receiver');
    for (const capture of captures) {
      const { name, start, end } = capture;
      if (name === 'ignore') ignored.add(start);
      else if (name === 'local') locals.push(capture);
      else if (name === 'scope') scopes.push(capture);
      else if (
        name !== 'receiver' &&
        !name.startsWith('_') &&
        start >= within.start &&
        end <= within.end &&
        start < end
      ) {
        const use = uses.get(start) ?? { isCall: false, isType: false, receiver: undefined, range: { start, end } };
        uses.set(start, use);
        use.isCall ||= name === 'call';
        use.isType ||= name === 'type';
        if (name === 'member' && receiver) use.receiver = receiverText(text, receiver);
      }
    }
  }
  const isLocal = createLocals(text, locals, scopes);
  const sorted = [...uses.values()].sort((a, b) => a.range.start - b.range.start);
  const isName = ({ range }: Use): boolean =>
    !ignored.has(range.start) && /^[^\d]*\p{L}/u.test(text.slice(range.start, range.end));
  return sorted.filter(isName).map(({ range: whole, isCall, isType, receiver }) => {
    const range = bareName(text, whole);
    const name = text.slice(range.start, range.end);
    return { name, range, isCall, isType, receiver, isLocal: receiver === undefined && isLocal(name, range.start) };
  });
}

function nameAt(text: string, range: Range): string {
  const { start, end } = bareName(text, range);
  return text.slice(start, end);
}

/** The end of a long chain says enough. */
function receiverText(text: string, { start, end }: Range): string {
  return text.slice(Math.max(start, end - maxReceiverLength), end).trim();
}

function createLocals(text: string, locals: readonly Capture[], scopes: readonly Capture[]) {
  const seenIn = new Map<string, Range[]>();
  const sorted = scopes.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const open: Capture[] = [];
  let next = 0;
  for (const { start, end } of locals.toSorted((a, b) => a.start - b.start)) {
    for (let scope = sorted[next]; scope && scope.start <= start; scope = sorted[++next]) open.push(scope);
    while ((open.at(-1)?.end ?? end) < end) open.pop();
    const scope = open.at(-1);
    if (!scope) continue;
    const name = nameAt(text, { start, end });
    seenIn.set(name, [...(seenIn.get(name) ?? []), scope]);
  }
  return (name: string, offset: number): boolean =>
    seenIn.get(name)?.some(({ start, end }) => start <= offset && offset < end) ?? false;
}

const wordsAndGaps =
  /"(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\\\r\n]|\\.)*'|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*|(?<![\w$])[\p{L}_$][\p{L}\p{N}_$]*/gu;
const beforeMember = /((?:[\p{L}_$][\p{L}\p{N}_$]*(?:\(\)|\[\])?(?:\.|->|::|\?\.))+)$/u;
const afterCall = /^\s*(?:<[\w\s,.<>]{0,60}>)?\(/;

const keywords = new Set(
  (
    'abstract and as async await begin break case catch class const continue def default delete do done elif else ' +
    'elseif end enum esac except export extends extern false fi final finally fn for foreach from func function if impl ' +
    'implements import in interface internal is lambda let match mod module namespace new nil none not null or override ' +
    'package pass private protected pub public raise readonly rescue return self static struct super switch then this ' +
    'throw throws trait true try type typeof undefined union unless until use using val var virtual void when where while ' +
    'with yield True False None'
  ).split(' '),
);

/** The same by words alone, where there is no tree; it cannot tell what is local. */
export function lexicalReferences(text: string, { start, end }: Range): Reference[] {
  const part = text.slice(start, end);
  const references: Reference[] = [];
  for (const { 0: name, index } of part.matchAll(wordsAndGaps)) {
    if (!/^[\p{L}_$]/u.test(name) || keywords.has(name)) continue;
    const before = part.slice(Math.max(0, index - maxReceiverLength), index);
    const isCall = afterCall.test(part.slice(index + name.length, index + name.length + 80));
    const receiver = beforeMember.exec(before)?.[1]?.replace(/(?:\.|->|::|\?\.)$/, '');
    references.push({
      ...{ name, receiver, isCall, isLocal: false },
      range: { start: start + index, end: start + index + name.length },
      isType: !isCall && receiver === undefined && /^\p{Lu}.*\p{Ll}/u.test(name),
    });
  }
  return references;
}
