// Reads one node of a syntax tree: which names in it have which values. Knows the forms, not the languages.

import type { Binding, Range } from '../base/range.ts';
import { commonWrappers, type LiteralRoles } from './literalRoles.ts';
import type { Node } from './parser.ts';

/** A name, and the nodes (or plain ranges) that stand for its value. */
export interface NamedValues {
  readonly name: Range;
  readonly values: readonly (Node | Range)[];
  readonly kind: Binding['kind'];
}

type Form = (node: Node, text: string) => NamedValues[];

export interface Forms {
  /** What the node binds; empty for a node that binds nothing by its type. */
  namedValues(node: Node, text: string): readonly NamedValues[];
  /** The literals that a value is made of, without interpolations; each part of a concatenation by itself. */
  literals(value: Node | Range, text: string): readonly Range[];
}

const nameFields = ['name', 'key', 'left', 'pattern', 'property', 'field', 'declarator', 'designator'];
const valueFields = ['value', 'right', 'default_value'];
/** From a whole name to the part that says what it is: `config.db["password"]` → `"password"`. */
const lastFields = ['declarator', 'property', 'field', 'attribute', 'subscript', 'indices', 'index', 'method', 'name'];
const calleeFields = ['function', 'method', 'name', 'constructor', 'type'];
const receiverFields = ['object', 'receiver', 'value', 'operand', 'expression', 'argument', 'scope'];
const comparing = /^(?:[=!]==?|=|=~|<>|eq|ne|is|-[ci]?(?:eq|ne|like|match))$/i;
const comparingCallee = /^(?:equals?\w*|contentEquals|eql|strn?cmp|compare\w*|timingSafeEqual|verify|toBe|toEqual)$/i;
// Calls whose value is the literal that they are given, or that fall back to it.
const wrappingCallee =
  /^(?:from|of|new|string|str|bytes?|bytearray|buffer|some|ok|just|atob|btoa|\w*decode\w*|unhexlify|fromhex|value(?:of)?|secret(?:str|string|value)?|securestring|convertto-securestring|encode|quote|unwrap_or\w*|or_?else|getorelse|or|default\w*|ref|usestate|box|arc|text)$/i;
/** Look-ups: the first argument is a key, the next one stands in when nothing is found. */
const lookUpCallee = /^(?:getenv|env|fetch|get|get_?or_?default|get_?property|get_?string|get_?value|config)$/i;
const spoken = /^[\w.$:@/-]+$/;
const flag = /^--?[A-Za-z][\w.-]*$/;
const listLike =
  /(?:^|_)(?:expression_list|pattern_list|tuple_pattern|array_pattern|tuple|tuple_expression|array|assignment_list)$/;
const delimiters = /content|fragment|escape|_start|_end|_characters/;
// A raw string of C++ has a delimiter of its own within its quotes.
const quoted = /^(?!\w?R")[A-Za-z@$]{0,2}(?:"""|'''|["'`])[\s\S]*["'`]$/;
const quotedInside = /"(?:\\.|[^"\\])*"/;
/** Longer lists of arguments and elements are data. */
const maxChildren = 64;
const maxVisited = 400;

function firstField(node: Node, fields: readonly string[]): Node | undefined {
  for (const field of fields) {
    const child = node.childForFieldName(field);
    if (child) return child;
  }
  return undefined;
}

function isPlain(node: Node): boolean {
  return node.isNamed && !node.isExtra;
}

function rangeOf(node: Node | Range): Range {
  return 'startIndex' in node ? { start: node.startIndex, end: node.endIndex } : node;
}

export function createForms(roles: LiteralRoles): Forms {
  const strings = new Set(roles.strings);
  const parts = new Set(roles.parts);
  const calls = new Set(roles.calls);
  const twoSided = new Set(roles.twoSided);
  const pairs = new Set(roles.pairs);
  const wrappers = new Set([...commonWrappers, ...(roles.wrappers ?? [])]);

  const plainChildren = (node: Node): Node[] =>
    node.childCount > 2 * maxChildren ? [] : node.children.filter(isPlain);

  function nameIn(node: Node): Range {
    let at = node;
    while (!strings.has(at.type)) {
      const next =
        firstField(at, lastFields) ?? (calls.has(at.type) ? undefined : at.namedChildren.filter(isPlain).at(-1));
      if (!next) break;
      at = next;
    }
    return rangeOf(at);
  }

  const bare = (range: Range, text: string): string =>
    text.slice(range.start, Math.min(range.end, range.start + 120)).replace(/^\w?["'`]|["'`]$/g, '');

  /** The node within wrappers that have one child only. */
  function unwrapped(node: Node): Node {
    let at = node;
    while (wrappers.has(at.type) && !strings.has(at.type)) {
      const [only, more] = at.namedChildren.filter(isPlain);
      if (!only || more) break;
      at = only;
    }
    return at;
  }

  const isSpokenText = (node: Node, text: string): boolean =>
    strings.has(node.type) && spoken.test(bare(rangeOf(node), text));

  function isComparison(node: Node, text: string): boolean {
    return node.children.some((child) =>
      child.isNamed
        ? child.type === 'comparison_operator' && comparing.test(text.slice(child.startIndex, child.endIndex))
        : comparing.test(child.type),
    );
  }

  const bind =
    (kind: Binding['kind']): Form =>
    (node) => {
      const children = plainChildren(node).filter(({ type }) => !/operator$/.test(type));
      const value = firstField(node, valueFields) ?? children.at(-1);
      if (!value) return [];
      const field = nameFields.find((name) => node.childForFieldName(name));
      const names = field
        ? node.childrenForFieldName(field).filter((name) => name.isNamed)
        : children.filter((child) => child.endIndex <= value.startIndex).slice(-1);
      const [first] = names;
      if (!first || first.endIndex > value.startIndex) return [];
      const targets = names.length === 1 && listLike.test(first.type) ? plainChildren(first) : names;
      const values = listLike.test(value.type) ? plainChildren(value) : [value];
      if (targets.length === 1) return [{ name: nameIn(targets[0] ?? first), values, kind }];
      if (targets.length !== values.length) return [];
      return targets.map((target, index) => ({ name: nameIn(target), values: values.slice(index, index + 1), kind }));
    };

  function callParts(node: Node) {
    const children = plainChildren(node);
    const callee = firstField(node, calleeFields) ?? children.find(({ type }) => /(?:^|_)name$/.test(type));
    const list = node.childForFieldName('arguments') ?? children.find(({ type }) => /argument(?:s|_list)$/.test(type));
    const args = list ? plainChildren(list).flatMap(argumentsIn) : [];
    const holder = callee && callee.childCount > 0 ? callee : undefined;
    const receiver = firstField(node, ['object', 'receiver']) ?? (holder && firstField(holder, receiverFields));
    return { callee, args, receiver };
  }

  function argumentsIn(node: Node): Node[] {
    if (node.type === 'argument_expression_list') return plainChildren(node).map(unwrapped);
    return node.type === 'argument' && node.childForFieldName('name') ? [] : [unwrapped(node)];
  }

  const call: Form = (node, text) => {
    const { callee, args, receiver } = callParts(node);
    if (!callee || args.length === 0) return [];
    const name = nameIn(callee);
    const found: NamedValues[] = [{ name, values: args, kind: 'argument' }];
    if (comparingCallee.test(bare(name, text))) {
      const sides = receiver ? [receiver, ...args] : args;
      for (const side of sides) {
        if (!strings.has(side.type))
          found.push({ name: nameIn(side), values: sides.filter((other) => other !== side), kind: 'comparison' });
      }
    }
    for (const [index, arg] of args.entries()) {
      const next = args[index + 1];
      if (!next || !isSpokenText(arg, text)) continue;
      const isHeader = /header/i.test(text.slice(Math.max(node.startIndex, name.start - 60), name.end));
      found.push({ name: rangeOf(arg), values: [next], kind: isHeader ? 'header' : 'entry' });
    }
    return found;
  };

  const compare: Form = (node, text) => {
    if (!isComparison(node, text)) return [];
    const sides = plainChildren(node).filter(({ type }) => type !== 'comparison_operator');
    const [left, right] = [sides[0], sides.at(-1)];
    if (!left || !right || left === right) return [];
    return [
      { name: nameIn(left), values: [right], kind: 'comparison' },
      { name: nameIn(right), values: [left], kind: 'comparison' },
    ];
  };

  const list: Form = (node, text) => {
    const elements = plainChildren(node).map(unwrapped);
    const [first, second, third] = elements;
    if (pairs.has(node.type) && first && second && !third && isSpokenText(first, text))
      return [{ name: rangeOf(first), values: [second], kind: 'entry' }];
    return elements.flatMap((element, index): NamedValues[] => {
      const next = elements[index + 1];
      if (!next || !strings.has(element.type) || !flag.test(bare(rangeOf(element), text))) return [];
      return [{ name: rangeOf(element), values: [next], kind: 'argument' }];
    });
  };

  const command: Form = (node, text) => {
    const words = plainChildren(node).filter(({ type }) => !/_sep$/.test(type));
    return words.flatMap((word, index): NamedValues[] => {
      const written = text.slice(word.startIndex, Math.min(word.endIndex, word.startIndex + 120));
      const assigned = /^(--?[A-Za-z][\w.-]*)=/.exec(written);
      const start = word.startIndex;
      if (assigned?.[1] !== undefined) {
        const value = { start: start + assigned[0].length, end: word.endIndex };
        return [{ name: { start, end: start + assigned[1].length }, values: [value], kind: 'argument' }];
      }
      const next = words[index + 1];
      if (!next || !flag.test(written) || /^-/.test(text.charAt(next.startIndex))) return [];
      return [{ name: { start, end: word.endIndex }, values: [next], kind: 'argument' }];
    });
  };

  /** Where the tree has no form, as in half-typed code and in macros: `NAME = VALUE` side by side. */
  const loose: Form = (node) => {
    if (node.childCount > 8 * maxChildren) return [];
    const { children } = node;
    return children.flatMap((operator, index): NamedValues[] => {
      const [name, value] = [children[index - 1], children[index + 1]];
      if (operator.isNamed || !name?.isNamed || !value?.isNamed || !/^(?::?=|=>|:|[=!]==?)$/.test(operator.type))
        return [];
      return [{ name: nameIn(name), values: [value], kind: 'assignment' }];
    });
  };

  const forms = new Map<string, Form[]>([
    ['ERROR', [loose]],
    ['token_tree', [loose]],
  ]);
  const add = (types: Iterable<string>, form: Form): void => {
    for (const type of types) forms.set(type, [...(forms.get(type) ?? []), form]);
  };
  for (const [type, kind] of Object.entries(roles.binds)) add([type], bind(kind));
  add(calls, call);
  add(twoSided, compare);
  add(new Set([...(roles.lists ?? []), ...pairs]), list);
  add(roles.commands ?? [], command);

  function literalRanges(node: Node, text: string): Range[] {
    const whole = rangeOf(node);
    const written = text.slice(whole.start, whole.end);
    const inner = node.descendantsOfType([...parts]);
    const isPlainText = node.namedChildren.every(({ type }) => delimiters.test(type));
    if (isPlainText && (quoted.test(written) || inner.length === 0)) {
      if (node.type !== 'preproc_arg') return [trimmed(whole, written)];
      const match = quotedInside.exec(written);
      return match ? [{ start: whole.start + match.index, end: whole.start + match.index + match[0].length }] : [];
    }
    return inner.map((part) => trimmed(rangeOf(part), text.slice(part.startIndex, part.endIndex)));
  }

  function inCall(node: Node, text: string): readonly Node[] {
    const { callee, args, receiver } = callParts(node);
    const found: Node[] = [];
    const inner = receiver && unwrapped(receiver);
    const name = callee ? bare(nameIn(callee), text) : '';
    const isJoined = /^(?:join|implode|concat)$/i.test(name) && roles.lists?.includes(inner?.type ?? '');
    if (inner && (isJoined || strings.has(inner.type) || calls.has(inner.type))) found.push(inner);
    if (wrappingCallee.test(name) || /^(?:new_|object_creation)/.test(node.type)) found.push(...args);
    else if (lookUpCallee.test(name)) found.push(...args.slice(1));
    return found;
  }

  function inCommand(node: Node, text: string): readonly Node[] {
    const [name, ...elements] = plainChildren(node);
    return name && wrappingCallee.test(bare(rangeOf(name), text)) ? elements.flatMap(plainChildren) : [];
  }

  function inside(node: Node, text: string): readonly Node[] {
    if (calls.has(node.type)) return inCall(node, text);
    if (twoSided.has(node.type) && isComparison(node, text)) return [];
    if (twoSided.has(node.type) || wrappers.has(node.type) || roles.lists?.includes(node.type))
      return plainChildren(node);
    if (node.type === 'command') return inCommand(node, text);
    if (node.type === 'heredoc_beginning') return heredocBody(node);
    return [];
  }

  return {
    namedValues: (node, text) => (forms.get(node.type) ?? []).flatMap((form) => form(node, text)),
    literals(value, text) {
      if (!('startIndex' in value)) return [value];
      const found: Range[] = [];
      const open = [value];
      for (let visited = 0; visited < maxVisited; visited++) {
        const node = open.pop();
        if (!node) break;
        if (strings.has(node.type)) found.push(...literalRanges(node, text));
        else open.push(...[...inside(node, text)].reverse());
      }
      return found;
    },
  };
}

/** Ruby keeps a heredoc's text behind the statement that begins it. */
function heredocBody(beginning: Node): Node[] {
  for (let at: Node | null = beginning; at; at = at.parent) {
    const next: Node | null = at.nextNamedSibling;
    if (next?.type === 'heredoc_body') return [next];
  }
  return [];
}

/** Without white space around it, and without the marks of a PowerShell here-string. */
function trimmed({ start }: Range, written: string): Range {
  const [before = ''] = /^(?:@["'](?=[\r\n]))?\s*/.exec(written) ?? [];
  const inner = written.slice(before.length).trimEnd();
  const from = start + before.length;
  const closing = /^@["']/.test(before) ? /\s*["']@$/.exec(inner) : null;
  return { start: from, end: from + (closing?.index ?? inner.length) };
}
