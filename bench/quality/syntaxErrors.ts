// Counts what a grammar cannot make sense of in a text, so that a suggestion that breaks its file is seen.

import { createSyntax } from '../redaction/syntax.ts';

/** Errors and missing pieces in the text; undefined where the language has no grammar. */
export type CountErrors = (text: string, languageId: string) => Promise<number | undefined>;

export function createErrorCount(): CountErrors {
  const syntax = createSyntax();
  return async (text, languageId) => {
    if (!(await syntax.load(languageId))) return undefined;
    const root = syntax.parse(text, languageId).tree.rootNode;
    let count = 0;
    const open = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      if (!node.hasError) continue;
      if (node.isError || node.isMissing) count++;
      open.push(...node.children);
    }
    return count;
  };
}
