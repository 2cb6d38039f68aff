// What following an import needs, and gives: files of the workspace.

import type { PathTable } from '../pathTable.ts';

export interface ImportSite {
  /** As written, without quotes. */
  readonly source: string;
  /** As the other file calls them; empty where they are not known. */
  readonly names: readonly string[];
  /** Absolute path of the importing file. */
  readonly from: string;
}

export interface ResolverDeps {
  readonly paths: PathTable;
  /** Settings of build tools: `tsconfig.json`, `package.json`, `go.mod`, `Cargo.toml`. Undefined for a missing file. */
  readSettings(path: string): string | undefined;
}

/** The files that the import means, the likeliest first; none for what lies outside the workspace. */
export type Resolver = (site: ImportSite, deps: ResolverDeps) => readonly string[];
