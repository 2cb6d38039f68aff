// Paths of the workspace in one form: absolute, with forward slashes, on every system.

export function slashed(path: string): string {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path) ? path.replaceAll('\\', '/') : path;
}

/** The part of `path` below `folder`, or undefined; Windows drives compare without case. */
export function below(folder: string, path: string): string | undefined {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const fold = (text: string) => (/^[A-Za-z]:\//.test(text) ? text.toLowerCase() : text);
  if (!fold(path).startsWith(fold(base)) || path.length === base.length) return undefined;
  return path.slice(base.length);
}
