// Which languages' files can name each other's definitions: all others are no context, however many words they share.

import { languageOf } from '../languageOf.ts';

const families: readonly string[][] = [
  ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'svelte', 'astro', 'html'],
  ['c', 'cpp', 'cuda-cpp', 'objective-c', 'objective-cpp'],
  ['java', 'kotlin', 'scala', 'groovy'],
  ['css', 'scss', 'less', 'html', 'vue', 'svelte', 'astro'],
];

/** For the document's language: says of a path whether its file is of the same family. */
export function createFamilyCheck(languageId: string): (path: string) => boolean {
  const family = new Set([languageId, ...families.filter((one) => one.includes(languageId)).flat()]);
  const byExtension = new Map<string, boolean>();
  return (path) => {
    const extension = path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')));
    let isOfFamily = byExtension.get(extension);
    if (isOfFamily === undefined) {
      isOfFamily = family.has(languageOf(path));
      byExtension.set(extension, isOfFamily);
    }
    return isOfFamily;
  };
}
