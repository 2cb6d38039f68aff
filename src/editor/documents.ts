// What the other layers may know of a VS Code document, as plain values: session, file, display path, size.

import * as vscode from 'vscode';
import { maxDocumentLines } from '../completion/gate.ts';
import type { FileRef } from '../context/workspace.ts';

export interface Sessions {
  /** Opaque and stable while the document is open; never made from its path. */
  of(document: vscode.TextDocument): string;
  /** The session of a document that was closed, if it ever had one. */
  end(document: vscode.TextDocument): string | undefined;
}

export function createSessions(): Sessions {
  const names = new WeakMap<vscode.TextDocument, string>();
  let count = 0;
  return {
    of(document) {
      const known = names.get(document);
      if (known) return known;
      count += 1;
      const name = `document-${count}`;
      names.set(document, name);
      return name;
    },
    end(document) {
      const name = names.get(document);
      names.delete(document);
      return name;
    },
  };
}

export function fileRef(document: vscode.TextDocument): FileRef {
  return { scheme: document.uri.scheme, path: absolutePath(document.uri), languageId: document.languageId };
}

/** The path with forward slashes; a drive letter has no slash before it. */
export function absolutePath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.path;
}

/** Relative to the workspace folder; outside of all folders the bare name, for the way there is nobody's business. */
export function displayPath(document: vscode.TextDocument): string {
  if (vscode.workspace.getWorkspaceFolder(document.uri)) return vscode.workspace.asRelativePath(document.uri, false);
  return document.uri.path.split('/').at(-1) ?? '';
}

export interface Size {
  /** UTF-16 code units; `Infinity` when there are too many lines to add up. */
  readonly documentChars: number;
  readonly lineChars: number;
}

/** Measures without fetching the text: joining the lines of a huge document would block all extensions. */
export function measure(document: vscode.TextDocument, line: number): Size {
  const { lineCount } = document;
  const end = new vscode.Position(lineCount, 0);
  return {
    documentChars: lineCount > maxDocumentLines ? Number.POSITIVE_INFINITY : document.offsetAt(end),
    lineChars: line < lineCount ? document.lineAt(line).text.length : 0,
  };
}
