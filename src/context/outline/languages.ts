// How the languages' outlines differ beyond their query files: one row for each grammar.

import type { GrammarName } from '../grammars.ts';
import type { Candidate } from './gather.ts';
import type { Import, ImportedName } from './outline.ts';

export interface OutlineRow {
  /** Query files without their endings; what languages share stands in one that several name. */
  readonly queries: { readonly outline: readonly string[]; readonly references: readonly string[] };
  /** Whether another file can name it; asked only where what it stands in is exported. */
  isExported(candidate: Candidate, holder: Candidate | undefined): boolean;
  /** What an import binds that names nothing. */
  boundWhole?(source: string): readonly ImportedName[];
  /** For languages whose imports are paths that only reading takes apart. */
  parseImport?(source: string): readonly Pick<Import, 'source' | 'names'>[];
  /** Whether the words before an import's source give it on. */
  isReexport?(head: string): boolean;
}

const isPrivateMember = ({ head, name }: Candidate): boolean => name.startsWith('#') || /\bprivate\b/.test(head);

/** CommonJS and module exports alike; a global declaration is for all files. */
function isExportedScript(candidate: Candidate, holder: Candidate | undefined): boolean {
  if (holder) return !isPrivateMember(candidate);
  return candidate.isListed || /\b(?:exports?|declare)\b/.test(candidate.head + candidate.name);
}

/** `_one` underscore or two say that it is for this file; `__init__` is the language's own. */
const isPublicPython = ({ name }: Candidate): boolean => !name.startsWith('_') || name.endsWith('__');

const wholeUnder = (alias: string): ImportedName[] => [{ name: '*', alias }];

const both = (...names: string[]): OutlineRow['queries'] => ({ outline: names, references: names });

export const outlineRows: Readonly<Partial<Record<GrammarName, OutlineRow>>> = {
  javascript: { queries: both('ecmascript', 'javascript'), isExported: isExportedScript },
  typescript: { queries: both('ecmascript', 'typescript'), isExported: isExportedScript },
  tsx: {
    queries: { outline: ['ecmascript', 'typescript'], references: ['ecmascript', 'typescript', 'tsx'] },
    isExported: isExportedScript,
  },
  python: { queries: both('python'), isExported: isPublicPython, boundWhole: wholeUnder },
};
