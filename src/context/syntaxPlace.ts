// What a place in a document is by its syntax tree, in words that hold for all languages.

import type { Node } from './parser.ts';
import type { SyntaxPlace } from './syntaxMessages.ts';

const text = /string|heredoc|char(?:acter)?_literal|regex|^template/;
const comment = /comment/;
/** Code within a text. */
const substitution = /interpolation|substitution|expansion/;
const body =
  /(?:^|_)(?:block|body|suite|declaration_list|compound_statement|object|object_type|accessor_list|literal_value|do_group)$/;

export function syntaxPlace(root: Node, offset: number): SyntaxPlace {
  const at = Math.max(0, offset - 1);
  for (let node = root.descendantForIndex(at, offset); node; node = node.parent) {
    const { type, startIndex: start, endIndex: end } = node;
    if (substitution.test(type)) return 'code';
    const isInside = start < offset && offset < end;
    if (comment.test(type)) return isInside || (offset === end && isLineComment(node)) ? 'text' : 'code';
    if (text.test(type) && isInside) return 'text';
    if (body.test(type) && isInside) return isEmpty(node) ? 'empty-body' : 'code';
  }
  return 'code';
}

function isLineComment({ text: written }: Node): boolean {
  return !/^(?:\/\*|\(\*|\{-|<!--|=begin)/.test(written);
}

function isEmpty(node: Node): boolean {
  return node.namedChildren.every((child) => !child || comment.test(child.type));
}
