// What the context and exclusion layers ask of the editor: paths, real paths and bytes; nothing of VS Code.

export interface Workspace {
  /** Absolute paths of the open folders. */
  readonly folders: readonly string[];
  /** The path with all links resolved; undefined when there is no such file or the scheme has no real path. */
  realPath(path: string): Promise<string | undefined>;
  /** The file's text when it is at most `maxBytes` long; undefined when missing, longer or not readable. */
  readText(path: string, maxBytes: number): Promise<string | undefined>;
  /** Absolute paths of files anywhere in the folders whose base name is one of `names`, dependencies left out. */
  findByName(names: readonly string[]): Promise<readonly string[]>;
}

/** A document or a file as the exclusion sees it. */
export interface FileRef {
  /** `file`, `untitled`, `git`, `vscode-notebook-cell`, `output` … */
  readonly scheme: string;
  /** Absolute path with forward slashes, or a name for what has no path. */
  readonly path: string;
  readonly languageId: string;
}
