// A file as the user sees it: the text of its open document, saved or not, else the disk's.

import * as vscode from 'vscode';
import { languageOf } from '../context/languageOf.ts';
import type { FileText } from '../context/snippetReader.ts';
import type { Workspace } from '../context/workspace.ts';
import { displayPath, fileRef } from './documents.ts';
import { uriOf } from './vscodeWorkspace.ts';

/** Undefined for what is missing or longer than `maxBytes`. */
export async function readFileText(
  workspace: Workspace,
  path: string,
  maxBytes: number,
): Promise<FileText | undefined> {
  const uri = uriOf(path);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = await workspace.readText(path, maxBytes);
  if (text === undefined) return undefined;
  const file = open ? fileRef(open) : { scheme: uri.scheme, path, languageId: languageOf(path) };
  return { file, text, displayPath: displayPath(uri) };
}
