// Other extensions that offer ghost text: two of them take turns on the screen, and most send code away.

/** Extensions that offer ghost text, by their id in the marketplace. */
const rivals: ReadonlyMap<string, string> = new Map([
  ['github.copilot', 'GitHub Copilot'],
  ['github.copilot-chat', 'GitHub Copilot Chat'],
  ['codeium.codeium', 'Windsurf (Codeium)'],
  ['tabnine.tabnine-vscode', 'Tabnine'],
  ['sourcegraph.cody-ai', 'Cody'],
  ['supermaven.supermaven', 'Supermaven'],
  ['amazonwebservices.amazon-q-vscode', 'Amazon Q'],
  ['google.geminicodeassist', 'Gemini Code Assist'],
  ['blackboxapp.blackbox', 'Blackbox'],
  ['continue.continue', 'Continue'],
  ['augment.vscode-augment', 'Augment'],
  ['aminer.codegeex', 'CodeGeeX'],
  ['alibaba-cloud.tongyi-lingma', 'Lingma'],
  ['rjmacarthy.twinny', 'twinny'],
  ['tabbyml.vscode-tabby', 'Tabby'],
]);

export interface Rival {
  readonly id: string;
  readonly name: string;
}

/** The first active one that was not named yet. */
export function findRival(activeIds: readonly string[], named: readonly string[]): Rival | undefined {
  for (const id of activeIds.map((active) => active.toLowerCase())) {
    const name = rivals.get(id);
    if (name !== undefined && !named.includes(id)) return { id, name };
  }
  return undefined;
}
