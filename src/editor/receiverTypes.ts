// Asks the language's own provider for the types of what stands before a dot near the cursor; at rest, and not for long.

import * as vscode from 'vscode';
import { within } from '../base/within.ts';
import type { TypePlace } from '../context/retrieve/surroundings.ts';
import { absolutePath } from './documents.ts';

/** A language server that is awake answers in a fraction of it. */
const limitMs = 120;
const mostReceivers = 4;
/** Lines above the cursor's own. */
const linesAbove = 5;
const receiver = /[\p{L}_$][\p{L}\p{N}_$]*(?=\s{0,4}(?:\?\.|\.|->|::))/gu;
/** Their type is in the document itself. */
const own = new Set(['this', 'self', 'super', 'cls']);

/** What was answered in time; files outside of the workspace are nobody's context. */
export async function receiverTypes(uri: vscode.Uri, offset: number): Promise<readonly TypePlace[]> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (!document) return [];
  const found: TypePlace[] = [];
  const asked = receivers(document, document.positionAt(offset)).map(async (position) => {
    const places = (await typeDefinitions(uri, position)).flatMap(placeOf);
    found.push(...places.filter(({ path }) => path !== absolutePath(uri)));
  });
  await within(limitMs, Promise.all(asked));
  // What comes later must not change what was given.
  return [...found];
}

type Answer = vscode.Location | vscode.LocationLink;

async function typeDefinitions(uri: vscode.Uri, position: vscode.Position): Promise<readonly Answer[]> {
  const command = 'vscode.executeTypeDefinitionProvider';
  try {
    return (await vscode.commands.executeCommand<readonly Answer[] | undefined>(command, uri, position)) ?? [];
  } catch {
    // A provider that fails is another extension's matter.
    return [];
  }
}

function placeOf(answer: Answer): TypePlace[] {
  const [uri, range] =
    'targetUri' in answer
      ? [answer.targetUri, answer.targetSelectionRange ?? answer.targetRange]
      : [answer.uri, answer.range];
  return vscode.workspace.getWorkspaceFolder(uri) ? [{ path: absolutePath(uri), line: range.start.line }] : [];
}

/** The nearest ones before the cursor, each name once. */
function receivers(document: vscode.TextDocument, cursor: vscode.Position): vscode.Position[] {
  const found = new Map<string, vscode.Position>();
  for (let line = cursor.line; line >= Math.max(0, cursor.line - linesAbove); line--) {
    const { text } = document.lineAt(line);
    const before = line === cursor.line ? text.slice(0, cursor.character) : text;
    for (const { 0: name, index } of [...before.matchAll(receiver)].reverse()) {
      if (found.size < mostReceivers && !own.has(name) && !found.has(name))
        found.set(name, new vscode.Position(line, index));
    }
  }
  return [...found.values()];
}
