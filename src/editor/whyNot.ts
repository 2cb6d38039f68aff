// Shows why the active document has no suggestion, with the button that could change it.

import * as vscode from 'vscode';
import type { LastOutcomes } from '../completion/lastOutcomes.ts';
import { whySentence } from '../completion/whyText.ts';
import type { Engine } from '../engine/engine.ts';
import type { Documents } from './documents.ts';
import { offer } from './errors.ts';
import type { Requests } from './requests.ts';

export interface WhyNotDeps {
  readonly requests: Requests;
  readonly outcomes: LastOutcomes;
  readonly documents: Documents;
  readonly engine: Engine;
}

export async function showWhyNot({ requests, outcomes, documents, engine }: WhyNotDeps): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    await vscode.window.showInformationMessage('Sotto: No text editor is active.');
    return;
  }
  const { document, selection } = editor;
  const inlineSuggestEnabled = vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled', true);
  const here = await requests.check(document, selection.active);
  if (inlineSuggestEnabled && !here && engine.state.kind === 'failed') {
    await offer(engine.state.error);
    return;
  }
  const last = outcomes.of(documents.session(document));
  const sentence = whySentence({ inlineSuggestEnabled, here, last, engine: engine.state });
  const title = 'Open Actions…';
  const chosen = await vscode.window.showInformationMessage(`Sotto: ${sentence}`, title);
  if (chosen === title) await vscode.commands.executeCommand('sotto.showActions');
}
