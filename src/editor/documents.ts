// What the other layers may know of a VS Code document, as plain values: session, file, display path, size.

import * as vscode from 'vscode';
import { maxDocumentChars, maxDocumentLines } from '../completion/gate.ts';
import type { FileRef } from '../context/workspace.ts';

export interface Size {
  /** UTF-16 code units, at least roughly; `Infinity` when there are too many lines to add up. */
  readonly documentChars: number;
  readonly lineChars: number;
}

/** What is known of the open documents; forgotten with them. */
export interface Documents {
  /** Opaque and stable while the document is open; never made from its path. */
  session(document: vscode.TextDocument): string;
  text(document: vscode.TextDocument): string;
  /** Measures without fetching the text: joining the lines of a huge document would block all extensions. */
  measure(document: vscode.TextDocument, line: number): Size;
  /** The session of a document that was closed, if it ever had one. */
  end(document: vscode.TextDocument): string | undefined;
}

export function createDocuments(): Documents {
  const sessions = new WeakMap<vscode.TextDocument, string>();
  const lengths = new WeakMap<vscode.TextDocument, number>();
  let count = 0;
  return {
    session(document) {
      const known = sessions.get(document);
      if (known) return known;
      count += 1;
      const name = `document-${count}`;
      sessions.set(document, name);
      return name;
    },
    text(document) {
      const text = document.getText();
      lengths.set(document, text.length);
      return text;
    },
    measure(document, line) {
      const { lineCount } = document;
      const lineChars = line < lineCount ? document.lineAt(line).text.length : 0;
      if (lineCount > maxDocumentLines) return { documentChars: Number.POSITIVE_INFINITY, lineChars };
      // Adding up all lines again at each key would cost more than the rest of the request.
      const last = lengths.get(document);
      if (last !== undefined && last < maxDocumentChars / 2) return { documentChars: last, lineChars };
      return { documentChars: document.offsetAt(new vscode.Position(lineCount, 0)), lineChars };
    },
    end(document) {
      const name = sessions.get(document);
      sessions.delete(document);
      lengths.delete(document);
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
export function displayPath(uri: vscode.Uri): string {
  if (vscode.workspace.getWorkspaceFolder(uri)) return vscode.workspace.asRelativePath(uri, false);
  return uri.path.split('/').at(-1) ?? '';
}
