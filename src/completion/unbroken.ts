// The filter that asks the syntax tree: an answer that would break the file is cut to its last good statement, or dropped.

import type { Bindings, Judged } from '../context/bindings.ts';
import { isHeader, opensBody } from './blocks.ts';
import { closerOf, nestingOf } from './brackets.ts';
import { pause } from './debounce.ts';
import { languageAt } from './embedded.ts';
import { indentationOf } from './indentation.ts';
import { toItem } from './item.ts';
import type { CompletionItem, CompletionRequest, NoSuggestion } from './outcome.ts';
import { type CursorLine, cursorLine } from './trigger.ts';

/** Milliseconds; who waits longer for the syntax gets the answer as it is. */
const patienceMs = 50;

/** The item as far as the file's syntax bears it. */
export async function keepSyntax(
  request: CompletionRequest,
  item: CompletionItem | NoSuggestion,
  syntax: Partial<Pick<Bindings, 'judge'>> | undefined,
): Promise<CompletionItem | NoSuggestion> {
  const { session, text, offset, signal } = request;
  if ('reason' in item || !syntax?.judge) return item;
  const { judge } = syntax;
  const found = unbroken(item, {
    judge: (asked) => judge(session, text, asked),
    again(shorter, isUnfinished = false) {
      const one = toItem(request, shorter, { isUnfinished, without: undefined });
      return 'reason' in one ? undefined : one;
    },
    languageId: languageAt(request.languageId, text, offset),
    line: cursorLine(text, offset),
  });
  const best = await Promise.race([found, pause(patienceMs, signal).then(() => item)]);
  return best ?? { reason: 'breaks-syntax' };
}

export interface Broken {
  /** Undefined where nobody knows. */
  judge(asked: Judged): Promise<number | undefined>;
  /** An answer as an item once more, for what is left of it. */
  again(text: string, isUnfinished?: boolean): CompletionItem | undefined;
  /** Of the code at the cursor. */
  readonly languageId: string;
  readonly line: CursorLine;
}

/** The item, what is good of it, or undefined. */
export async function unbroken(item: CompletionItem, deps: Broken): Promise<CompletionItem | undefined> {
  const { judge, again, languageId, line } = deps;
  if (hasMacro(line.before + item.text, languageId)) return item;
  const { start } = item.range;
  const candidate = ({ text, range }: CompletionItem, end = '') => ({
    inserted: text + end,
    length: text.trimEnd().length,
    oldEnd: range.end,
  });
  // One line may leave to the user what it opens; a block, or what stands before a rest, has to be whole.
  const mayBeOpen = line.after.trim() === '' && !item.text.trimEnd().includes('\n');
  const endings = mayBeOpen ? endingsOf(item.text, line.before, languageId) : [''];
  const whole = endings.map((end) => candidate(item, end));
  const first = await judge({ start, candidates: whole });
  if (first !== -1) return item;
  const beginnings = beginningsOf(item.text, languageId).map((text) => again(text));
  const shorter = [again(item.text, true), ...beginnings]
    .filter((one) => one !== undefined)
    .filter(({ text }) => text !== item.text);
  if (shorter.length === 0) return undefined;
  const best = await judge({ start, candidates: shorter.map((one) => candidate(one)) });
  return best === undefined ? undefined : shorter[best];
}

/** What stands for a macro of C may be no syntax at all. */
function hasMacro(code: string, languageId: string): boolean {
  return /^(?:c|cpp|cuda-cpp)$/.test(languageId) && /[A-Z\d_]{3,}\s*\(/.test(code);
}

const bodies: Readonly<Record<string, readonly string[]>> = {
  ruby: ['\nend'],
  shellscript: ['\n:\nfi', '\n:\ndone', '\n;;\nesac', '\n:\n}'],
  python: ['\n\tpass'],
  powershell: [' {}'],
};

/** What may yet be written behind the answer: it is no fault that it is not there. */
function endingsOf(text: string, before: string, languageId: string): string[] {
  const { open } = nestingOf(text, languageId);
  const closers = open.map(({ char }) => closerOf[char] ?? '').reverse();
  const plain = closers.join('');
  const whole = before + text;
  const last = whole.slice(whole.lastIndexOf('\n') + 1);
  // What it leaves open may also be closed by what follows the cursor. On an empty line it had room for all of it.
  if (plain !== '') return before.trim() === '' ? [''] : [plain, ''];
  if (!opensBody(last, languageId) && !isHeader(last)) return [plain];
  const depth = indentationOf(last);
  return [plain, ...(bodies[languageId] ?? [' {}']).map((body) => body.replaceAll('\n', `\n${depth}`))];
}

/** So many lines are tried. */
const mostCuts = 8;

/** Shorter answers that may be whole statements, longest first. */
function beginningsOf(text: string, languageId: string): string[] {
  const lines = text.split('\n');
  const cuts: string[] = [];
  for (let count = lines.length - 1; count > 0 && cuts.length < mostCuts; count--) {
    const last = lines[count - 1] ?? '';
    const beginning = lines.slice(0, count).join('\n');
    if (last.trim() === '' || opensBody(last, languageId)) continue;
    if (nestingOf(beginning, languageId).open.length === 0) cuts.push(beginning);
  }
  const [first = ''] = lines;
  const statement = first.lastIndexOf(';', first.length - 2);
  if (statement > 0) cuts.push(first.slice(0, statement + 1));
  return cuts;
}
