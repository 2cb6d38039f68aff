// The quick fix on a hidden value: the user's word that it is no secret, given and taken back.

import * as vscode from 'vscode';
import { whyAlwaysHidden } from '../redaction/hiddenText.ts';
import type { AllowedValues } from './allowedValues.ts';
import type { HiddenRanges } from './hiddenRanges.ts';

/** Needs a place, so not among the contributed commands. */
export const notSecretCommand = '_sotto.notSecret';
export const notSecretTitle = 'This is not a secret: let the model see it';

const undoTitle = 'Hide It Again';

/** Names a place for the command; a place, because a value has no business among a command's arguments. */
export type Place = readonly [uri: string, line: number, character: number];

export function placeOf(document: vscode.TextDocument, { line, character }: vscode.Position): Place {
  return [document.uri.toString(), line, character];
}

export interface NotSecretDeps {
  readonly hiddenRanges: HiddenRanges;
  readonly allowedValues: AllowedValues;
}

/** Offers the quick fix where the cursor stands in a hidden value. */
export function createNotSecretProvider({ hiddenRanges }: NotSecretDeps): vscode.CodeActionProvider {
  return {
    async provideCodeActions(document, range, _context, token) {
      const found = await hiddenRanges.at(document, range);
      if (!found || token.isCancellationRequested) return undefined;
      if (whyAlwaysHidden(document.getText(found.range), found.rule) !== undefined) return undefined;
      const action = new vscode.CodeAction(notSecretTitle, vscode.CodeActionKind.QuickFix);
      const place = placeOf(document, found.range.start);
      action.command = { command: notSecretCommand, title: notSecretTitle, arguments: [...place] };
      return [action];
    },
  };
}

/** What the quick fix and the link in the hover do. */
export async function allowValueAt({ hiddenRanges, allowedValues }: NotSecretDeps, ...place: Place): Promise<void> {
  const [uri, line, character] = place;
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri);
  const at = new vscode.Position(line, character);
  const found = document && (await hiddenRanges.at(document, new vscode.Range(at, at)));
  if (!found) {
    await vscode.window.showInformationMessage('Sotto: Nothing is hidden at this place any more.');
    return;
  }
  const value = document.getText(found.range);
  const always = whyAlwaysHidden(value, found.rule);
  if (always !== undefined) {
    await vscode.window.showInformationMessage(`Sotto: ${always}`);
    return;
  }
  await allowedValues.allow(value);
  const sentence = 'The model may now see this value, wherever it stands in a file that it may see.';
  const chosen = await vscode.window.showInformationMessage(`Sotto: ${sentence}`, undoTitle);
  if (chosen === undoTitle) await allowedValues.forget(value);
}

export async function forgetAllowed(allowedValues: AllowedValues): Promise<void> {
  const count = await allowedValues.forgetAll();
  const sentence =
    count === 0
      ? 'No value was ever called no secret.'
      : `Forgotten: ${count === 1 ? 'one value' : `${count} values`} that you had called no secret.`;
  await vscode.window.showInformationMessage(`Sotto: ${sentence}`);
}
