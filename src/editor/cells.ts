// What stands above a cell in its notebook; nothing for documents that are no cells.

import * as vscode from 'vscode';
import { textAbove } from '../completion/cells.ts';

export function cellsAbove(document: vscode.TextDocument): string {
  if (document.uri.scheme !== 'vscode-notebook-cell') return '';
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cells = notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
    const at = cells.findIndex((cell) => cell.document === document);
    if (at < 0) continue;
    const read = (cell: vscode.NotebookCell) => ({
      languageId: cell.document.languageId,
      text: cell.document.getText(),
    });
    return textAbove(cells.slice(0, at + 1).map(read), at);
  }
  return '';
}
