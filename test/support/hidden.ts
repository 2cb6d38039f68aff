// What a window shows of hidden values: marks over the text, the count in words, the status.

import type { VsCodeWindow } from './vscode.ts';
import { eventually } from './wait.ts';

export const showHidden = 'Sotto: Show What Is Hidden in This File';

/** Waits until so many marks are on the screen, and answers with the words beside them. */
export function marksAre({ page }: VsCodeWindow, count: number): Promise<string[]> {
  // As text: it runs in the page, whose types are not those of this file.
  const look = `[...document.querySelectorAll('.monaco-editor .view-line span')]
    .map((part) => getComputedStyle(part, '::after').content)
    .filter((content) => content.includes('hidden:'))`;
  return eventually(
    `${count} marks`,
    () => page.evaluate<string[]>(look),
    (words) => words.length === count,
  );
}

/** How many values are hidden in the active file, as the command says it; leaves no mark. */
export async function countHidden(window: VsCodeWindow): Promise<string> {
  await window.runCommand('Notifications: Clear All Notifications');
  await window.runCommand(showHidden);
  const pattern = /(\w+) values? in this file (?:is|are) hidden/;
  await window.waitForNotification(pattern);
  const toast = window.page.locator('.notification-toast').filter({ hasText: pattern });
  const said = pattern.exec((await toast.first().textContent()) ?? '')?.[1] ?? 'nothing';
  await window.clickNotification(pattern, 'Turn Off');
  await marksAre(window, 0);
  return said;
}

/** What the status says of the last prompt. */
export async function lastPrompt(window: VsCodeWindow): Promise<string> {
  await window.page.mouse.move(400, 300);
  await window.page.locator('.statusbar-item[id^="sotto.sotto"]').first().hover();
  const hover = window.page.locator('.monaco-hover').filter({ hasText: 'Last prompt: ' });
  await hover.waitFor();
  return (await hover.allTextContents()).join('').replaceAll('\u00a0', ' ');
}
