// How the languages' outlines differ beyond their query files: one row for each grammar. A new language costs a row in
// grammars.ts and one here, `queries/NAME.outline.scm` and `NAME.references.scm`, and a fixture with its golden text.

import type { GrammarName } from '../grammars.ts';
import type { DefinitionKind, Import, ImportedName } from './outline.ts';
import { parseUse } from './rustUse.ts';

/** A definition, and what its own members ask about it. */
export interface Candidate {
  readonly kind: DefinitionKind;
  readonly name: string;
  /** From the unit's start to the name. */
  readonly head: string;
  /** The last word about access above it in its parent, such as `private:`. */
  readonly access: string | undefined;
  /** False inside a function or a block, where no other file can reach. */
  readonly isReachable: boolean;
  /** The file says elsewhere that it exports this name. */
  readonly isListed: boolean;
}

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

/** `yaml` of `gopkg.in/yaml.v3`, `pgx` of `github.com/jackc/pgx/v5`. */
function goPackage(source: string): ImportedName[] {
  const parts = source.split('/').filter((part) => !/^v\d+$/.test(part));
  return wholeUnder((parts.at(-1) ?? source).replace(/\.v\d+$/, ''));
}

/** `a.b.C` binds `C`; a path to a file binds nothing. */
function lastPart(source: string): ImportedName[] {
  if (source.includes('/') || source.endsWith('.php')) return [];
  const name = source.split(/[.\\]/).at(-1) ?? source;
  return [{ name, alias: name }];
}

/** Capital names are seen in other packages, all others in this one's other files only. */
const isCapital = ({ name }: Candidate): boolean => /^\p{Lu}/u.test(name);

/** What implements a trait, and what a trait or an enum lists, is as public as that. */
function isPublicRust({ head }: Candidate, holder: Candidate | undefined): boolean {
  const isPublic = /\bpub\b/.test(head);
  if (!holder || holder.kind === 'class') return isPublic || /\bimpl\b|\bmacro_export\b/.test(head);
  return isPublic || holder.kind !== 'section' || /\bfor\s+$/.test(holder.head);
}

/** Members of C# are private where they do not say otherwise. */
function isPublicCSharp({ head, kind }: Candidate, holder: Candidate | undefined): boolean {
  if (!holder || holder.kind === 'interface' || holder.kind === 'enum' || holder.kind === 'module') return true;
  if (/\brecord\b/.test(holder.head)) return isNotPrivate({ head });
  return kind === 'member' || kind === 'method'
    ? /\b(?:public|internal|protected)\b/.test(head)
    : !/\bprivate\b/.test(head);
}

/** `static` keeps a name in its file; a class begins with what is private. */
function isPublicC({ head, access }: Candidate, holder: Candidate | undefined): boolean {
  if (holder?.kind !== 'class') return !/\bstatic\b/.test(head);
  return access === undefined ? !/\bclass\s+$/.test(holder.head) : !access.startsWith('private');
}

/** Ruby and PHP: all that is not said to be private. */
function isPublicScript({ head, access }: Candidate): boolean {
  return !/\bprivate\b/.test(head) && access !== 'private';
}

const isAlways = (): boolean => true;

const isNotPrivate = ({ head }: Pick<Candidate, 'head'>): boolean => !/\bprivate\b/.test(head);

const both = (...names: string[]): OutlineRow['queries'] => ({ outline: names, references: names });

export const outlineRows: Readonly<Record<GrammarName, OutlineRow>> = {
  javascript: { queries: both('ecmascript', 'javascript'), isExported: isExportedScript },
  typescript: { queries: both('ecmascript', 'typescript'), isExported: isExportedScript },
  tsx: {
    queries: { outline: ['ecmascript', 'typescript'], references: ['ecmascript', 'typescript', 'tsx'] },
    isExported: isExportedScript,
  },
  go: { queries: both('go'), isExported: isCapital, boundWhole: goPackage },
  rust: {
    ...{ queries: both('rust'), isExported: isPublicRust, parseImport: parseUse },
    isReexport: (head) => /\bpub\b/.test(head),
  },
  java: { queries: both('java'), isExported: isNotPrivate, boundWhole: lastPart },
  'c-sharp': { queries: both('c-sharp'), isExported: isPublicCSharp },
  cpp: { queries: both('cpp'), isExported: isPublicC },
  ruby: { queries: both('ruby'), isExported: isPublicScript },
  php: { queries: both('php'), isExported: isPublicScript, boundWhole: lastPart },
  bash: { queries: both('bash'), isExported: isAlways },
  powershell: { queries: both('powershell'), isExported: ({ head }) => !/\bhidden\b/i.test(head) },
  css: { queries: both('css'), isExported: isAlways },
  ini: { queries: both('ini'), isExported: isAlways },
  python: { queries: both('python'), isExported: isPublicPython, boundWhole: wholeUnder },
};

/** Names of the query files of a row. */
export function queryFiles({ queries }: OutlineRow): string[] {
  const parts = ['outline', 'references'] as const;
  return parts.flatMap((part) => queries[part].map((name) => `${name}.${part}.scm`));
}
