// The workspace as the context layer asks for it: local folders through Node, virtual and remote ones through VS Code.

import { readdir, realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type Entry, findFiles } from '../context/findFiles.ts';
import type { Workspace } from '../context/workspace.ts';
import { absolutePath } from './documents.ts';

const maxFolders = 5_000;

export function createVscodeWorkspace(): Workspace {
  const folders = (): string[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => absolutePath(uri));
  return {
    get folders() {
      return folders();
    },
    async realPath(path) {
      const uri = uriOf(path);
      if (uri.scheme !== 'file') return undefined;
      return orUndefined(realpath(uri.fsPath).then((real) => real.replaceAll('\\', '/')));
    },
    async readText(path, maxBytes) {
      return orUndefined(readText(uriOf(path), maxBytes));
    },
    async findByName(names) {
      const found = await Promise.all(folders().map((folder) => findFiles(folder, { names, list, maxFolders })));
      return found.flat();
    },
  };
}

/** A path inside a virtual folder has that folder's scheme and authority; every other one is a local file. */
export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => {
    const root = absolutePath(uri);
    return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
  });
  return folder && folder.uri.scheme !== 'file' ? folder.uri.with({ path }) : vscode.Uri.file(path);
}

function withinBytes(text: string, maxBytes: number): string | undefined {
  return Buffer.byteLength(text) > maxBytes ? undefined : text;
}

function isAt(document: vscode.TextDocument, uri: vscode.Uri): boolean {
  return document.uri.scheme === uri.scheme && document.uri.path === uri.path;
}

/** What the user sees counts: an open document with unsaved changes is read instead of its file. */
async function readText(uri: vscode.Uri, maxBytes: number): Promise<string | undefined> {
  const unsaved = vscode.workspace.textDocuments.find((document) => document.isDirty && isAt(document, uri));
  if (unsaved) return withinBytes(unsaved.getText(), maxBytes);
  const { type, size } = await vscode.workspace.fs.stat(uri);
  // Pipes and devices have no file bit, and reading one may never end.
  if (!(type & vscode.FileType.File) || size > maxBytes) return undefined;
  const bytes = await vscode.workspace.fs.readFile(uri);
  return bytes.byteLength > maxBytes ? undefined : new TextDecoder().decode(bytes);
}

async function list(folder: string): Promise<readonly Entry[]> {
  const uri = uriOf(folder);
  if (uri.scheme === 'file') return (await orUndefined(listLocal(uri.fsPath))) ?? [];
  const entries = (await orUndefined(vscode.workspace.fs.readDirectory(uri))) ?? [];
  return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
}

async function listLocal(path: string): Promise<Entry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.map((entry) => {
    if (entry.isSymbolicLink()) return { name: entry.name, kind: 'link' };
    if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
    return { name: entry.name, kind: entry.isFile() ? 'file' : 'other' };
  });
}

function kindOf(type: vscode.FileType): Entry['kind'] {
  if (type & vscode.FileType.SymbolicLink) return 'link';
  if (type & vscode.FileType.Directory) return 'folder';
  return type & vscode.FileType.File ? 'file' : 'other';
}

/** A file that is missing or may not be read is no failure here: the interface says undefined. */
async function orUndefined<T>(result: Thenable<T>): Promise<Awaited<T> | undefined> {
  try {
    return await result;
  } catch {
    return undefined;
  }
}
